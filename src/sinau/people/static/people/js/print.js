// button[data-print]: prints this page.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
