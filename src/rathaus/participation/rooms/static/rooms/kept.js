/* After the room was closed: what was typed on this phone and never arrived is shown, to be copied from there. */
"use strict";

(() => {
  const place = document.querySelector("[data-kept]");
  const list = place.querySelector("ul");
  const forget = place.querySelector("[data-forget]");
  const ours = Object.keys(localStorage).filter((key) => key.startsWith(`raum:${place.dataset.kept}:`));

  const texts = (key) => {
    const kept = localStorage.getItem(key);
    return key.endsWith(":warten") ? JSON.parse(kept).map((card) => card.text) : [kept];
  };

  const show = (text) => {
    const slip = document.createElement("li");
    slip.className = "slip slip--wait";
    slip.append(document.createElement("p"));
    slip.firstChild.textContent = text;
    list.append(slip);
  };

  const kept = ours.flatMap(texts).filter((text) => text.trim());
  kept.forEach(show);
  if (!kept.length) return;
  place.hidden = forget.hidden = false;
  forget.addEventListener("click", () => {
    ours.forEach((key) => localStorage.removeItem(key));
    place.hidden = true;
  });
})();
