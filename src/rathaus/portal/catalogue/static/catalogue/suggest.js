/* Suggestions under the search field: an ARIA combobox over a list the server sends. Without it the form just works. */
"use strict";

document.querySelectorAll("form[data-suggestions]").forEach((form) => {
  const input = form.querySelector("input[type=search]");
  const box = form.querySelector(".suggest");
  const status = form.querySelector("[role=status]");
  let waiting = 0;
  let asking = null;
  let current = -1;

  const options = () => [...box.querySelectorAll("[role=option]")];

  const show = (html) => {
    box.innerHTML = html;
    const list = box.querySelector("[role=listbox]");
    box.classList.toggle("is-open", Boolean(list));
    input.setAttribute("aria-expanded", String(Boolean(list)));
    status.textContent = list ? list.dataset.count : "";
    current = -1;
    input.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    asking?.abort();
    const typed = input.value.trim();
    if (typed.length < 2) return show("");
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show(await answer.text());
    } catch {
      // Typing went on, or the network is away: the form still works.
    }
  };

  const choose = (to) => {
    const all = options();
    if (!all.length) return;
    current = (to + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", box.id);

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(current + 1);
    else if (event.key === "ArrowUp") choose(current < 0 ? -1 : current - 1);
    else if (event.key === "Enter" && current >= 0) location.assign(options()[current].href);
    else if (event.key === "Escape" && box.classList.contains("is-open")) show("");
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show("");
  });
});
