// After [[ practices are offered and after @ people, as in Markdown (static/js/complete.js): arrows choose, Enter or Tab takes, Escape closes.
import * as kit from "../../vendor/milkdown.js";
import { placeBelow } from "../caret.js";

const PAUSE = 120;
const WAYS = [
  { kind: "practice", pattern: /\[\[([^[\]|\n]{0,80})$/ },
  { kind: "person", pattern: /(?:^|[\s(])(@([\p{L}-]*(?:(?<=[\p{L}-]) [\p{L}-]{0,30})?))$/u },
];

const typed = ({ selection: { $from, empty } }) => {
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 100), $from.parentOffset, null, "\ufffc");
  for (const { kind, pattern } of WAYS) {
    const found = pattern.exec(before);
    if (found) return { kind, q: found.at(-1), from: $from.pos - (kind === "person" ? found[1] : found[0]).length };
  }
  return null;
};

// A plugin that offers names; `address` is where they are asked for, `none` what is said when there are none.
export const completing = (root, { address, none }) => {
  const status = document.createElement("p");
  status.className = "sr";
  status.setAttribute("role", "status");
  let list = null, begun = null, asked = null, timer = 0, refused = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (view, option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    view.dom.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const step = (view, by) => choose(view, options().at((options().indexOf(chosen()) + by) % options().length));
  const close = (view) => {
    clearTimeout(timer);
    asked?.abort();
    list?.remove();
    list = null;
    for (const name of ["aria-controls", "aria-activedescendant"]) view.dom.removeAttribute(name);
  };
  const take = (view, option) => {
    const { state } = view, { from } = begun;
    const link = state.schema.nodes.page_link.create({ value: option.dataset.put });
    close(view);
    view.dispatch(state.tr.replaceWith(from, state.selection.from, link).insertText(" "));
    view.focus();
  };
  const open = (view, html) => {
    list?.remove();
    root.insertAdjacentHTML("afterend", html);
    list = root.nextElementSibling;
    options().forEach((option, number) => { option.id = `${root.id}-option-${number}`; });
    list.id = `${root.id}-options`;
    status.textContent = options().length ? list.dataset.said : none;
    if (!options().length) return close(view);
    placeBelow(list, view.coordsAtPos(begun.from));
    list.addEventListener("mousedown", (event) => event.preventDefault());  // the text keeps the focus
    list.addEventListener("click", ({ target }) => target.closest("[role=option]") && take(view, target.closest("[role=option]")));
    view.dom.setAttribute("aria-controls", list.id);
    choose(view, options()[0]);
  };
  const ask = async (view) => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ kind: begun.kind, q: begun.q })}`, { signal: asked.signal });
      if (answer.ok && !answer.redirected && view.hasFocus()) open(view, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close(view);  // no connection, no list
    }
  };
  const keys = {
    ArrowDown: (view) => step(view, 1),
    ArrowUp: (view) => step(view, -1),
    Enter: (view) => take(view, chosen()),
    Tab: (view) => take(view, chosen()),
    Escape: (view) => { refused = begun.from; close(view); },
  };

  root.after(status);
  return new kit.Plugin({
    props: {
      handleKeyDown(view, event) {
        if (!list || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !(event.key in keys)) return false;
        keys[event.key](view);
        return true;
      },
      handleDOMEvents: { blur: (view) => { close(view); } },
    },
    view: () => ({
      update(view, before) {
        if (view.state.doc.eq(before.doc)) {
          if (!view.state.selection.eq(before.selection)) close(view);
          return;
        }
        begun = typed(view.state);
        clearTimeout(timer);
        if (!begun || begun.from === refused) { close(view); return; }
        refused = -1;
        timer = setTimeout(() => ask(view), PAUSE);
      },
      destroy: () => { clearTimeout(timer); asked?.abort(); list?.remove(); status.remove(); },
    }),
  });
};
