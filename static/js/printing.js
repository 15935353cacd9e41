// The page's own button prints it.
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
});
