// Passkeys (WebAuthn): lets the device answer what the house asks, and sends the answer with the form.
// A form says which ceremony it is (data-passkey) and where the question stands: in the page, or at an address.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function question(form) {
  const inPage = document.getElementById("js_data");
  const asked = inPage ? JSON.parse(inPage.textContent) : await ask(form.action);
  return (asked.creation_options || asked.request_options).publicKey;
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

const ceremonies = {
  create: (asked) =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      },
    }),
  get: (asked) =>
    navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
    }),
};

function written(credential) {
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const present = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    authenticatorAttachment,
    response: { ...Object.fromEntries(present), transports: response.getTransports?.() || [] },
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function guard(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    trouble.hidden = true;
    try {
      const credential = await ceremonies[form.dataset.passkey](await question(form));
      form.elements.credential.value = written(credential);
      form.requestSubmit(event.submitter);
    } catch {
      // Cancelled, too slow, no passkey for this house, or a browser that knows none: she may try again or go another way.
      trouble.hidden = false;
    }
  });
  // Who comes back with the browser's arrow needs a fresh answer.
  addEventListener("pageshow", () => (form.elements.credential.value = ""));
}

document.querySelectorAll("[data-passkey]").forEach(guard);
