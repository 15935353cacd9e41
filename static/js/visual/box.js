// The box of one text: its tools above, its editor below, the textarea out of sight.
import { completing } from "./complete.js";
import { openField } from "./field.js";
import { picturing } from "./pictures.js";
import { equip } from "./tools.js";

let count = 0;

const labelled = (area) => {
  const label = area.labels[0] ?? document.querySelector(`label[data-for="${area.id}"]`);
  label.id ||= `label-${area.id}`;
  return label;
};

export const make = async (area, { copy, differing, pictures, leave }) => {
  const label = labelled(area), field = area.closest(".field");
  const box = document.createElement("div"), root = document.createElement("div");
  box.className = "visual";
  root.className = "visual-text";
  root.id = `visual-${count += 1}`;
  box.append(root);
  // What helps the hand in Markdown helps here too, where the page has it (revisions/toolbar.html).
  const aids = document.getElementById("tools")?.dataset ?? {};
  const taking = "pictures" in aids ? picturing(root, { ...aids, to: aids.pictures }, pictures) : null;
  const plugins = [taking?.plugin, aids.completions && completing(root, { address: aids.completions, none: aids.none })].filter(Boolean);
  const note = (id) => {
    const made = copy(id);
    made.querySelector("[data-deed=markdown]")?.addEventListener("click", leave);
    area.before(made);
    return made;
  };

  let tools;
  const opened = await openField(area, {
    root, differing, plugins, pictures: pictures.known, label: label.id, described: area.getAttribute("aria-describedby"), changed: () => tools?.show(),
  });
  const close = () => { opened.close(); box.remove(); };
  let open, before;
  try {
    // What was typed meanwhile is opened too.
    do { before = area.value; open = await opened.open(); } while (open && area.value !== before);
  } catch { open = undefined; }
  if (!open) {
    close();
    if (open === false) note("visual-whole");
    return null;
  }

  const shown = opened.shown ? note("visual-shown") : null;
  root.dataset.rows = area.rows > 6 ? "many" : "few";
  const here = document.activeElement === area;
  area.before(box);
  tools = equip(box, opened.view, { copy, controls: root.id, choosePicture: taking?.choose });
  area.hidden = true;
  // The label names the editor now; a textarea out of sight needs none.
  const focus = () => opened.view.focus();
  label.removeAttribute("for");
  label.dataset.for = area.id;
  label.addEventListener("click", focus);
  const lead = (event) => { if (event.target.closest(`a[href="#${area.id}"]`)) { event.preventDefault(); focus(); } };
  document.addEventListener("click", lead);
  if (here) focus();

  return {
    doubts: opened.doubts,
    own: opened.own,
    close() {
      area.hidden = false;
      label.htmlFor = area.id;
      label.removeEventListener("click", focus);
      document.removeEventListener("click", lead);
      shown?.remove();
      close();
    },
  };
};
