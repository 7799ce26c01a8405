/* Kept by a browser in which somebody allowed hints: shows them, and opens the page behind one. */
"use strict";

self.addEventListener("push", (event) => {
  const { title, path } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { tag: path, data: { path } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.path));
});
