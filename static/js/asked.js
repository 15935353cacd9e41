// Tells the house how a search went: its page was rested on, a result was followed, or the reader left. Never who it was. Search works without it.
const REST = 2000;
const results = document.getElementById("results");
const told = new Set();
let resting;

const page = () => results?.querySelector("[data-ticket]");

const tell = (rank, practice) => {
  const { ticket, to } = page()?.dataset ?? {};
  if (!ticket || (told.has(ticket) && !rank)) return;
  told.add(ticket);
  const csrf = document.querySelector("input[name=csrf_token]").value;
  navigator.sendBeacon(to, new URLSearchParams({ csrf_token: csrf, ticket, ...(rank && { rank }), ...(practice && { practice }) }));
};

const rest = () => {
  clearTimeout(resting);
  if (!document.hidden) resting = setTimeout(tell, REST);
};

// The place in its list; the list of a further page says where it starts.
const rankOf = (result) => [...result.parentElement.children].indexOf(result) + (result.parentElement.start ?? 1);

// The practice is counted by the week, never with the words that led to it.
const practiceOf = (result) => result.querySelector("a[href*='/practices/']")?.pathname.split("/practices/")[1].split("/")[0];

const follow = (event) => {
  const result = event.target.closest("a[href]")?.closest(".hit, .named > li");
  if (result && event.button < 2) tell(rankOf(result), decodeURIComponent(practiceOf(result) ?? ""));
};

results?.addEventListener("click", follow);
results?.addEventListener("auxclick", follow);
results?.addEventListener("htmx:afterSwap", rest);
document.addEventListener("visibilitychange", rest);
addEventListener("pagehide", () => tell());
rest();
