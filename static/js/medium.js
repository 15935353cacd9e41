// One press takes the proposed medium: its place in the list is chosen and shown. Without scripts it is chosen when it is proposed.
document.addEventListener("click", ({ target }) => {
  const take = target.closest?.("[data-take]");
  const medium = take && document.querySelector(`input[name="medium"][value="${CSS.escape(take.dataset.take)}"]`);
  if (!medium) return;
  medium.checked = true;
  const formal = document.querySelector('input[name="formal"]');
  if (formal) formal.checked = "formal" in take.dataset;
  medium.dispatchEvent(new Event("change", { bubbles: true }));
  medium.focus();
});
