// A picture that is pasted, dropped or chosen goes to the practice's files and is shown where one writes, by its name.
import * as kit from "../../vendor/milkdown.js";

const send = async (file, { to, failed }) => {
  const body = new FormData();
  body.append("csrf_token", document.querySelector("#writing [name=csrf_token]").value);
  body.append("picture", file, file.name);
  const answer = await fetch(to, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (answer?.status !== 201) throw new Error(told?.said ?? failed);
  return told;
};

// How pictures come into a text: `words` says where they are sent and what is said meanwhile, `shown` where each is seen by its name.
export const picturing = (root, words, shown) => {
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  root.after(said);

  const put = (view, name, at) => {
    shown.add(name);
    const tr = view.state.tr, place = Math.min(at ?? tr.selection.from, tr.doc.content.size);
    tr.insert(place, view.state.schema.nodes.image.create({ src: name, alt: words.shows }));
    for (let spot = place; spot <= place + 2; spot += 1) {
      if (tr.doc.nodeAt(spot)?.type.name === "image") { tr.setSelection(kit.NodeSelection.create(tr.doc, spot)); break; }
    }
    view.dispatch(tr.scrollIntoView());
    view.focus();
  };

  const take = async (view, files, at) => {
    if (!words.to) { said.textContent = words.nowhere; return; }
    said.textContent = `${words.sending} …`;
    try {
      for (const file of files) {
        const kept = await send(file, words);
        put(view, kept.name, at);
        said.textContent = kept.said;
      }
    } catch (error) {
      said.textContent = error.message;
    }
  };

  const plugin = new kit.Plugin({ props: {
    handlePaste(view, { clipboardData }) {
      const files = clipboardData?.types.includes("text/plain") ? [] : [...clipboardData?.files ?? []];
      if (files.length) take(view, files);
      return files.length > 0;
    },
    handleDrop(view, event) {
      const files = [...event.dataTransfer?.files ?? []];
      if (files.length) { event.preventDefault(); take(view, files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos); }
      return files.length > 0;
    },
  } });

  const choose = (view) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/png,image/jpeg,image/webp" });
    input.addEventListener("change", () => take(view, [...input.files]));
    input.click();
  };
  return { plugin, choose, close: () => said.remove() };
};
