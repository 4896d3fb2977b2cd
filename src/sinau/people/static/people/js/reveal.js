// [data-reveal]: a button that shows what is typed as password; leaving the page hides it again.
document.querySelectorAll("[data-reveal]").forEach((frame) => {
  const input = frame.querySelector("input");
  const button = frame.querySelector("button");
  const set = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    frame.querySelector("[data-reveal-show]").hidden = shown;
    frame.querySelector("[data-reveal-hide]").hidden = !shown;
  };
  button.addEventListener("click", () => set(input.type === "password"));
  if (input.form) input.form.addEventListener("submit", () => set(false));
});
