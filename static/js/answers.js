// Each answer is saved by itself as one writes, and said truly; the time of a phase is shown quietly. Without it the buttons save.
const PAUSE = 1500, AGAIN = 10_000;

const watch = (form) => {
  const area = form.querySelector("textarea"), said = form.querySelector(".kept-answer"), version = form.elements.version;
  let saved = area.value, timer = 0, sending = false;

  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };

  const hear = async (answer, sent) => {
    if (answer.redirected || answer.status >= 500) throw new Error("not saved");
    const told = await answer.json();
    saved = sent;
    if (answer.ok) {
      version.value = told.version;
      if (area.value === sent) form.dispatchEvent(new CustomEvent("saved", { detail: [area.name] }));
    }
    said.textContent = answer.status === 409 ? said.dataset.elsewhere : told.said;
    if (area.value !== sent) later(PAUSE);
  };

  const save = async () => {
    clearTimeout(timer);
    if (sending || area.value === saved) return;
    sending = true;
    const sent = area.value, keepalive = document.hidden;
    try {
      await hear(await fetch(form.dataset.answer, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, keepalive }), sent);
    } catch {
      said.textContent = said.dataset.offline;
      later(AGAIN);
    } finally {
      sending = false;
    }
  };

  area.addEventListener("input", () => { said.textContent = said.dataset.unsaved; later(PAUSE); });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("online", save);
};

const tick = (clock) => {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(clock.dataset.since)) / 60_000));
  clock.textContent = clock.dataset.words.replace("#", minutes);
};

for (const form of document.querySelectorAll("form[data-answer]")) watch(form);
for (const clock of document.querySelectorAll("[data-since]")) { tick(clock); setInterval(tick, 15_000, clock); }
