// How a page is judged: ``acting`` is what could run or lead away, ``straying`` what none of
// our pages holds. Loaded into every page before anything of the page itself.
(() => {
  const ACTIVE = new Set(['script', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet',
    'base', 'form', 'meta', 'link', 'style', 'animate', 'set', 'portal', 'isindex'])
  const PLACES = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'background',
    'data', 'ping', 'cite', 'codebase', 'manifest', 'longdesc', 'dynsrc', 'lowsrc']
  const FAIR = new Set(['http:', 'https:', 'mailto:'])
  const parsed = (html) => new DOMParser().parseFromString(html, 'text/html')
  const unnumbered = (value) => value.replace(/[0-9]+/g, '#')

  const leads = (value) => {
    try {
      return FAIR.has(new URL(value, 'https://here.example/').protocol)
    } catch {
      return true
    }
  }

  const acting = (one, isOurs = () => false) => {
    const tag = one.localName
    const found = ACTIVE.has(tag) && !isOurs(one) ? [`<${tag}>`] : []
    for (const {name, value} of one.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') found.push(`${tag} ${name}`)
      if (PLACES.includes(name) && !leads(value)) found.push(`${tag} ${name}=${value}`)
    }
    return found
  }

  // A name that a text chose could stand for one of ours (DOM clobbering), a style cover it.
  const misleads = ({name, value}) =>
    ['id', 'name', 'style', 'form', 'is', 'slot'].includes(name) && !/^term-[0-9]+$/.test(value)

  const straying = (one, allowed) => {
    const tag = one.localName
    if (!(tag in allowed)) return [`<${tag}>`]
    const strange = (each) => misleads(each) || !allowed[tag].includes(each.name)
    return [...one.attributes].filter(strange).map(({name}) => `${tag} ${name}`)
  }

  // A drawing of a diagram has its own style sheet, and nothing else that acts.
  window.actingIn = (root) => [...root.querySelectorAll('*')].flatMap(
    (one) => acting(one, () => one.localName === 'style'))

  const signs = (one) => [`<${one.localName}>`, ...[...one.attributes].flatMap(
    ({name, value}) => [`${one.localName} ${name}`,
      ...(['id', 'name'].includes(name) ? [`${name}=${unnumbered(value)}`] : [])])]

  const home = (value) => value && value.startsWith('/') && !value.startsWith('//')
  const isOurs = (one) => ({
    script: () => home(one.getAttribute('src')) && !one.textContent.trim(),
    link: () => home(one.getAttribute('href')),
    form: () => home(one.getAttribute('action') ?? '/'),
    meta: () => !one.hasAttribute('http-equiv'),
  })[one.localName]?.()

  window.violated = []
  addEventListener('securitypolicyviolation', (stopped) =>
    violated.push(`${stopped.violatedDirective} ${stopped.sourceFile} ${stopped.sample}`))

  // The page itself: pieces of HTML, each in a section; none may have left its own.
  window.judgePieces = (allowed) => {
    const found = []
    const around = 'main > section[title], body > main, head > meta[charset], head > title'
    for (const one of document.querySelectorAll('main > *, body > *, head > *'))
      if (!one.matches(around) || one.matches('section') && one.attributes.length > 1)
        found.push([-1, `outside: ${one.outerHTML.slice(0, 200)}`])
    const sections = [...document.querySelectorAll('main > section')]
    for (const section of sections)
      for (const one of section.querySelectorAll('*'))
        for (const fault of [...acting(one), ...straying(one, allowed)])
          found.push([+section.title, fault])
    return {found, sections: sections.length, violated}
  }

  // Whole pages of ours: which elements, attributes, ids and names they hold outside of texts.
  window.signsOf = (pages) => {
    const found = new Set()
    for (const html of pages)
      for (const one of parsed(html).querySelectorAll('*'))
        if (!one.matches('.prose *')) for (const sign of signs(one)) found.add(sign)
    return [...found]
  }

  // One of them, with attacks in it: what acts, and what it did not hold before.
  window.judgePage = ([html, known, allowed]) => {
    const held = new Set(known), found = new Set()
    for (const one of parsed(html).querySelectorAll('*')) {
      const strange = one.matches('.prose *') ? straying(one, allowed)
        : signs(one).filter((sign) => !held.has(sign)).map((sign) => `new: ${sign}`)
      for (const fault of [...acting(one, isOurs), ...strange]) found.add(fault)
    }
    return [...found]
  }

  window.countActing = (texts) => texts.filter((text) =>
    [...parsed(text).querySelectorAll('head *, body *')].some((one) => acting(one).length)).length
})()
