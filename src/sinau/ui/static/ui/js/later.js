// form[data-later="what it is"]: sent at once where there is a network, else kept on this device and
// sent when it is back, with `later_id` (made once) and `later_at` (when it was done).
// [data-later-next]: where one may go on. [data-later-list]: everything that waits here.
const english = document.documentElement.lang === "en";
const words = english
  ? { kept: "Kept on this device. It is sent by itself once you are connected.", sent: "Sent.", merged: "Merged: this was already known from elsewhere.", refused: "Not accepted:", next: "Go on", none: "Nothing is waiting to be sent.", at: "done", remove: "Remove", sign: "Sign in again to send it." }
  : { kept: "Disimpan di perangkat. Dikirim sendiri begitu tersambung.", sent: "Terkirim.", merged: "Digabung: hal yang sama sudah tercatat dari tempat lain.", refused: "Tidak diterima:", next: "Lanjut membaca", none: "Tidak ada yang menunggu dikirim.", at: "dilakukan", remove: "Hapus", sign: "Masuk lagi untuk mengirimnya." };
const PATIENCE = 12000;
const person = () => document.body.dataset.person || "";
const database = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("sinau-later", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("acts", { keyPath: "id" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const store = async (mode, work) => {
  const db = await database();
  try {
    return await new Promise((resolve, reject) => {
      const deal = db.transaction("acts", mode);
      const request = work(deal.objectStore("acts"));
      deal.oncomplete = () => resolve(request.result);
      deal.onerror = () => reject(deal.error);
    });
  } finally { db.close(); }
};
const all = async () => (await store("readonly", (acts) => acts.getAll())).filter((act) => !person() || act.person === person()).sort((a, b) => a.at.localeCompare(b.at));
const save = (act) => store("readwrite", (acts) => acts.put(act));
const drop = (id) => store("readwrite", (acts) => acts.delete(id));
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const path = (form) => new URL(form.action, location.href).pathname;
// Forms that share an address are told apart by their hidden fields.
const same = (form, act) => act.url === path(form) && [...form.elements].every((field) => field.type !== "hidden" || field.name === "csrfmiddlewaretoken" || act.fields.some(([name, value]) => name === field.name && value === field.value));
const sentence = (act) => act.state === "refused" ? `${words.refused} ${act.said || ""}` : words[act.state];

const note = (form, act) => {
  let place = form.querySelector(".later-note") || (form.nextElementSibling?.matches(".later-note") ? form.nextElementSibling : null);
  if (!place) {
    place = document.createElement("p");
    place.className = "later-note small";
    place.setAttribute("role", "status");
    form.after(place);
  }
  place.dataset.laterState = act.state;
  place.textContent = sentence(act);
  if (form.dataset.laterNext && act.state !== "refused") {
    const link = document.createElement("a");
    link.href = form.dataset.laterNext;
    link.textContent = words.next;
    place.append(" ", link);
  }
};
const show = (act) => document.querySelectorAll("form[data-later]").forEach((form) => { if (same(form, act)) note(form, act); });
const list = async () => {
  const place = document.querySelector("[data-later-list]");
  if (!place) return;
  const acts = await all();
  const frame = document.createElement(acts.length ? "ul" : "p");
  frame.className = acts.length ? "rows" : "quiet";
  if (!acts.length) frame.textContent = words.none;
  for (const act of acts.reverse()) {
    const item = document.createElement("li");
    item.className = "row";
    const text = document.createElement("div");
    text.className = "row__text";
    const what = document.createElement("p");
    what.className = "row__title";
    what.textContent = act.what;
    const when = document.createElement("p");
    when.className = "small quiet";
    when.textContent = `${words.at} ${new Date(act.at).toLocaleString(english ? "en-GB" : "id-ID", { dateStyle: "long", timeStyle: "short" })}. ${sentence(act)}`;
    text.append(what, when);
    item.append(text);
    if (act.state !== "kept") {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--plain";
      button.textContent = words.remove;
      button.setAttribute("aria-label", `${words.remove} ${act.what}`);
      button.addEventListener("click", async () => { await drop(act.id); list(); });
      item.append(button);
    }
    frame.append(item);
  }
  place.replaceChildren(frame);
};
const keep = async (form, data) => {
  const act = {
    id: newId(), person: person(), url: path(form), what: form.dataset.later || document.title,
    at: new Date().toISOString(), state: "kept",
    fields: [...data].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string"),
  };
  await save(act);
  note(form, act);
  list();
};

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
const answer = async (response) => {
  try { return await response.json(); } catch { return {}; }
};
// One act; whether the next may follow.
const send = async (act) => {
  const body = new URLSearchParams([...act.fields, ["later_id", act.id], ["later_at", act.at]]);
  let response;
  try {
    response = await fetch(act.url, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": token(), Accept: "application/json", "X-Later": "yes" } });
  } catch { return false; }
  const away = response.redirected && new URL(response.url).pathname.startsWith("/masuk/");
  if (away || [401, 403, 429].includes(response.status) || response.status >= 500) return false;
  if (response.ok) act.state = (await answer(response)).state === "merged" ? "merged" : "sent";
  else { act.state = "refused"; act.said = (await answer(response)).detail || String(response.status); }
  act.done = new Date().toISOString();
  await save(act);
  show(act);
  return true;
};
const flush = async () => {
  if (!person() || !navigator.onLine) return;
  const acts = await all();
  for (const act of acts) if (act.state === "kept" && !(await send(act))) break;
  const finished = acts.filter((act) => act.state === "sent" || act.state === "merged").slice(0, -20);
  for (const act of finished) await drop(act.id);
  list();
};
const flushOnce = () => navigator.locks ? navigator.locks.request("sinau-later", { ifAvailable: true }, (lock) => lock && flush()) : flush();

const replace = async (response) => {
  history.pushState(null, "", response.url);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.htmx?.process(document.body);
  window.scrollTo(0, 0);
  document.querySelector("main")?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: document.body } }));
};
if ("indexedDB" in window && "fetch" in window) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-later]") || form.hasAttribute("hx-post") || form.dataset.sent === "yes") return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const busy = event.submitter;
    try {
      if (!navigator.onLine) throw new TypeError("offline");
      await replace(await fetch(form.action, { method: "POST", body: new URLSearchParams([...data].filter(([, value]) => typeof value === "string")), credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) }));
    } catch {
      await keep(form, data);
    } finally {
      delete form.dataset.sent;
      busy?.removeAttribute("aria-busy");
    }
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form[data-later]");
    if (form) keep(form, new FormData(form));
  });
  const start = async () => { (await all()).filter((act) => act.state === "kept").forEach(show); list(); flushOnce(); };
  window.addEventListener("online", flushOnce);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") flushOnce(); });
  document.addEventListener("htmx:load", (event) => { if (event.detail.elt === document.body) start(); });
  setInterval(flushOnce, 60000);
  start();
}
