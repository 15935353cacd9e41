// Each answer is saved by itself as one writes, and said truly; the time of a phase is shown quietly. Without it the buttons save.
const PAUSE = 1500, AGAIN = 10_000, PATIENCE = 5000;
const watched = [];

const watch = (form) => {
  const area = form.querySelector("textarea"), said = form.querySelector(".kept-answer"), version = form.elements.version;
  let saved = area.value, timer = 0, sending = null, overtaken = false;

  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };

  const hear = async (answer, sent) => {
    if (answer.redirected || answer.status >= 500) throw new Error("not saved");
    const told = await answer.json();
    saved = sent;
    overtaken = answer.status === 409;  // the server keeps it beside, once; what is written next needs the page anew
    said.textContent = overtaken ? said.dataset.elsewhere : told.said;
    if (!answer.ok) return;
    version.value = told.version;
    if (area.value === sent) form.dispatchEvent(new CustomEvent("saved", { detail: [area.name] }));
    else later(PAUSE);
  };

  const send = async () => {
    const sent = area.value, body = new URLSearchParams(new FormData(form));
    try {
      await hear(await fetch(form.dataset.answer, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: document.hidden }), sent);
    } catch {
      said.textContent = said.dataset.offline;
      later(AGAIN);
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (overtaken || (!sending && area.value === saved)) return null;
    sending ??= send().finally(() => { sending = null; });
    return sending;
  };

  area.addEventListener("input", () => { if (!overtaken) { said.textContent = said.dataset.unsaved; later(PAUSE); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("online", save);
  watched.push({ save, isOpen: () => !overtaken && (sending !== null || area.value !== saved) });
};

// What leads on waits for what is on its way: a button must not overtake it, a link must not lose it.
const settled = (open) => Promise.race([Promise.all(open.map((one) => one.save())), new Promise((done) => { setTimeout(done, PATIENCE); })]);
let leading = false;

document.addEventListener("submit", async (event) => {
  const open = watched.filter((one) => one.isOpen());
  if (leading || !open.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await settled(open);
  leading = true;
  event.target.requestSubmit(event.submitter);
}, true);

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("main a[href]"), open = watched.filter((one) => one.isOpen());
  if (!link || !open.length || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await settled(open);
  location.assign(link.href);
}, true);

const tick = (clock) => {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(clock.dataset.since)) / 60_000));
  clock.textContent = clock.dataset.words.replace("#", minutes);
};

for (const form of document.querySelectorAll("form[data-answer]")) watch(form);
for (const clock of document.querySelectorAll("[data-since]")) { tick(clock); setInterval(tick, 15_000, clock); }
addEventListener("pageshow", () => { leading = false; });
