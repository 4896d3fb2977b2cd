// [data-copy-link] copies the address it leads to; without scripts it simply goes there.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    location.href = link.href;
    return;
  }
  link.dataset.copied = "";
  const status = document.querySelector("[data-copy-status]");
  if (status) status.textContent = link.dataset.copyLink;
  setTimeout(() => delete link.dataset.copied, 2000);
});
