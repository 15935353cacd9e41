// Text into a field, through the browser's own typing, so that its undo takes it back.
export const put = (area, text, from = area.selectionStart, to = area.selectionEnd) => {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
};
