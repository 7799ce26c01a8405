/* Keeps a page of a room current: told by a stream where one gets through, asking every three seconds where not. */
"use strict";

const room = (() => {
  const data = document.body.dataset;
  const ASK = 3000;
  const skew = Number(data.now) - Date.now();
  const handlers = [];
  let revision = Number(data.revision);
  let etag = "";
  let stream = null;
  let asking = false;

  /* Each handler sees every message; what it takes care of, it does. */
  const tell = (slots) => handlers.forEach((handler) => handler(slots));

  const receive = (message) => {
    revision = message.revision;
    tell(message.slots);
  };

  const isOpen = () => stream?.readyState === EventSource.OPEN;

  const listen = () => {
    const where = `${data.live}${data.live.includes("?") ? "&" : "?"}stand=${revision}`;
    try {
      stream = new EventSource(where);
    } catch {
      return;
    }
    stream.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  };

  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(data.current, { headers, cache: "no-store" });
      document.dispatchEvent(new CustomEvent("room:net", { detail: true }));
      if (answer.status !== 200) return;
      etag = answer.headers.get("ETag") ?? "";
      const message = await answer.json();
      if (message.revision >= revision) receive(message);
    } catch {
      document.dispatchEvent(new CustomEvent("room:net", { detail: false }));
    } finally {
      asking = false;
    }
  };

  /* To the page that follows. Without net the browser's own would come instead, and what was typed would not be seen. */
  const leave = () => {
    if (navigator.onLine) location.reload();
    else addEventListener("online", () => location.reload(), { once: true });
  };

  /* What stands anywhere on the page under the name of a piece. */
  handlers.push((slots) => {
    for (const [name, html] of Object.entries(slots)) {
      const place = document.querySelector(`[data-slot="${CSS.escape(name)}"]`);
      if (place && !place.dataset.card && !place.closest("[data-cards]")) place.innerHTML = html;
    }
    if (slots.phase) {
      document.querySelectorAll("[data-phases]").forEach((part) => {
        part.hidden = !part.dataset.phases.split(" ").includes(slots.phase);
      });
      if (slots.phase === "closed" && document.body.classList.contains("board")) leave();
    }
    tick();
  });

  const tick = () => {
    document.querySelectorAll("[data-ends]").forEach((clock) => {
      if (clock.dataset.ends === "0") return;
      const left = Math.max(0, Math.round((Number(clock.dataset.ends) - Date.now() - skew) / 1000));
      const two = (number) => String(number).padStart(2, "0");
      clock.querySelector("b").textContent = `${two(Math.floor(left / 60))}:${two(left % 60)}`;
    });
  };

  listen();
  setInterval(tick, 1000);
  setInterval(() => {
    if (isOpen() || document.hidden) return;
    if (stream?.readyState === EventSource.CLOSED) listen();
    ask();
  }, ASK);
  addEventListener("online", () => ask());

  return { on: (handler) => handlers.push(handler), tell, ask, isOpen };
})();
