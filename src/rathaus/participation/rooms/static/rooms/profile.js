/* A profile many write at once: a field is saved when its writer pauses, and never changes under her hands. */
"use strict";

(() => {
  const form = document.querySelector("[data-profile]");
  const saved = form.querySelector("[data-saved]");
  const KEPT = `raum:${document.body.dataset.room}:${document.body.dataset.current}:`;
  const waiting = new Map();

  const seen = (field) => form.elements[`seen_${field.name}`];
  const known = new Map([...form.querySelectorAll("[data-answer]")].map((field) => [field.name, field.value]));
  const isDirty = (field) => field.value !== known.get(field.name);

  const save = async (field) => {
    waiting.delete(field.name);
    if (!isDirty(field)) return;
    const body = new FormData();
    const sent = field.value;
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set(field.name, sent);
    body.set(seen(field).name, seen(field).value);
    const answer = await room.send(form, body);
    if (!answer?.revisions) {
      saved.textContent = answer?.error ?? saved.dataset.later;
      if (!answer?.error) waiting.set(field.name, setTimeout(() => save(field), 3000));
      return;
    }
    known.set(field.name, sent);
    seen(field).value = Math.max(Number(seen(field).value), answer.revisions[field.name]);
    if (!isDirty(field)) localStorage.removeItem(KEPT + field.name);
    saved.textContent = saved.dataset.done;
    if (!room.isOpen()) room.ask();
  };

  const later = (field) => {
    clearTimeout(waiting.get(field.name));
    waiting.set(field.name, setTimeout(() => save(field), 800));
  };

  form.querySelectorAll("[data-answer]").forEach((field) => {
    const kept = localStorage.getItem(KEPT + field.name);
    if (kept !== null && kept !== field.value) {
      field.value = kept;
      later(field);
    }
    field.addEventListener("input", () => {
      localStorage.setItem(KEPT + field.name, field.value);
      later(field);
    });
    field.addEventListener("change", () => save(field));
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelectorAll("[data-answer]").forEach(save);
  });

  /* Others wrote: shown where nobody is typing here; else the next saving keeps both. */
  room.on((slots) => {
    form.querySelectorAll("[data-answer]").forEach((field) => {
      const piece = slots[`answer:${field.name}`];
      if (!piece || isDirty(field)) return;
      const answer = JSON.parse(piece);
      if (answer.revision < Number(seen(field).value)) return;
      field.value = answer.text;
      known.set(field.name, answer.text);
      seen(field).value = answer.revision;
    });
  });
})();
