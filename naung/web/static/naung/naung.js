/* Small comforts for officers; every page works without this file. At most 3 KB. */
"use strict";
/* A form is sent once: a second click on the same button does nothing. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 10000); /* a lost connection: it may be tried again */
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
/* A key presses the button that names it (data-key="s"), unless somebody is typing. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  if (event.key.startsWith("Arrow") && event.target.closest(".scroll, summary")) return; /* arrows scroll what can be scrolled */
  const named = document.querySelector(`[data-key~="${CSS.escape(event.key.toLowerCase())}"]`);
  if (named) { event.preventDefault(); named.click(); }
});
/* The summary of errors is read first. */
document.querySelector(".govuk-error-summary")?.focus();
