// form[data-draft="key"]: keeps what was typed in this browser until the form is sent.
const key = (form) => `sinau-draft:${form.dataset.draft}`;
const secret = (field) => !field.name || ["file", "password", "hidden"].includes(field.type);
const keep = (form) => {
  const kept = [...form.elements].filter((f) => !secret(f)).map((f) => [f.name, f.type, f.value, f.checked]);
  try { localStorage.setItem(key(form), JSON.stringify(kept)); } catch { /* full or forbidden: typing goes on */ }
};
const restore = (form) => {
  if (form.querySelector("[aria-invalid=true]")) return;
  let kept;
  try { kept = JSON.parse(localStorage.getItem(key(form)) || "[]"); } catch { return; }
  for (const [name, type, value, checked] of kept) {
    for (const field of form.elements) {
      if (field.name !== name || field.type !== type) continue;
      if (type === "checkbox" || type === "radio") { if (field.value === value) field.checked = checked; }
      else if (!field.value) field.value = value;
    }
  }
};
const timers = new WeakMap();
document.querySelectorAll("form[data-draft]").forEach(restore);
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), 400));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.draft) { clearTimeout(timers.get(form)); localStorage.removeItem(key(form)); }
});
