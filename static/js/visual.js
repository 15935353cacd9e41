// The visual mode of the writing form: chosen here, made in visual/. The textareas stay what is sent; without JavaScript they are all there is.
const place = document.getElementById("visual");
const form = place?.closest("form");
const said = place?.querySelector("[data-said]");
const areas = [...(form?.querySelectorAll("textarea[data-markdown]") ?? [])];
const STORED = "writing-mode";
const stored = () => { try { return localStorage.getItem(STORED); } catch { return null; } };
const store = (mode) => { try { localStorage.setItem(STORED, mode); } catch { /* private window: lasts for this page */ } };
const wished = () => stored() ?? (matchMedia("(min-width: 48rem) and (pointer: fine)").matches ? "visual" : "markdown");
// Where the practice's pictures are seen, by their names; one that was added now is among them.
const known = JSON.parse(place?.dataset.pictures ?? "{}");
const pictures = { known, add: (name) => { known[name] ??= place.dataset.picture.replace("NAME", encodeURIComponent(name)); } };
const fields = new Map();
let mode = "markdown", anyway = false;

const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

// Which pairs of texts, by their places, the server says read otherwise.
const differing = async (pairs) => {
  if (!pairs.length) return [];
  const sent = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
  for (const [before, after] of pairs) { sent.append("before", before); sent.append("after", after); }
  const answer = await fetch(place.dataset.likeness, { method: "POST", body: sent });
  if (!answer.ok || answer.redirected) throw new Error(`The texts could not be compared: ${answer.status}`);
  return (await answer.json()).different;
};

const notes = () => form.querySelectorAll(".visual-note");
const press = () => { for (const button of place.querySelectorAll("[data-mode]")) button.setAttribute("aria-pressed", String(button.dataset.mode === mode)); };

const open = async (area) => {
  const { make } = await import("./visual/box.js");
  const field = await make(area, { copy, differing, pictures, leave: () => choose("markdown", area) });
  if (field) fields.set(area, field);
};

const close = (area) => { fields.get(area)?.close(); fields.delete(area); };

const choose = async (wanted, focus) => {
  mode = wanted;
  anyway = false;
  form.dataset.mode = mode;
  press();
  for (const note of notes()) note.remove();
  areas.forEach(close);
  if (mode === "visual") {
    place.setAttribute("aria-busy", "true");
    try { await Promise.all(areas.map(open)); } finally { place.removeAttribute("aria-busy"); }
  }
  focus?.focus();
};

// What was written here is read again before it is sent: if it would read otherwise, that is said first.
const doubts = () => [...fields].flatMap(([area, field]) => field.doubts().map((one) => ({ area, ...one })));

const confirmed = async (asked) => {
  const open = asked.filter(({ same }) => same);
  const differ = await differing(open.map(({ pair }) => pair));
  return [...asked.filter(({ same }) => !same), ...differ.map((number) => open[number])];
};

const warn = (found, submitter) => {
  for (const old of form.querySelectorAll(".visual-note[role=alert]")) old.remove();
  const [{ area }] = found, note = copy("visual-unsure");
  const list = note.querySelector("ol"), line = list.firstElementChild;
  list.replaceChildren(...found.map(({ here, there }) => {
    const item = line.cloneNode(true), [left, right] = item.querySelectorAll(".prose");
    left.append(here);
    right.append(there);
    return item;
  }));
  note.querySelector("[data-deed=markdown]").addEventListener("click", () => choose("markdown", area));
  note.querySelector("[data-deed=anyway]").addEventListener("click", () => send(submitter));
  area.closest(".field").prepend(note);
  note.focus();
};

const send = (submitter) => { anyway = true; form.requestSubmit(submitter); };

const check = async (event) => {
  const asked = anyway || mode !== "visual" ? [] : doubts();
  if (!asked.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  const found = await confirmed(asked).catch(() => asked.filter(({ same }) => !same));
  if (found.length) warn(found, submitter);
  else send(submitter);
};

if (areas.length) {
  place.hidden = false;
  place.addEventListener("click", ({ target }) => {
    const wanted = target.closest("[data-mode]")?.dataset.mode;
    if (wanted && wanted !== mode) { store(wanted); choose(wanted); }
  });
  form.addEventListener("submit", check, true);
  // A text that came from elsewhere (another's words, a picture's name) is opened anew.
  form.addEventListener("input", ({ target }) => { if (fields.has(target) && !fields.get(target).own()) { close(target); open(target); } });
  if (wished() === "visual") choose("visual");
}
