// [data-markdown="address"]: buttons that mark the text, and a preview from the server.
const MARKS = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const LINES = { heading: () => "## ", list: () => "- ", numbers: (n) => `${n + 1}. `, quote: () => "> " };
const mark = (area, kind) => {
  const { selectionStart: from, selectionEnd: to, value } = area;
  let start = from;
  let text;
  if (MARKS[kind]) {
    const [before, after] = MARKS[kind];
    text = before + value.slice(from, to) + after;
  } else {
    start = value.lastIndexOf("\n", from - 1) + 1;
    text = value.slice(start, to).split("\n").map((line, n) => LINES[kind](n) + line).join("\n");
  }
  area.setRangeText(text, start, to, "end");
  if (MARKS[kind] && from === to) { const at = start + MARKS[kind][0].length; area.setSelectionRange(at, at); }
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
};
const preview = async (box, button) => {
  const area = box.querySelector("[data-markdown-text]");
  const pane = box.querySelector(".markdown__preview");
  const show = button.getAttribute("aria-pressed") !== "true";
  if (show) {
    const token = (area.form || document).querySelector("[name=csrfmiddlewaretoken]");
    const body = new URLSearchParams({ text: area.value });
    const answer = await fetch(box.dataset.markdown, { method: "POST", body, headers: token ? { "X-CSRFToken": token.value } : {} });
    pane.innerHTML = await answer.text();
  }
  button.setAttribute("aria-pressed", String(show));
  area.hidden = show;
  pane.hidden = !show;
  box.querySelectorAll("[data-insert]").forEach((tool) => { tool.disabled = show; });
};
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-markdown]");
  if (!box) return;
  const tool = event.target.closest("[data-insert]");
  const eye = event.target.closest("[data-preview]");
  if (tool) mark(box.querySelector("[data-markdown-text]"), tool.dataset.insert);
  if (eye) preview(box, eye);
});
