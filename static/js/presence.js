// Who closes the page is told to be gone at once; else it takes a minute. That one is here is told by the page itself (htmx).
const others = document.getElementById("others");

addEventListener("pagehide", () => {
  const { csrf_token, sheet } = document.getElementById("writing")?.elements ?? {};
  if (others && csrf_token) navigator.sendBeacon(others.dataset.leave, new URLSearchParams({ csrf_token: csrf_token.value, sheet: sheet.value }));
});
