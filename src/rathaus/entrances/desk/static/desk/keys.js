// Keys for the work list: J and K walk, Enter opens, X ticks, A goes to assigning, / to the search.
// They can be switched off (WCAG 2.1.4): who dictates would press them by speaking.
const list = document.querySelector("[data-worklist]");
const rows = list ? [...list.querySelectorAll("[data-row]")] : [];
const control = document.querySelector("[data-keys]");
const KEPT = "desk-keys-off";
let place = -1;

function stand(number) {
  rows[place]?.removeAttribute("aria-current");
  place = number;
  rows[place].setAttribute("aria-current", "true");
}

function go(step) {
  if (!rows.length) return;
  stand(Math.min(Math.max(place + step, 0), rows.length - 1));
  rows[place].querySelector("th a").focus();
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  x: () => rows[place]?.querySelector(".pick").click(),
  a: () => document.getElementById("an")?.focus(),
  "/": () => document.getElementById("q")?.focus(),
};

function isTyping(element) {
  return element.matches("input:not([type=checkbox]), textarea, select");
}

list?.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) stand(rows.indexOf(row));
});

document.addEventListener("keydown", (event) => {
  if (localStorage.getItem(KEPT) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

if (control) {
  const words = { on: control.dataset.on, off: control.textContent };
  const say = () => (control.textContent = localStorage.getItem(KEPT) ? words.on : words.off);
  control.addEventListener("click", () => {
    if (localStorage.getItem(KEPT)) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "1");
    say();
  });
  control.hidden = false;
  say();
}
