// [data-copy-text] copies the words of the element it names; hidden where there are no scripts.
const shown = (root) => {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy-text][hidden]")) button.hidden = false;
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-text]");
  const source = button && document.getElementById(button.dataset.copyText);
  if (!source) return;
  const label = button.querySelector("span");
  const words = label.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
  } catch {
    return;
  }
  label.textContent = button.dataset.copyDone;
  label.setAttribute("role", "status");
  setTimeout(() => { label.textContent = words; }, 2000);
});
document.addEventListener("htmx:load", (event) => shown(event.detail.elt));
shown(document);
