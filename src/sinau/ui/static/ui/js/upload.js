// form[data-upload-form]: shows how much of the file has been sent. The answer is shown as it would be without scripts.
const words = () => document.documentElement.lang === "en"
  ? { sending: "Sending the file", work: "The file has arrived and is being read", failed: "The connection broke. Nothing was kept; please send again." }
  : { sending: "Mengirim berkas", work: "Berkas sudah sampai dan sedang dibaca", failed: "Sambungan terputus. Belum ada yang tersimpan; kirim sekali lagi." };
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-upload-form]")) return;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  if (!files.length || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  const say = words();
  const holder = document.createElement("div");
  holder.className = "upload__progress";
  holder.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = say.sending;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", say.sending);
  holder.append(text, bar);
  form.querySelector(".upload__progress")?.remove();
  form.append(holder);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (step) => {
    if (!step.lengthComputable) return;
    bar.value = (step.loaded / step.total) * 100;
    text.textContent = `${say.sending}: ${Math.round(bar.value)} %`;
  });
  request.upload.addEventListener("load", () => { text.textContent = say.work; bar.removeAttribute("value"); });
  request.addEventListener("load", () => {
    // The page that answered is already here; fetching it again would lose its messages.
    if (request.responseURL) history.pushState(null, "", request.responseURL);
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = answer.title;
    document.body.replaceWith(document.adoptNode(answer.body));
    window.htmx?.process(document.body);
    window.scrollTo(0, 0);
    (document.querySelector("[data-error-summary]") || document.querySelector("main"))?.focus();
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: document.body } }));
  });
  request.addEventListener("error", () => { text.textContent = say.failed; bar.remove(); delete form.dataset.sent; });
  const data = new FormData(form, event.submitter);
  request.send(data);
});
window.addEventListener("popstate", (event) => { if (!event.state) location.reload(); });
