// The search box suggests as one types: arrows choose, Enter goes there, Escape closes. Without it the form searches as ever.
const PAUSE = 150, SHORTEST = 2;
const form = document.querySelector("form[data-suggest]");

const suggestIn = (input) => {
  const renews = form.matches("[hx-get]");  // results that renew below are not covered: there the list waits for an arrow
  const status = document.createElement("p");
  let list = null, asked = null, timer = 0;

  const typed = () => input.value.trim();
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };

  const step = (by) => {
    const round = [undefined, ...options()];  // past the last, or the first, one is back in the text
    choose(round.at((round.indexOf(chosen() ?? undefined) + by) % round.length));
  };

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list?.remove();
    list = null;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-activedescendant", "");
  };

  const open = (html) => {
    list?.remove();
    form.insertAdjacentHTML("beforeend", html);
    list = form.querySelector("[role=listbox]");
    options().forEach((option, number) => { option.id = `suggestion-${number}`; });
    status.textContent = list.dataset.said;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-activedescendant", "");
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed() })}`, { signal: asked.signal });
      if (answer.ok && !answer.redirected) open(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close();  // no connection, no list
    }
  };

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: close,
    Enter: () => chosen().click(),
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (renews || typed().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!list && event.key === "ArrowDown" && typed().length >= SHORTEST) { event.preventDefault(); ask(); }
    if (!list) return;
    if (event.key === "Home" || event.key === "End") choose();
    if (event.key === "Enter" && !chosen()) close();
    else if (event.key in keys) { event.preventDefault(); keys[event.key](); }
  });
  form.addEventListener("submit", close);
  form.addEventListener("mousedown", (event) => { if (list?.contains(event.target)) event.preventDefault(); });  // the box keeps the focus
  form.addEventListener("focusout", close);
  addEventListener("pagehide", close);

  status.className = "sr";
  status.setAttribute("role", "status");
  form.append(status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" })) input.setAttribute(name, value);
};

if (form) suggestIn(form.elements.q);
