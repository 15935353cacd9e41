// Where the caret stands, and a list shown just below it. Positions are set on the element alone: the policy of the house allows that, and no style in the page.
const LIKE = ["fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "lineHeight", "tabSize", "textIndent", "wordSpacing",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderRightWidth", "borderLeftWidth", "borderStyle"];

// A browser does not tell where a letter of a textarea stands; a copy of it does.
export const letterOf = (area, number) => {
  const copy = document.createElement("div"), mark = document.createElement("span"), like = getComputedStyle(area);
  for (const name of LIKE) copy.style[name] = like[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", boxSizing: "content-box", whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  copy.style.width = `${area.clientWidth - parseFloat(like.paddingLeft) - parseFloat(like.paddingRight)}px`;
  copy.setAttribute("aria-hidden", "true");
  mark.textContent = area.value.slice(number, number + 1) || ".";
  copy.append(area.value.slice(0, number), mark);
  area.after(copy);
  const box = area.getBoundingClientRect();
  const left = box.left + area.clientLeft + mark.offsetLeft;
  const bottom = box.top + area.clientTop + mark.offsetTop + mark.offsetHeight - area.scrollTop;
  copy.remove();
  return { left, bottom: Math.min(bottom, box.bottom) };
};

// Below that place, and never over the edge of what it stands in.
export const placeBelow = (list, { left, bottom }) => {
  const room = list.offsetParent, box = room.getBoundingClientRect();
  const most = room.clientWidth - list.offsetWidth;
  list.style.left = `${Math.max(0, Math.min(left - box.left - room.clientLeft, most))}px`;
  list.style.top = `${bottom - box.top - room.clientTop + 4}px`;
};
