// Writing and looking take turns in one place. Without it the preview comes as a page, with the form below it.
const fields = document.getElementById("fields"), preview = document.getElementById("preview");
const write = document.getElementById("write"), look = document.getElementById("look");

const show = (looking) => {
  fields.hidden = looking;
  preview.hidden = !looking;
  write.setAttribute("aria-pressed", String(!looking));
  look.setAttribute("aria-pressed", String(looking));
  (looking ? document.getElementById("preview-title") : fields.querySelector("textarea[data-markdown]"))?.focus();
};

if (fields && preview && write) {
  write.hidden = false;
  write.addEventListener("click", () => show(false));
  preview.addEventListener("htmx:afterSwap", () => show(true));
  if (preview.childElementCount) show(true);
}
