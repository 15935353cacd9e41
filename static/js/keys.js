// Keys for those who like them: / and Ctrl+K search, n, s and e press what carries data-key, ? shows the list. Pages work without it.
const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const bearer = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((element) => element.checkVisibility()) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
const list = document.getElementById("keys");

const press = (element) => {
  if (typing(element) && element.checkVisibility()) { element.focus(); element.select?.(); }
  else if (typing(element)) location.assign(element.form.action);  // on the phone the header has no search field
  else element.click();
};

addEventListener("keydown", (event) => {
  const searching = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (event.defaultPrevented || event.altKey || (!searching && (event.ctrlKey || event.metaKey))) return;
  if (!searching && (document.body.dataset.keys === "off" || typing(event.target))) return;
  const key = searching ? "/" : event.key;
  if (key === "?" && list) { event.preventDefault(); return list.togglePopover(); }
  const element = key.length === 1 && bearer(key);
  if (element) { event.preventDefault(); press(element); }
});
