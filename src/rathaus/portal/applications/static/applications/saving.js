// Saving while she types is htmx's; this says honestly whether it worked, and keeps it from overtaking a button.
const line = () => document.getElementById("gespeichert");
let leaving = false;

function say(text) {
  const place = line();
  if (!place) return;
  place.querySelector("span:last-child").textContent = text;
  place.querySelector(".kern-icon")?.classList.replace("kern-icon--check", "kern-icon--warning");
}

document.addEventListener("htmx:responseError", (event) => {
  const ended = [401, 403, 409].includes(event.detail.xhr.status);
  say(ended ? line().dataset.ended : line().dataset.failed);
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => leaving || say(line().dataset.failed));
}

document.addEventListener("submit", (event) => {
  leaving = true;
  window.htmx?.trigger(event.target, "htmx:abort");
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
