// Esc puts an explanation away that is pointed at, without moving the pointer (WCAG 1.4.13).
const TERM = ".term";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(TERM)) term.classList.add("away");
});
for (const back of ["pointerover", "focusin"]) {
  document.addEventListener(back, (event) => {
    const term = event.target.closest?.(TERM);
    if (!term?.contains(event.relatedTarget)) term?.classList.remove("away");
  });
}
