// [data-keep]: this page stays readable without a network. [data-keep-list]: the pages this device has kept.
const english = document.documentElement.lang === "en";
const words = english
  ? { kept: "Kept on this device, readable without a network.", none: "No page has been kept yet. Open a lesson while you are connected, and it stays here.", remove: "Remove" }
  : { kept: "Tersimpan di perangkat ini, dapat dibaca tanpa jaringan.", none: "Belum ada halaman yang tersimpan. Buka satu pelajaran selagi tersambung, lalu ia tetap ada di sini.", remove: "Hapus" };
const person = () => document.body.dataset.person || "";
const shown = async () => {
  const said = await caches.open("sinau-who").then((cache) => cache.match("/who"));
  return person() || (said ? said.text() : "");
};
const parts = () => [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], [data-keep] img[src]")]
  .map((found) => found.href || found.src).filter((url) => url.startsWith(location.origin));
const list = async (place) => {
  const name = `sinau-keep-${await shown()}`;
  const cache = await caches.has(name) && await caches.open(name);
  const items = [];
  for (const request of cache ? await cache.keys() : []) {
    const response = await cache.match(request, { ignoreVary: true });
    if (!(response.headers.get("Content-Type") || "").startsWith("text/html")) continue;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const item = document.createElement("li");
    item.className = "row";
    const text = document.createElement("div");
    text.className = "row__text";
    const title = document.createElement("p");
    title.className = "row__title";
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = page.querySelector("[data-keep]")?.dataset.keep || page.title;
    title.append(link);
    text.append(title);
    const end = document.createElement("div");
    end.className = "row__end";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain";
    button.textContent = words.remove;
    button.setAttribute("aria-label", `${words.remove} ${link.textContent}`);
    button.addEventListener("click", async () => { await cache.delete(request); list(place); });
    end.append(button);
    item.append(text, end);
    items.push(item);
  }
  const frame = document.createElement(items.length ? "ul" : "p");
  frame.className = items.length ? "rows" : "quiet";
  if (items.length) frame.append(...items); else frame.textContent = words.none;
  place.replaceChildren(frame);
};
const tell = async () => {
  const worker = (await navigator.serviceWorker.ready).active;
  if (person()) worker.postMessage({ kind: "person", person: person() });
  if (person() && document.querySelector("[data-keep]")) worker.postMessage({ kind: "keep", person: person(), url: location.pathname + location.search, parts: parts() });
};
if ("serviceWorker" in navigator && "caches" in window) {
  navigator.serviceWorker.addEventListener("message", (event) => {
    const state = document.querySelector("[data-keep-state]");
    if (state && event.data.kind === "kept" && event.data.kept) state.textContent = words.kept;
  });
  // Who signs out leaves nothing behind, also where the worker does not see the form.
  document.addEventListener("submit", (event) => {
    if (event.target.action?.endsWith("/keluar/")) navigator.serviceWorker.controller?.postMessage({ kind: "forget" });
  });
  const start = () => { const place = document.querySelector("[data-keep-list]"); if (place) list(place); if (navigator.onLine) tell(); };
  if (person() || document.querySelector("[data-keep-list]")) navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(start, () => {});
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt === document.body) start(); });
}
