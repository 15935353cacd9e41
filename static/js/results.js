// Limits that were opened stay open while results come anew, and the reader stays where they were. Search works without it.
const results = document.getElementById("results");
const folds = () => results.querySelectorAll("details[id]");
let before;

results?.addEventListener("htmx:beforeSwap", () => {
  before = { open: [...folds()].filter((one) => one.open).map((one) => one.id), at: document.activeElement?.id };
});
results?.addEventListener("htmx:afterSwap", () => {
  if (!before) return;
  for (const one of folds()) one.open = before.open.includes(one.id);
  if (document.activeElement === document.body && before.at) document.getElementById(before.at)?.focus();
  before = undefined;
});
