// Who closes the page is told to be gone at once; else it takes a minute. That one is here is told by the page itself (htmx).
const others = document.getElementById("others");

addEventListener("pagehide", () => {
  const csrf = document.querySelector("#writing [name=csrf_token]");
  if (others && csrf) navigator.sendBeacon(others.dataset.leave, new URLSearchParams({ csrf_token: csrf.value }));
});
