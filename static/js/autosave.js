// The draft is saved as one writes, and always said truly: what the server has not acknowledged is not "saved". Nothing is put into the browser's storage. Without it the button saves.
const PAUSE = 2000, PATIENCE = 20_000, LARGEST_ON_LEAVING = 60_000;
const form = document.querySelector("form[data-autosave]");
const kept = document.getElementById("kept"), said = document.getElementById("kept-said");
const APART = ["csrf_token", "base", "version", "sheet"];  // said anew each time
const TEXTS = ["title", ...[...document.querySelectorAll("textarea[data-markdown]")].map((area) => area.name)];
// A new practice is kept with all that its form says; what has its name, with its text and how that was made.
const whole = form && "whole" in form.dataset;
const NAMES = whole ? [...form.elements].map(({ name }) => name).filter((name) => name && name !== "once" && !APART.includes(name))
  : [...TEXTS, "readers_words", "change_note", "method", "with_whom"];

const written = () => new URLSearchParams([...new FormData(form)].filter(([name]) => NAMES.includes(name)));
const named = () => !whole || TEXTS.some((name) => form.elements[name].value.trim());

const autosave = () => {
  let saved = written().toString();
  let pending = null;  // sent, not yet acknowledged: it is sent again as it was, so that it counts once
  let sending = null, timer = 0, failures = 0, leaving = false, renewed = false;

  const show = (words, { late = false, link = false } = {}) => {
    kept.querySelector("span").textContent = words;
    kept.classList.toggle("late", late);
    kept.querySelector("a")?.remove();
    if (link) kept.append(" ", Object.assign(document.createElement("a"), { href: form.dataset.merge, textContent: kept.dataset.merge }));
    if (late || said.textContent) said.textContent = words;
  };

  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const again = (words, pause = Math.min(30_000, 2000 * ++failures)) => { show(words, { late: true }); later(pause); };

  // Who signed in anew on another tab has a new token; the page's own is asked for.
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    const token = page.querySelector("#writing [name=csrf_token]")?.value;
    for (const field of token ? document.querySelectorAll("[name=csrf_token]") : []) field.value = token;
    return Boolean(token);
  };

  const keep = ({ version, said: words, overtaken, address, merge }) => {
    if (address) { history.replaceState(null, "", address); form.dataset.merge = merge; }
    for (const field of document.querySelectorAll("[name=version]")) field.value = version;
    saved = pending.toString();
    pending = null;
    failures = 0;
    renewed = false;
    if (written().toString() !== saved) return later(PAUSE);
    form.dispatchEvent(new CustomEvent("saved", { detail: NAMES }));
    show(words, { link: overtaken });
    if (!overtaken) said.textContent = "";
  };

  const hear = async (answer) => {
    if (answer.redirected || answer.status === 400) {
      renewed = !renewed && await renew().catch(() => false);  // then at once again, but once only
      return again(kept.dataset.signedOut, renewed ? 0 : undefined);
    }
    if (answer.status >= 500) return again(kept.dataset.offline);
    const told = await answer.json();
    if (answer.ok) return keep(told);
    const both = answer.status === 409;
    if (both) { saved = pending.toString(); form.dispatchEvent(new CustomEvent("saved", { detail: NAMES })); }
    pending = null;
    show(both ? kept.dataset.elsewhere : told.said, { late: true, link: both });
  };

  const send = async () => {
    const body = new URLSearchParams(pending);
    for (const name of APART) body.set(name, form.elements[name].value);
    const keepalive = document.hidden && body.toString().length < LARGEST_ON_LEAVING;
    try {
      const headers = { Accept: "application/json" }, signal = AbortSignal.timeout(PATIENCE);
      await hear(await fetch(form.dataset.autosave, { method: "POST", body, headers, keepalive, signal }));
    } catch {
      again(kept.dataset.offline);
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (sending || leaving) return sending;
    pending ??= written().toString() === saved || !named() ? null : written();
    if (!pending) return null;
    sending = send().finally(() => { sending = null; });
    return sending;
  };

  form.addEventListener("input", ({ target }) => {
    if (!NAMES.includes(target.name)) return;
    if (!failures) show(kept.dataset.unsaved);
    later(failures ? 2000 * failures : PAUSE);
  });
  // A button must not overtake what is on its way.
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (!sending && !pending) { leaving = true; clearTimeout(timer); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.race([sending ?? save(), new Promise((done) => { setTimeout(done, 5000); })]);
    pending = sending = null;
    form.requestSubmit(event.submitter);
  }, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("online", save);
  addEventListener("focus", () => { if (failures) save(); });
  addEventListener("pageshow", () => { leaving = false; });
};

if (form && kept) autosave();
