/* Extras of the form: similar ideas while one types, and the place where one stands. The form works without. */

const form = document.querySelector("form[data-similar]");
const PAUSE = 600;
const LONGEST = 1500;

let waiting = 0;
let asked = "";

function typed() {
  return [form.elements.title.value, form.elements.text.value].join(" ").trim().slice(0, LONGEST);
}

async function offer() {
  const text = typed();
  if (text === asked || text.length < 8) return;
  asked = text;
  const answer = await fetch(`${form.dataset.similar}?text=${encodeURIComponent(text)}`).catch(() => null);
  if (!answer?.ok || text !== asked) return;
  const place = form.querySelector("[data-alike]");
  place.innerHTML = await answer.text();
  // Shown once is enough: sending does not ask again.
  if (place.firstElementChild) form.elements.trotzdem.value = "1";
}

for (const name of ["title", "text"]) {
  form.elements[name].addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, PAUSE);
  });
}

const locate = form.querySelector("[data-locate]");
if (navigator.geolocation) {
  locate.hidden = false;
  const said = locate.querySelector("[role=status]");
  locate.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(5);
        form.elements.longitude.value = coords.longitude.toFixed(5);
        said.textContent = said.dataset.found;
      },
      () => { said.textContent = said.dataset.failed; },
    );
  });
}
