// [data-dismiss] removes the toast it stands in; nothing vanishes by itself.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest("[data-toast]").remove();
});
