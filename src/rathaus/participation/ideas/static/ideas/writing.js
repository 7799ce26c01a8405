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

const sketch = form.querySelector("[data-sketch]");

/* Latitude and longitude, or "" for both; the sketch shows them as far as they lie on it. */
function mark(latitude, longitude) {
  form.elements.latitude.value = latitude === "" ? "" : latitude.toFixed(5);
  form.elements.longitude.value = longitude === "" ? "" : longitude.toFixed(5);
  if (!sketch) return;
  const paper = sketch.querySelector("svg");
  const { width, height } = paper.viewBox.baseVal;
  const [south, west, north, east] = paper.dataset.box.split(" ").map(Number);
  const x = ((longitude - west) / (east - west)) * width;
  const y = ((north - latitude) / (north - south)) * height;
  const pin = sketch.querySelector("[data-mark]");
  pin.setAttribute("transform", `translate(${x} ${y})`);
  pin.setAttribute("visibility", latitude !== "" && x >= 0 && x <= width && y >= 0 && y <= height ? "visible" : "hidden");
  sketch.querySelector("[data-unmark]").hidden = latitude === "";
}

if (sketch) {
  const paper = sketch.querySelector("svg");
  sketch.hidden = false;
  paper.addEventListener("click", (event) => {
    const [south, west, north, east] = paper.dataset.box.split(" ").map(Number);
    const shown = paper.getBoundingClientRect();
    mark(
      north - ((event.clientY - shown.top) / shown.height) * (north - south),
      west + ((event.clientX - shown.left) / shown.width) * (east - west),
    );
  });
  sketch.querySelector("[data-unmark]").addEventListener("click", () => mark("", ""));
  const { latitude, longitude } = form.elements;
  if (latitude.value && longitude.value) mark(Number(latitude.value), Number(longitude.value));
}

const locate = form.querySelector("[data-locate]");
if (navigator.geolocation) {
  locate.hidden = false;
  const said = locate.querySelector("[role=status]");
  locate.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        mark(coords.latitude, coords.longitude);
        said.textContent = said.dataset.found;
      },
      () => { said.textContent = said.dataset.failed; },
    );
  });
}
