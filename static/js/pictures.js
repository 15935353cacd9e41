// A picture that is pasted, dropped or chosen goes to the practice's files, and its Markdown to the caret. Without it a picture is added beside the text.
const tools = document.getElementById("tools");

const send = (file, heard) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest(), body = new FormData();
  body.append("csrf_token", document.querySelector("#writing [name=csrf_token]").value);
  body.append("picture", file, file.name);
  request.open("POST", tools.dataset.pictures);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => heard(Math.round(100 * loaded / total)));
  request.addEventListener("load", () => request.status === 201 ? resolve(request.response) : reject(new Error(request.response?.said ?? tools.dataset.failed)));
  request.addEventListener("error", () => reject(new Error(tools.dataset.failed)));
  request.send(body);
});

const line = (area) => {
  area.parentElement.querySelector(".sent")?.remove();
  const shown = document.createElement("p");
  shown.className = "hint sent";
  shown.setAttribute("role", "status");
  area.after(shown);
  return shown;
};

const refuse = (shown, words) => {
  shown.className = "error sent";
  shown.setAttribute("role", "alert");
  shown.textContent = words;
};

const put = (area, name, at) => {
  const label = tools.dataset.shows, moved = area.selectionStart !== at || document.activeElement !== area;
  const start = area.selectionStart;
  area.dispatchEvent(new CustomEvent("put", { detail: { text: `![${label}](${name})` } }));
  if (!moved) area.setSelectionRange(start + 2, start + 2 + label.length);  // to be said in one's own words
};

const take = async (area, files) => {
  const shown = line(area);
  if (!tools.dataset.pictures) return refuse(shown, tools.dataset.nowhere);
  const bar = Object.assign(document.createElement("progress"), { className: "progress", max: 100, value: 0 });
  bar.setAttribute("aria-label", tools.dataset.sending);
  shown.textContent = `${tools.dataset.sending} …`;
  shown.append(bar);
  try {
    for (const file of files) {
      const at = area.selectionStart, kept = await send(file, (share) => { bar.value = share; });
      put(area, kept.name, at);
      shown.textContent = kept.said;
    }
  } catch (error) {
    refuse(shown, error.message);
  }
};

const choose = (area) => {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/png,image/jpeg,image/webp" });
  input.addEventListener("change", () => take(area, input.files));
  input.click();
};

for (const area of tools ? document.querySelectorAll("textarea[data-markdown]") : []) {
  const caught = (event, files) => {
    if (!files?.length) return;
    event.preventDefault();
    area.focus();
    take(area, [...files]);
  };
  area.addEventListener("paste", (event) => { if (!event.clipboardData.types.includes("text/plain")) caught(event, event.clipboardData.files); });
  area.addEventListener("drop", (event) => caught(event, event.dataTransfer.files));
  area.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  area.parentElement.addEventListener("click", ({ target }) => { if (target.closest("[data-deed=picture]")) choose(area); });
}
