// [data-seek] plays the recording of the page from its second; without scripts the link opens the page there.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const player = link && document.querySelector("#rekaman .player");
  if (!player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.seek);
  player.play().catch(() => {});
});

// Words selected in [data-quotable] stand in the field [data-quote] of the remark, ready to be spoken about.
document.addEventListener("mouseup", () => {
  const said = String(document.getSelection()).replace(/\s+/g, " ").trim();
  const field = document.querySelector("[data-quote]");
  const node = document.getSelection()?.anchorNode?.parentElement;
  if (field && said.length > 2 && said.length <= 300 && node?.closest("[data-quotable]")) field.value = said;
});
