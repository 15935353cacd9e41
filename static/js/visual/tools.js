// The tools of a box: what each does, when it is pressed in, and how one moves among them by keyboard.
import * as kit from "../../vendor/milkdown.js";

const { tables } = kit;
const HEADING = 2;

const around = (state, type) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return $from.node(depth);
  return null;
};
const marked = (state, type) => {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};

// The list one is in becomes no list, or the other kind; else one begins.
const listing = (type) => (state, dispatch) => {
  const { nodes } = state.schema;
  const [own, other] = type === "bullets" ? [nodes.bullet_list, nodes.ordered_list] : [nodes.ordered_list, nodes.bullet_list];
  if (around(state, own)) return kit.liftListItem(nodes.list_item)(state, dispatch);
  if (!around(state, other)) return kit.wrapInList(own)(state, dispatch);
  const { $from } = state.selection;
  let depth = $from.depth;
  while ($from.node(depth).type !== other) depth -= 1;
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), own, { spread: $from.node(depth).attrs.spread }));
  return true;
};

const table = (state, dispatch) => {
  const { nodes } = state.schema;
  const cell = (type) => type.create({ alignment: null }, nodes.paragraph.create());
  const row = (kind, type) => kind.create(null, [cell(type), cell(type)]);
  const made = nodes.table.create(null, [row(nodes.table_header_row, nodes.table_header), row(nodes.table_row, nodes.table_cell), row(nodes.table_row, nodes.table_cell)]);
  const tr = state.tr.replaceSelectionWith(made);
  dispatch?.(tr.setSelection(kit.TextSelection.near(tr.doc.resolve(Math.min(state.selection.$from.before() + 4, tr.doc.content.size)))).scrollIntoView());
  return true;
};

const toggled = (type, on, off) => (state, dispatch) => (around(state, type(state)) ? off : on)(state, dispatch);
const deeds = ({ nodes, marks }) => ({
  strong: { does: kit.toggleMark(marks.strong), is: (state) => marked(state, marks.strong) },
  emphasis: { does: kit.toggleMark(marks.emphasis), is: (state) => marked(state, marks.emphasis) },
  heading: { does: toggled(() => nodes.heading, kit.setBlockType(nodes.heading, { level: HEADING }), kit.setBlockType(nodes.paragraph)), is: (state) => around(state, nodes.heading) },
  bullets: { does: listing("bullets"), is: (state) => around(state, nodes.bullet_list) },
  numbers: { does: listing("numbers"), is: (state) => around(state, nodes.ordered_list) },
  quote: { does: toggled(() => nodes.blockquote, kit.wrapIn(nodes.blockquote), kit.lift), is: (state) => around(state, nodes.blockquote) },
  undo: { does: kit.undo },
});

const linked = (state, type) => {
  const { $from, from, to, empty } = state.selection;
  if (!empty) return { from, to, mark: state.doc.nodeAt(from) && type.isInSet(state.doc.nodeAt(from).marks) };
  let [begins, mark] = [$from.start(), null];
  let found = null;
  $from.parent.forEach((node, offset) => {
    mark = type.isInSet(node.marks);
    const [at, end] = [begins + offset, begins + offset + node.nodeSize];
    if (mark && at <= from && from <= end) found = { from: at, to: end, mark };
  });
  return found;
};

// The row below the tools where the address of a link is written.
const linking = (view, copy, done) => {
  const type = view.state.schema.marks.link;
  const row = copy("visual-link"), input = row.querySelector("input");
  const set = (href) => {
    const spot = linked(view.state, type);
    const tr = view.state.tr;
    if (!href) { if (spot) tr.removeMark(spot.from, spot.to, type); }
    else if (spot) tr.removeMark(spot.from, spot.to, type).addMark(spot.from, spot.to, type.create({ href }));
    else tr.insertText(href).addMark(view.state.selection.from, view.state.selection.from + href.length, type.create({ href }));
    view.dispatch(tr);
    done();
  };
  input.value = linked(view.state, type)?.mark?.attrs.href ?? "";
  row.addEventListener("click", ({ target }) => { if (target.closest("[data-deed]")) set(target.dataset.deed === "set" ? input.value.trim() : ""); });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === input) { event.preventDefault(); set(input.value.trim()); }
    if (event.key === "Escape") { event.stopPropagation(); done(); }
  });
  return { row, enter: () => input.select() };
};

// The row that asks what a chosen picture shows, for those who do not see it.
const describing = (view, copy) => {
  const row = copy("visual-picture"), input = row.querySelector("input");
  const picture = () => view.state.selection.node?.type.name === "image" ? view.state.selection : null;
  input.addEventListener("input", () => {
    const { from, node } = picture() ?? {};
    if (!node) return;
    const tr = view.state.tr.setNodeMarkup(from, undefined, { ...node.attrs, alt: input.value });
    view.dispatch(tr.setSelection(kit.NodeSelection.create(tr.doc, from)));
  });
  input.addEventListener("keydown", (event) => { if (["Enter", "Escape"].includes(event.key)) { event.preventDefault(); view.focus(); } });
  return { row, show: () => { row.hidden = !picture(); if (picture() && document.activeElement !== input) input.value = picture().node.attrs.alt; } };
};

const shaping = { rowAfter: tables.addRowAfter, columnAfter: tables.addColumnAfter, rowAway: tables.deleteRow, columnAway: tables.deleteColumn };

export const equip = (box, view, { copy, controls, choosePicture }) => {
  const bar = copy("visual-tools"), all = deeds(view.state.schema);
  if (!choosePicture) bar.querySelector("[data-deed=picture]").remove();
  const buttons = [...bar.querySelectorAll("[data-deed]")], said = describing(view, copy);
  const tableRow = copy("visual-table");
  let extra = null;

  const run = (command) => { command(view.state, view.dispatch, view); view.focus(); };
  const fold = () => { extra?.row.remove(); extra = null; buttons.find(({ dataset }) => dataset.deed === "link").setAttribute("aria-expanded", "false"); };
  const press = (deed) => {
    if (deed !== "link") fold();
    if (deed === "picture") return choosePicture(view);
    if (deed === "table") return run(tables.isInTable(view.state) ? tables.deleteTable : table);
    if (deed !== "link") return run(all[deed].does);
    if (extra) { fold(); return view.focus(); }
    extra = linking(view, copy, () => { fold(); view.focus(); });
    bar.after(extra.row);
    extra.enter();
    return buttons.find(({ dataset }) => dataset.deed === "link").setAttribute("aria-expanded", "true");
  };
  const show = () => {
    for (const { dataset: { deed } } of buttons) {
      const is = deed === "table" ? tables.isInTable(view.state) : all[deed]?.is?.(view.state);
      const button = buttons.find((one) => one.dataset.deed === deed);
      if (is !== undefined) button.setAttribute("aria-pressed", String(Boolean(is)));
    }
    tableRow.hidden = !tables.isInTable(view.state);
    said.show();
  };
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[Math.abs(by) === 1 ? (at + by + buttons.length) % buttons.length : by < 0 ? 0 : buttons.length - 1];
    for (const one of buttons) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  };

  buttons.forEach((one, number) => { one.tabIndex = number ? -1 : 0; });
  bar.setAttribute("aria-controls", controls);
  bar.addEventListener("keydown", step);
  bar.addEventListener("mousedown", (event) => event.preventDefault());  // the text keeps its selection
  bar.addEventListener("click", ({ target }) => { const button = target.closest("[data-deed]"); if (button) press(button.dataset.deed); });
  tableRow.addEventListener("mousedown", (event) => event.preventDefault());
  tableRow.addEventListener("click", ({ target }) => { if (target.dataset.deed) run(shaping[target.dataset.deed]); });
  box.prepend(bar, tableRow, said.row);
  show();
  fold();
  return { show };
};
