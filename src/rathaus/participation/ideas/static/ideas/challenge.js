// Solves the house's own puzzle (ALTCHA, proof of work) as soon as somebody begins to fill in a form that asks for it.
// Where it can't, the form goes off without: it is then checked by people first.
const AT_ONCE = 8;
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derived(counter, { nonce, salt, cost, keyLength }) {
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", salt, iterations: cost, hash: "SHA-256" }, key, keyLength * 8));
}

async function solution({ parameters }) {
  const question = { ...parameters, nonce: bytes(parameters.nonce), salt: bytes(parameters.salt) };
  for (let first = 0; ; first += AT_ONCE) {
    const counters = Array.from({ length: AT_ONCE }, (_, further) => first + further);
    const keys = await Promise.all(counters.map((counter) => derived(counter, question)));
    const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (found >= 0) return { counter: counters[found], derivedKey: keys[found] };
  }
}

async function solve(input) {
  const answer = await fetch(input.dataset.puzzle, { headers: { Accept: "application/json" } });
  const challenge = await answer.json();
  input.value = btoa(JSON.stringify({ challenge, solution: await solution(challenge) }));
}

function guard(input) {
  const form = input.form;
  let begun, solving, sent;

  function forget() {
    [begun, solving, sent] = [0, null, false];
  }
  function begin() {
    if (Date.now() - begun < (input.dataset.lifetime * 1000) / 2) return;
    begun = Date.now();
    input.value = "";
    solving = solve(input).catch(() => form.removeEventListener("submit", wait));
  }
  async function wait(event) {
    begin();
    if (input.value) return;
    event.preventDefault();
    if (sent) return;
    sent = true;
    await solving;
    form.requestSubmit(event.submitter);
  }

  forget();
  form.addEventListener("focusin", begin);
  form.addEventListener("submit", wait);
  // Who comes back with the browser's arrow finds a puzzle that has been used up.
  addEventListener("pageshow", (event) => event.persisted && forget());
}

// Without a secure connection browsers offer no cryptography.
if (globalThis.crypto?.subtle) document.querySelectorAll("[data-puzzle]").forEach(guard);
