// Menus that open below their word close by Escape, by a press elsewhere, and when the focus goes on. Without it the word closes them.
const menus = document.querySelectorAll("details[data-dismiss]");

for (const menu of menus) {
  const word = menu.querySelector("summary");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    word.focus();
    event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}
