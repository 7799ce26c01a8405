/* A card typed is kept on the phone until the house has it: without net it waits, and goes later, once. */
"use strict";

(() => {
  const form = document.querySelector("[data-lay]");
  const text = form.elements.text;
  const count = form.querySelector("[data-count]");
  const net = form.querySelector("[data-net]");
  const cards = document.querySelector("[data-cards]");
  const KEPT = `raum:${document.body.dataset.room}:`;
  let sending = false;

  const read = () => JSON.parse(localStorage.getItem(`${KEPT}warten`) ?? "[]");
  const keep = (waiting) => localStorage.setItem(`${KEPT}warten`, JSON.stringify(waiting));
  const token = () =>
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const show = () => {
    cards.querySelectorAll(".slip--wait").forEach((slip) => slip.remove());
    read().forEach((card) => {
      const slip = document.createElement("li");
      slip.className = "slip slip--wait";
      slip.append(document.createElement("p"), document.createElement("footer"));
      slip.firstChild.textContent = card.text;
      slip.lastChild.textContent = net.dataset.waiting;
      cards.append(slip);
    });
  };

  const status = (words, off = false) => {
    net.textContent = words;
    net.classList.toggle("net--off", off);
  };

  const flush = async () => {
    if (sending) return;
    sending = true;
    try {
      let card;
      while ((card = read()[0])) {
        const body = new FormData(form);
        body.set("text", card.text);
        body.set("token", card.token);
        const answer = await room.send(form, body);
        if (answer === null || answer.status >= 500) return status(net.dataset.off, true);
        if (answer.status === 403 || answer.status === 404) return status(net.dataset.lost, true);
        if (answer.error) {
          status(answer.error);
          /* It goes back to where it was typed, or waits until that place is free. */
          if (answer.closed || text.value.trim()) return;
          text.value = card.text;
          typed();
        } else {
          status(net.dataset.on);
        }
        keep(read().filter((other) => other.token !== card.token));
        show();
      }
    } finally {
      sending = false;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!text.value.trim()) return text.focus();
    keep([...read(), { text: text.value, token: token() }]);
    text.value = "";
    typed();
    show();
    flush();
  });

  const typed = () => {
    localStorage.setItem(`${KEPT}entwurf`, text.value);
    count.textContent = count.dataset.count.replace("#", text.value.length);
  };

  text.value = text.value || (localStorage.getItem(`${KEPT}entwurf`) ?? "");
  text.addEventListener("input", typed);
  document.addEventListener("room:net", (event) => {
    if (!event.detail) status(net.dataset.off, true);
    else if (net.classList.contains("net--off") && !read().length) status(net.dataset.on);
  });
  addEventListener("offline", () => status(net.dataset.off, true));
  addEventListener("online", flush);
  setInterval(() => read().length && flush(), 3000);

  typed();
  status(net.dataset.on);
  show();
  flush();
})();
