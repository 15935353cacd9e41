// While an archive is made the page says so: the browser tells of no download, so the answer leaves a cookie with the mark that was asked for.
const LOOK_AGAIN = 400;
const GIVE_UP = 10 * 60 * 1000;

for (const link of document.querySelectorAll("a[data-making]")) {
  const said = link.closest("p").parentElement.querySelector("[data-said]");
  const address = link.href;
  link.addEventListener("click", (event) => {
    if (link.hasAttribute("aria-disabled")) { event.preventDefault(); return; }
    const mark = crypto.getRandomValues(new Uint32Array(2)).join("x");
    link.href = `${address}?made=${mark}`;
    link.setAttribute("aria-disabled", "true");
    said.textContent = link.dataset.busy;
    wait(link, said, `made=${mark}`, Date.now() + GIVE_UP);
  });
}

function wait(link, said, cookie, until) {
  const made = document.cookie.split("; ").includes(cookie);
  if (!made && Date.now() < until) { setTimeout(wait, LOOK_AGAIN, link, said, cookie, until); return; }
  link.removeAttribute("aria-disabled");
  if (made) said.textContent = link.dataset.done;
}
