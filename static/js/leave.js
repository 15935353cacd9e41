// Who leaves a form with something unsaved in it is asked first. Whoever saves tells by the event "saved" which fields are kept.
const unsaved = new Map();

for (const form of document.querySelectorAll("form[data-leave]")) {
  const names = new Set();
  unsaved.set(form, names);
  const note = ({ target }) => target.name && names.add(target.name);
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("saved", ({ detail }) => detail.forEach((name) => names.delete(name)));
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) names.clear(); });
}

addEventListener("beforeunload", (event) => {
  if ([...unsaved.values()].some((names) => names.size)) event.preventDefault();
});
