// select[data-search-select]: a box to type in, with the matching choices under it (ARIA combobox).
let serial = 0;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const enhance = (select) => {
  if (select.multiple || select.dataset.enhanced) return;
  select.dataset.enhanced = "yes";
  const id = `combobox-${(serial += 1)}`;
  const box = document.createElement("div");
  box.className = "combobox";
  const input = document.createElement("input");
  const list = document.createElement("ul");
  list.className = "combobox__list";
  list.id = `${id}-list`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  Object.assign(input, { type: "text", autocomplete: "off" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label) { list.setAttribute("aria-label", label.textContent.trim()); label.htmlFor = id; }
  input.id = id;
  const options = [...select.options].filter((option) => option.value !== "");
  const current = () => select.selectedOptions[0] && select.value !== "" ? select.selectedOptions[0].text : "";
  input.value = current();
  let shown = [];
  let at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const point = (next) => {
    at = shown.length ? (next + shown.length) % shown.length : -1;
    [...list.children].forEach((item, n) => { if (item.role === "option") item.setAttribute("aria-selected", String(n === at)); });
    if (at >= 0) { input.setAttribute("aria-activedescendant", `${id}-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const choose = (option) => { select.value = option ? option.value : ""; input.value = current(); select.dispatchEvent(new Event("change", { bubbles: true })); close(); };
  const show = (words) => {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    shown = options.filter((option) => { const text = plain(option.text); return wanted.every((word) => text.includes(word)); }).slice(0, 50);
    list.replaceChildren(...shown.map((option, n) => {
      const item = document.createElement("li");
      item.id = `${id}-${n}`;
      item.className = "combobox__option";
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = option.text;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
      return item;
    }));
    if (!shown.length) {
      const none = document.createElement("li");
      none.className = "combobox__none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = document.documentElement.lang === "en" ? "Nothing matches" : "Tidak ada yang cocok";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    at = -1;
  };
  input.addEventListener("input", () => show(input.value));
  input.addEventListener("click", () => { if (list.hidden) { input.select(); show(""); } });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (list.hidden) show(""); point(at + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (event.key === "Enter" && !list.hidden && at >= 0) { event.preventDefault(); choose(shown[at]); }
    else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); input.value = current(); close(); }
  });
  input.addEventListener("blur", () => {
    if (list.hidden) return;
    if (input.value.trim() === "") choose(null); else { input.value = current(); close(); }
  });
  // The summary of errors and the label still point at the select by its id.
  select.addEventListener("focus", () => input.focus());
  select.hidden = true;
  select.before(box);
  box.append(input, list);
};
const all = (root) => root.querySelectorAll("select[data-search-select]").forEach(enhance);
all(document);
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
