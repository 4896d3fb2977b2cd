// form[data-passkey="create"|"get"]: fetches a challenge from data-challenge, asks the device, and posts
// its answer in the hidden field `credential`. Without passkeys in this browser the form stays hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const opened = (options) => {
  const made = { ...options, challenge: bytes(options.challenge) };
  if (made.user) made.user = { ...made.user, id: bytes(made.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (made[list]) made[list] = made[list].map((known) => ({ ...known, id: bytes(known.id) }));
  }
  return made;
};
const closed = (credential) => {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = text(said[part]);
  }
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};
document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (!window.PublicKeyCredential) { form.querySelectorAll("[data-passkey-missing]").forEach((note) => { note.hidden = false; }); return; }
  form.querySelectorAll("[data-passkey-ready]").forEach((part) => { part.hidden = false; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.reportValidity()) return;
    const button = event.submitter;
    if (trouble) trouble.hidden = true;
    if (button) button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.challenge, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const publicKey = opened((await answer.json()).publicKey);
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = JSON.stringify(closed(credential));
      form.submit();
    } catch (_refused) {
      if (trouble) { trouble.hidden = false; trouble.focus(); }
    }
    if (button) button.removeAttribute("aria-busy");
  });
});
