// A board that renews itself without disturbing who writes on it, and on which things move by keys and by hand. Every deed is one of the page's own forms; without this they are sent as forms are.
const PAUSE = 3000, LONG_ENOUGH = 10_000;
const told = document.getElementById("told"), desk = document.getElementById("desk");
let carried = null, dragged = null, sending = false, timer = 0;

const wall = () => document.getElementById("wall");
const busy = () => carried || dragged || sending || document.activeElement?.matches("#wall select");
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
// What went well has been read after a while; what did not stays.
const say = (...words) => {
  clearTimeout(timer);
  told.replaceChildren(...words);
  if (!told.querySelector(".error")) timer = setTimeout(() => told.replaceChildren(), LONG_ENOUGH);
};

// What is open stays open, what was chosen stays chosen, and the focus stays where it was.
const hang = (fresh) => {
  if (!fresh || Number(fresh.dataset.seen) < Number(wall().dataset.seen)) return;
  const open = [...wall().querySelectorAll("details[open]")].map((one) => one.id);
  const at = document.activeElement?.closest("#wall [id], #wall summary");
  const focus = at?.matches("summary") ? at.parentElement.id : at?.id;
  wall().replaceWith(document.adoptNode(fresh));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const again = focus && document.getElementById(focus);
  (again?.matches("details") ? again.querySelector("summary") : again)?.focus({ preventScroll: true });
};

// The forms beside the wall follow the board's state; a note that is being written is not touched.
const kept = (form) => form?.dispatchEvent(new CustomEvent("saved", { detail: ["text", "name", "level"] }));
const renew = (page) => {
  const fresh = page.getElementById("desk"), steps = page.getElementById("steps");
  if (!fresh || fresh.dataset.state === desk.dataset.state) return;
  const write = desk.querySelector("#write"), naming = desk.querySelector("#naming");
  const [newWrite, newNaming] = ["#write", "#naming"].map((form) => fresh.querySelector(form));
  if (!write && newWrite) desk.prepend(newWrite);
  if (write && !newWrite && !write.elements.text.value) write.remove();
  if (naming) { kept(naming); naming.remove(); }
  if (newNaming) desk.append(newNaming);
  desk.dataset.state = fresh.dataset.state;
  document.getElementById("steps").replaceChildren(...steps.childNodes);
};

const ask = async () => {
  if (document.hidden || busy()) return;
  const { news, seen } = wall().dataset;
  const answer = await fetch(`${news}?seen=${seen}`).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return;
  const page = parsed(await answer.text());
  const fresh = page.getElementById("wall");
  if (busy() || !fresh) return;
  hang(fresh);
  if (wall().dataset.state !== desk.dataset.state) renew(parsed(await (await fetch(location.pathname)).text()));
};

// The form goes as it would have gone; of the page that answers, the wall and what was said are taken.
const send = async (form) => {
  sending = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = parsed(await answer.text());
    const fresh = page.getElementById("wall");
    const words = [...page.querySelectorAll("main .flash")], next = page.getElementById(form.id)?.elements.once;
    const refused = page.querySelector("main .lead")?.textContent;
    if (!fresh) { say([403, 404].includes(answer.status) ? refused : told.dataset.lost); return false; }
    hang(fresh);
    renew(page);
    if (next) form.elements.once.value = next.value;  // what is sent next is another press, the same words or not
    for (const one of words) one.removeAttribute("role");
    say(...words);
    return answer.ok;
  } catch {
    say(told.dataset.lost);
    return false;
  } finally {
    sending = false;
  }
};

const written = (form) => form.elements.text ?? form.elements.name;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !form.closest("#wall, #desk")) return;
  event.preventDefault();
  if (sending) return;
  const { id } = form, sent = form.closest("#desk") && written(form).value;
  if (!await send(form) || !sent) return;
  const field = written(document.getElementById(id) ?? form);
  if (field.value === sent) field.value = "";  // else the next one is being written already
  field.focus();
  kept(form);
});
desk.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
});

// Where a thing may go is what its own form offers.
const zone = (form, value) => {
  const kind = form.id.startsWith("move-note") ? "drop" : "drop-group";
  return wall().querySelector(`[data-${kind}="${CSS.escape(value)}"]`);
};
const show = (found) => {
  for (const one of document.querySelectorAll(".aim")) one.classList.remove("aim");
  found?.classList.add("aim");
  found?.scrollIntoView({ block: "nearest" });
};
const put = async (form, value) => {
  const grip = `grip-${form.id.slice("move-".length)}`;
  form.elements.to.value = value;
  await send(form);
  document.getElementById(grip)?.focus();
};

const pick = (grip) => {
  const form = document.getElementById(grip.dataset.grip), places = [...form.elements.to.options];
  carried = { grip, form, places, at: form.elements.to.selectedIndex };
  grip.setAttribute("aria-pressed", "true");
  grip.closest(".sticky, .sub-group")?.classList.add("lifted");
  say(told.dataset.picked);
};
const let_go = () => {
  carried.grip.setAttribute("aria-pressed", "false");
  carried.grip.closest(".sticky, .sub-group")?.classList.remove("lifted");
  carried = null;
  show(null);
};
const step = (by) => {
  carried.at = (carried.at + by + carried.places.length) % carried.places.length;
  const place = carried.places[carried.at];
  show(zone(carried.form, place.value));
  say(place.text);
};
const put_down = () => {
  const { form, places, at } = carried;
  let_go();
  put(form, places[at].value);
};
const put_back = () => { let_go(); say(told.dataset.back); };
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

document.addEventListener("click", ({ target }) => {
  const grip = target.closest("[data-grip]");
  if (target.closest("[data-print]")) print();
  if (grip && carried?.grip === grip) put_down();
  else if (grip) pick(grip);
});
document.addEventListener("keydown", (event) => {
  if (!carried) return;
  if (event.key in STEPS) { event.preventDefault(); step(STEPS[event.key]); }
  if (event.key === "Escape") put_back();
});
document.addEventListener("focusout", ({ target }) => { if (carried?.grip === target) put_back(); });

// By hand: a note is dragged to where its form may send it.
document.addEventListener("dragstart", (event) => {
  const thing = event.target.closest?.(".sticky[data-move]");
  if (!thing) return;
  dragged = document.getElementById(thing.dataset.move);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", thing.querySelector(".words").textContent);
  thing.classList.add("lifted");
});
const below = (event) => {
  const found = dragged && event.target.closest?.("[data-drop]");
  const open = found && [...dragged.elements.to.options].some((one) => one.value === found.dataset.drop);
  return open ? found : null;
};
document.addEventListener("dragover", (event) => {
  const found = below(event);
  if (found) event.preventDefault();
  if (dragged) show(found);
});
document.addEventListener("drop", (event) => {
  const found = below(event), form = dragged;
  if (!found) return;
  event.preventDefault();
  dragged = null;
  show(null);
  put(form, found.dataset.drop);
});
document.addEventListener("dragend", ({ target }) => {
  dragged = null;
  show(null);
  target.classList?.remove("lifted");
});

setInterval(ask, PAUSE);
