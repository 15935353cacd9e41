// Tools over each field that holds Markdown. What they write goes through the browser's own typing, so that its undo takes it back. Without them one types the marks.
import { put } from "./put.js";

const tools = document.getElementById("tools");
const areas = tools ? [...document.querySelectorAll("textarea[data-markdown]")] : [];
const KEYS = { b: "bold", i: "italic", k: "link" };

const chosen = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

const wrap = (area, mark, words = tools.dataset.words) => {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const inner = chosen(area), size = mark.length;
  if (inner && value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
    put(area, inner, from - size, to + size);
    return area.setSelectionRange(from - size, to - size);
  }
  const said = inner.trim() || words, before = inner.slice(0, inner.length - inner.trimStart().length);
  put(area, before + mark + said + mark + (inner.trim() ? inner.slice(inner.trimEnd().length) : ""));
  const start = from + before.length + size;
  area.setSelectionRange(start, start + said.length);
};

// Every line of what is chosen begins with its mark, or, if all do, no longer does.
const begin = (area, mark, pattern) => {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? area.value.length : end;
  const lines = area.value.slice(from, to).split("\n");
  const marked = lines.every((line) => pattern.test(line));
  const anew = lines.map((line, number) => marked ? line.replace(pattern, "") : mark(number) + line.replace(pattern, "")).join("\n");
  put(area, anew, from, to);
  if (lines.length > 1) area.setSelectionRange(from, from + anew.length);
};

const apart = (area, text) => {
  const before = area.value.slice(0, area.selectionStart);
  put(area, (before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n") + text + "\n");
};

const link = (area) => {
  const from = area.selectionStart, said = chosen(area) || tools.dataset.words;
  put(area, `[${said}](https://)`);
  const start = chosen(area) ? from : from + said.length + 3;
  area.setSelectionRange(start, start + "https://".length);
};

const { column } = tools?.dataset ?? {};
const DEEDS = {
  bold: (area) => wrap(area, "**"),
  italic: (area) => wrap(area, "*"),
  heading: (area) => begin(area, () => "## ", /^#{1,6} /),
  list: (area) => begin(area, () => "- ", /^[-*+] /),
  numbers: (area) => begin(area, (number) => `${number + 1}. `, /^\d+[.)] /),
  quote: (area) => begin(area, () => "> ", /^> ?/),
  link,
  practice: (area) => put(area, "[["),
  person: (area) => put(area, /\S$/.test(area.value.slice(0, area.selectionStart)) ? " @" : "@"),
  table: (area) => apart(area, `| ${column} 1 | ${column} 2 |\n| --- | --- |\n|  |  |`),
  code: (area) => chosen(area).includes("\n") ? apart(area, `\`\`\`\n${chosen(area)}\n\`\`\``) : wrap(area, "`"),
  undo: (area) => { area.focus(); document.execCommand("undo"); },
};

// One stop for the Tab key; the arrows go from tool to tool.
const walk = (bar, event) => {
  const all = [...bar.querySelectorAll("button")].filter((button) => button.checkVisibility()), at = all.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[at].tabIndex = -1;
  const to = all.at(next % all.length);
  to.tabIndex = 0;
  to.focus();
};

for (const area of areas) {
  const bar = tools.content.firstElementChild.cloneNode(true);
  area.labels[0].id ||= `${area.id}-label`;
  bar.setAttribute("aria-describedby", area.labels[0].id);
  bar.setAttribute("aria-controls", area.id);
  bar.querySelector("button").tabIndex = 0;
  area.before(bar);
  bar.addEventListener("keydown", (event) => walk(bar, event));
  bar.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps its selection
  bar.addEventListener("click", ({ target }) => DEEDS[target.closest("button")?.dataset.deed]?.(area));
  area.addEventListener("keydown", (event) => {
    const deed = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (deed) { event.preventDefault(); DEEDS[deed](area); }
  });
  area.addEventListener("put", ({ detail: { text, from, to } }) => put(area, text, from, to));
}
