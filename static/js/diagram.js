// Diagrams that texts hold as Mermaid are drawn in a frame that can do nothing else; without this one reads their text.
const LONGEST = 20_000, MOST = 20, PATIENCE = 15_000;
const words = document.getElementById("diagrams")?.dataset;
const frames = new Map();

const scheme = () => getComputedStyle(document.documentElement).colorScheme.split(" ").length === 1
  ? getComputedStyle(document.documentElement).colorScheme
  : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

// A frame that draws a text: put `frame` into the page; `told(sentence)` hears why it cannot, and nothing when it can.
export const drawing = (text, name, told) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { title: name || words.name, src: words.frame, className: "diagram-frame", height: 160 });
  frame.setAttribute("sandbox", "allow-scripts");
  let now = text, ready = false, waiting = 0;

  const fail = (sentence) => { clearTimeout(waiting); frame.hidden = true; told(sentence); };
  const ask = () => {
    clearTimeout(waiting);
    if (now.length > LONGEST) return fail(words.large);
    waiting = setTimeout(() => fail(words.fault), PATIENCE);
    frame.contentWindow.postMessage({ text: now, scheme: scheme() }, "*");
  };

  const hear = (said) => {
    if (said.ready) { ready = true; ask(); }
    if (said.fault) fail(said.line ? words.line.replace("{line}", said.line) : words.fault);
    if (!(said.height > 0)) return;
    clearTimeout(waiting);
    frame.height = Math.min(said.height, 5_000);
    frame.hidden = false;
    told();
  };

  frames.set(frame, { hear, dress: () => ready && frame.contentWindow?.postMessage({ scheme: scheme() }, "*") });
  return {
    frame,
    draw: (anew) => { if (anew !== now) { now = anew; if (ready) { clearTimeout(waiting); waiting = setTimeout(ask, 400); } } },
    close: () => { clearTimeout(waiting); frames.delete(frame); },
  };
};

const folded = (pre) => {
  const details = document.createElement("details"), summary = document.createElement("summary");
  summary.textContent = words.source;
  pre.before(details);
  details.append(summary, pre);
  return details;
};

const enhance = (figure) => {
  figure.dataset.drawn = "";
  const pre = figure.querySelector("pre");
  const details = folded(pre), said = document.createElement("p");
  said.className = "diagram-said";
  said.setAttribute("role", "status");
  const { frame } = drawing(pre.textContent, figure.querySelector("figcaption")?.textContent.trim(), (sentence = "") => {
    said.textContent = sentence;
    if (sentence) details.open = true;
  });
  figure.prepend(frame, said);
};

const enhanceAll = () => [...document.querySelectorAll("figure.diagram:not([data-drawn])")].slice(0, MOST - document.querySelectorAll("[data-drawn]").length).forEach(enhance);

addEventListener("message", ({ source, data }) => {
  for (const [frame, { hear }] of frames) if (frame.contentWindow === source && data) hear(data);
});
const dress = () => { for (const { dress: one } of frames.values()) one(); };
new MutationObserver(dress).observe(document.documentElement, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
if (words) {
  enhanceAll();
  document.addEventListener("htmx:load", enhanceAll);  // what came later, a preview for one
}
