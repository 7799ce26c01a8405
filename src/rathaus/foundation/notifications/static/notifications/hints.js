/* Allowing hints in this browser: asks for permission only after a click, then sends an ordinary form. */
"use strict";

for (const form of document.querySelectorAll("form[data-hints]")) {
  const { worker, key, refused, failed } = form.dataset;
  const button = form.querySelector("button");
  const told = form.querySelector("[role=status]");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const active = async (registration) => {
    const waiting = registration.installing ?? registration.waiting;
    if (registration.active || !waiting) return registration;
    await new Promise((resolve) => waiting.addEventListener("statechange", () => waiting.state === "activated" && resolve()));
    return registration;
  };

  const subscribe = async () => {
    const registration = await active(await navigator.serviceWorker.register(worker));
    const old = await registration.pushManager.getSubscription();
    await old?.unsubscribe();
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = "";
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
      const { endpoint, keys } = (await subscribe()).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.submit();
    } catch (error) {
      told.textContent = error.message === "refused" ? refused : failed;
      button.disabled = false;
    }
  });

  if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
    form.hidden = false;
    document.querySelector("[data-hints-missing]").hidden = true;
  }
}
