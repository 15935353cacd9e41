// After [[ practices are offered and after @ people: arrows choose, Enter or Tab takes, Escape closes. Without it one types the whole name.
// Fields are those of Markdown and those that say where names are asked for (data-completions), with what is said when there are none.
import { letterOf, placeBelow } from "./caret.js";
import { put } from "./put.js";

const PAUSE = 120;
const tools = document.getElementById("tools");
const FIELDS = tools ? "textarea[data-markdown], textarea[data-completions]" : "textarea[data-completions]";
const status = document.createElement("p");
const known = new WeakSet();
const WAYS = [
  { kind: "practice", pattern: /\[\[([^[\]|\n]{0,80})$/ },
  { kind: "person", pattern: /(?:^|[\s(])(@([\p{L}-]*(?:(?<=[\p{L}-]) [\p{L}-]{0,30})?))$/u },
];

// Where Markdown is no more than a link to a practice, a person is called by name alone.
const written = (area, markdown) => "markdown" in area.dataset ? markdown : markdown.replace(/^\[\[(@.+)\]\]$/, "$1");

const completeIn = (area) => {
  const { completions, none } = { ...tools?.dataset, ...area.dataset };
  let list = null, begun = null, asked = null, timer = 0, refused = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const typed = () => {
    if (area.selectionStart !== area.selectionEnd) return null;
    const before = area.value.slice(Math.max(0, area.selectionStart - 100), area.selectionStart);
    for (const { kind, pattern } of WAYS) {
      const found = pattern.exec(before);
      if (found) return { kind, q: found.at(-1), from: area.selectionStart - (kind === "person" ? found[1] : found[0]).length };
    }
    return null;
  };

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const step = (by) => choose(options().at((options().indexOf(chosen()) + by) % options().length));

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list?.remove();
    list = null;
    for (const name of ["aria-controls", "aria-activedescendant"]) area.removeAttribute(name);
  };

  const take = (option) => {
    const closed = area.value.slice(area.selectionStart).startsWith("]]") ? 2 : 0;
    const to = area.selectionStart + closed;
    close();
    put(area, written(area, option.dataset.put), begun.from, to);
  };

  const open = (html) => {
    list?.remove();
    area.insertAdjacentHTML("afterend", html);
    list = area.nextElementSibling;
    options().forEach((option, number) => { option.id = `completion-${number}`; });
    status.textContent = options().length ? list.dataset.said : none;
    if (!options().length) return close();
    placeBelow(list, letterOf(area, begun.from));
    list.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps the focus
    list.addEventListener("click", ({ target }) => target.closest("[role=option]") && take(target.closest("[role=option]")));
    area.setAttribute("aria-controls", list.id);
    choose(options()[0]);
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const query = new URLSearchParams({ kind: begun.kind, q: begun.q, practice: area.dataset.practice ?? "" });
      const answer = await fetch(`${completions}?${query}`, { signal: asked.signal });
      if (answer.ok && !answer.redirected && document.activeElement === area) open(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close();  // no connection, no list
    }
  };

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => take(chosen()),
    Tab: () => take(chosen()),
    Escape: () => { refused = begun.from; close(); },  // until another name is begun
  };

  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-haspopup", "listbox");
  area.addEventListener("input", () => {
    begun = typed();
    clearTimeout(timer);
    if (!begun || begun.from === refused) return close();
    refused = -1;
    timer = setTimeout(ask, PAUSE);
  });
  area.addEventListener("keydown", (event) => {
    if (!list || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key in keys) { event.preventDefault(); keys[event.key](); }
    else if (/^(Arrow|Home|End|Page)/.test(event.key)) close();
  });
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
};

// Also what comes into the page later, such as the comments below a practice.
const completeWithin = (place) => {
  for (const area of place.querySelectorAll(FIELDS)) {
    if (!known.has(area)) completeIn(area);
    known.add(area);
  }
};

status.className = "sr";
status.setAttribute("role", "status");
document.querySelector("main").append(status);
completeWithin(document);
document.addEventListener("htmx:load", ({ detail: { elt } }) => completeWithin(elt));
