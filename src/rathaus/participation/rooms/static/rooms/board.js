/* A table's board: cards come, go and change places; what is this phone's own is laid over them. */
"use strict";

(() => {
  const cards = document.querySelector("[data-cards]");
  const purse = document.querySelector("[data-purse]");
  let mine = JSON.parse(document.body.dataset.mine);

  const element = (html) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    return box.content.firstElementChild;
  };

  const at = (name) => cards.querySelector(`:scope > [data-slot="${CSS.escape(name)}"]`);

  /* A button that had the focus has it again when its card was replaced or moved. */
  const keepingFocus = (change) => {
    const focused = document.activeElement;
    const card = cards.contains(focused) ? focused.closest("[data-card]")?.dataset.card : "";
    const kind = focused?.matches("[data-dot]") ? "[data-dot]" : "a";
    change();
    if (card && document.activeElement !== focused) cards.querySelector(`[data-card="${card}"] ${kind}`)?.focus();
  };

  const put = (slots) => {
    for (const [name, html] of Object.entries(slots)) {
      if (!/^(card|pile):/.test(name)) continue;
      const old = at(name);
      if (old) old.replaceWith(element(html));
      else cards.append(element(html));
    }
    if (slots.order) sort(JSON.parse(slots.order));
  };

  const sort = (order) => {
    const wanted = new Set(order);
    [...cards.children].forEach((card) => {
      if (card.dataset.slot && !wanted.has(card.dataset.slot)) card.remove();
    });
    order.forEach((name, place) => {
      const card = at(name);
      if (card && cards.children[place] !== card) cards.insertBefore(card, cards.children[place] ?? null);
    });
  };

  const overlay = () => {
    for (const [id, text] of Object.entries(mine.cards)) {
      const card = cards.querySelector(`[data-card="${id}"]`);
      if (!card) continue;
      card.classList.add("slip--mine");
      card.querySelector("[data-words]").textContent = text;
      const from = card.querySelector("[data-mine]");
      if (from) from.textContent = from.dataset.mine;
    }
    cards.querySelectorAll("[data-dot]").forEach((button) => {
      const given = mine.dots.includes(Number(button.value));
      button.name = given ? "take" : "give";
      button.setAttribute("aria-pressed", String(given));
      const dots = [...button.querySelectorAll("i:not(.free)")];
      dots.forEach((dot, place) => dot.classList.toggle("mine", given && place === dots.length - 1));
    });
    const words = purse.querySelector("[data-left]");
    words.textContent = mine.left === 1 ? words.dataset.leftOne : words.dataset.left.replace("#", mine.left);
    [...purse.querySelectorAll(".dots i")].forEach((dot, place) => {
      dot.className = place < mine.left ? "mine" : "free";
    });
  };

  room.on((slots) => keepingFocus(() => {
    put(slots);
    overlay();
  }));

  /* Sends a form as it stands; gives the answer, or null where there is no net. */
  room.send = async (form, body) => {
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { status: answer.status };
      const told = await answer.json();
      /* The page that follows shows what was typed and never arrived. */
      if (told.closed) location.reload();
      if (told.mine) {
        mine = told.mine;
        room.tell(told.slots);
        if (!room.isOpen()) room.ask();
      }
      return { status: answer.status, ...told };
    } catch {
      return null;
    }
  };

  const say = (words) => {
    document.querySelector("[data-net]").textContent = words;
  };

  document.querySelector("[data-weigh]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    const body = new FormData(event.target);
    body.append(button.name, button.value);
    button.disabled = true;
    const answer = await room.send(event.target, body);
    button.disabled = false;
    if (answer?.error) say(answer.error);
  });

  document.querySelector("[data-settle]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(event.target);
    body.append(event.submitter.name, event.submitter.value);
    await room.send(event.target, body);
  });

  overlay();
})();
