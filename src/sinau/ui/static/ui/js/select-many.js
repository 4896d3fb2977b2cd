// [data-select-many]: counts the ticked rows; [data-select-all] ticks them all.
const update = (frame) => {
  const boxes = [...frame.querySelectorAll("[data-select-one]")];
  const ticked = boxes.filter((box) => box.checked).length;
  const all = frame.querySelector("[data-select-all]");
  const count = frame.querySelector("[data-select-count]");
  if (all) { all.checked = ticked > 0 && ticked === boxes.length; all.indeterminate = ticked > 0 && ticked < boxes.length; }
  if (count) {
    if (!count.dataset.none) count.dataset.none = count.textContent;
    count.textContent = ticked ? `${ticked} / ${boxes.length}` : count.dataset.none;
  }
};
document.addEventListener("change", (event) => {
  const frame = event.target.closest("[data-select-many]");
  if (!frame) return;
  if (event.target.matches("[data-select-all]")) frame.querySelectorAll("[data-select-one]").forEach((box) => { box.checked = event.target.checked; });
  update(frame);
});
document.querySelectorAll("[data-select-many]").forEach(update);
