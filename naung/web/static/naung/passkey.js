/* Passkeys: the device answers the server's question, the answer goes into the form. Only on the pages of the entrance; under 2 KB. */
"use strict";
const ways = {
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};
/* On the page, or (at the door, where nobody is known yet) asked for when the button is pressed. */
async function question(form) {
  const here = form.querySelector("script[type='application/json']");
  const said = here ? JSON.parse(here.textContent) : (await (await fetch(form.action, { headers: { Accept: "application/json" } })).json()).request_options;
  return said.publicKey;
}
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue; /* an old browser: the form stays hidden, codes work */
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation(); /* it may be tried again at once */
    const status = form.querySelector("[role=status]");
    status.textContent = "";
    try {
      const credential = await ways[form.dataset.passkey](await question(form));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      status.textContent = status.dataset.failed;
    }
  });
}
