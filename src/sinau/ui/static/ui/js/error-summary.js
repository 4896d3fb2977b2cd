// [data-error-summary] takes the focus; its links put the cursor in the field.
const land = (root) => { const summary = root.querySelector("[data-error-summary]"); if (summary) summary.focus(); };
land(document);
document.addEventListener("htmx:afterSettle", (event) => land(event.detail.elt));
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const control = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") || field;
  (control.closest(".field") || control).scrollIntoView({ block: "start" });
  control.focus({ preventScroll: true });
});
