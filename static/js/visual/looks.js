// How pictures, tasks and diagrams look while one writes: as their readers will see them.
import { drawing } from "../diagram.js";

const element = (name, attributes = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
};

const picture = (pictures) => ({ attrs: { src, alt, title } }) => {
  const name = decodeURIComponent(src.split(/[#?]/, 1)[0].replace(/%(?![0-9a-f]{2})/gi, "%25"));
  const dom = pictures[name]
    ? element("img", { src: pictures[name], alt: alt ?? "", ...(title && { title }) })
    : element("span", { class: "missing" }, alt || name);
  return { dom };
};

const task = ({ attrs }, view, position) => {
  if (attrs.checked === null) return ordinary("li", attrs);
  const box = element("input", { type: "checkbox", tabindex: "-1", "aria-hidden": "true" });
  const dom = element("li", { class: "task-list-item", "data-item-type": "task" }, element("span", { contenteditable: "false" }, box));
  const contentDOM = dom.appendChild(element("div"));
  box.checked = attrs.checked;
  box.addEventListener("change", () => {
    const node = view.state.doc.nodeAt(position());
    view.dispatch(view.state.tr.setNodeMarkup(position(), undefined, { ...node.attrs, checked: box.checked }));
  });
  return { dom, contentDOM, update: (node) => node.type.name === "list_item" && node.attrs.checked === box.checked, ignoreMutation: (change) => !contentDOM.contains(change.target), stopEvent: (event) => event.target === box };
};

const ordinary = (name, attrs) => {
  const dom = element(name);
  return { dom, contentDOM: dom, update: (node) => node.type.name === "list_item" && node.attrs.checked === attrs.checked };
};

// A diagram is drawn below its text, in the frame its readers see it in.
const code = ({ attrs, textContent }) => {
  const contentDOM = element("code");
  const pre = element("pre", { "data-language": attrs.language }, contentDOM);
  const same = (node) => node.type.name === "code_block" && node.attrs.language === attrs.language;
  if (attrs.language !== "mermaid") return { dom: pre, contentDOM, update: same };
  const said = element("p", { class: "diagram-said", role: "status" });
  const made = drawing(textContent, "", (sentence = "") => { said.textContent = sentence; });
  const dom = element("div", { class: "diagram" }, pre, element("div", { contenteditable: "false" }, said, made.frame));
  return { dom, contentDOM, update: (node) => same(node) && (made.draw(node.textContent), true), ignoreMutation: (change) => !contentDOM.contains(change.target), destroy: made.close };
};

export const looks = (pictures) => ({ image: picture(pictures), list_item: task, code_block: code });
