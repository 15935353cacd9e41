"""The words of a diagram act on nothing; a script in a page of ours is stopped and heard."""

from support.attacks import share, some
from support.browser import come_in
from support.tally import told

PETRI = "Petri Saarela"
INLINE = """() => {
  const script = document.createElement('script')
  script.textContent = 'window.ran = 1'
  document.body.append(script)
}"""
# Every place of a diagram that words have.
DIAGRAMS = (
    "flowchart LR\n  A[{}] --> B",
    'flowchart LR\n  A["{}"] -->|"{}"| B',
    'flowchart LR\n  A --> B\n  click A href "{}" "{}"',
    "flowchart LR\n  A --> B\n  style A fill:{}\n  classDef c fill:{}",
    "sequenceDiagram\n  participant A as {}\n  A->>B: {}\n  Note over A: {}",
    'pie title {}\n  "{}" : 1',
    "gantt\n  title {}\n  section {}\n  {} :a, 2026-01-01, 3d",
    'classDiagram\n  class A["{}"]\n  A : {}',
    "stateDiagram-v2\n  [*] --> A : {}\n  A : {}",
    'erDiagram\n  A ||--o{{ B : "{}"',
    "journey\n  title {}\n  section {}\n    {}: 5: Me",
    "mindmap\n  root(({}))\n    {}",
    "%%{{init: {{'themeCSS': '{}', 'securityLevel': 'loose'}} }}%%\ngraph LR\n  A[{}]",
    "---\ntitle: {}\nconfig:\n  themeCSS: {}\n---\nflowchart LR\n  A --> B",
    "flowchart LR\n  accTitle: {}\n  accDescr: {}\n  A --> B",
)
DRAW = """async (texts) => {
  const found = []
  for (const text of texts) {
    const place = document.getElementById('drawing')
    place.replaceChildren()
    const refused = new Promise((done) => addEventListener('message', function hear({data}) {
      if (!data.fault) return
      removeEventListener('message', hear)
      done('refused')
    }))
    const drawn = new Promise((done) => {
      const look = new MutationObserver(() => { look.disconnect(); done('drawn') })
      look.observe(place, {childList: true})
    })
    await new Promise((done) => setTimeout(done))
    postMessage({text}, '*')
    const how = await Promise.race([refused, drawn])
    found.push([how, actingIn(document)
      .filter((one) => !['<script>', '<meta>'].includes(one))])
  }
  return found
}"""


def test_a_script_in_a_page_of_ours_is_stopped_and_heard(site, court):
    with court.page() as (page, said):
        page.goto(site.address("/sign-in"))
        assert (said, page.evaluate("violated")) == ([], [])

        page.evaluate(INLINE)

        page.wait_for_function("violated.length > 0")
        assert any("script-src" in one for one in page.evaluate("violated"))
        assert page.evaluate("window.ran") is None


def test_no_word_of_a_diagram_acts(site, court, request):
    number = share(24, of_all=1_200)
    texts = [
        DIAGRAMS[at % len(DIAGRAMS)].replace("{}", one).replace("{{", "{").replace("}}", "}")
        for at, one in enumerate(some("diagrams", number))
    ]
    # Without our policy and the frame's own: what draws must be harmless by itself.
    with court.page(answer=lambda route: unguarded(route, site)) as (page, said):
        come_in(page, site, PETRI)
        page.goto(site.address("/diagram"))
        page.wait_for_function("globalThis.mermaid")
        assert page.evaluate("violated") == []

        found = page.evaluate(DRAW, texts)

        ran = [one for one in said if one.startswith("dialog")]
    faults = {texts[at]: acts for at, (_, acts) in enumerate(found) if acts}
    told(request, renders=len(found), executable=len(faults) + len(ran))
    assert faults == {}
    assert ran == []
    assert sum(how == "drawn" for how, _ in found) > number / 8


def unguarded(route, site):
    """Answer as the house does, without its policy; of all else there is nothing."""
    if not route.request.url.startswith(site.url):
        return route.fulfill(status=204, body="")
    answer = route.fetch()
    kept = {
        name: value
        for name, value in answer.headers.items()
        if name != "content-security-policy"
    }
    return route.fulfill(response=answer, headers=kept)


def test_the_judge_sees_a_handler_where_no_policy_is(site, court):
    with court.page(answer=lambda route: unguarded(route, site)) as (page, said):
        come_in(page, site, PETRI)
        page.goto(site.address("/diagram"))
        with page.expect_event("dialog"):
            page.evaluate("drawing.innerHTML = '<img src=/no onerror=alert(1)>'")

        assert page.evaluate("actingIn(drawing)") == ["img onerror"]
    assert "dialog: 1" in said
