// What is being written is asked about by an address, which must stay short: beginnings tell enough.
const LONGEST = 400;

document.getElementById("alike")?.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  for (const [name, value] of [...formData]) formData.set(name, value.slice(0, LONGEST));
});
