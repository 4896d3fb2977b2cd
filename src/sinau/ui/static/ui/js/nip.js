// input[data-nip]: eighteen digits in groups of 8-6-1-3 while one types or pastes.
const GROUPS = [8, 6, 1, 3];
const grouped = (digits) => {
  const parts = [];
  let at = 0;
  for (const length of GROUPS) { if (at < digits.length) parts.push(digits.slice(at, at + length)); at += length; }
  return parts.join(" ");
};
const tidy = (input) => {
  if (/[^\d\s.\-']/.test(input.value)) return; // not a NIP: leave what was typed for the server to explain
  const before = input.value.slice(0, input.selectionStart).replace(/\D/g, "").length;
  const digits = input.value.replace(/\D/g, "").slice(0, 18);
  const next = grouped(digits);
  if (next === input.value) return;
  input.value = next;
  let place = 0;
  for (let seen = 0; place < next.length && seen < before; place += 1) if (/\d/.test(next[place])) seen += 1;
  input.setSelectionRange(place, place);
};
document.addEventListener("input", (event) => { if (event.target.matches("[data-nip]")) tidy(event.target); });
document.querySelectorAll("[data-nip]").forEach((input) => { if (input.value) { input.value = grouped(input.value.replace(/\D/g, "")); } });
