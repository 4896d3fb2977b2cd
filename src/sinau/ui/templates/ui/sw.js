// The service worker. It keeps the pages a view has marked as keepable, for one person at a time.
"use strict";
const SHELL = "sinau-shell-{{ version }}";
const PAGE = "{{ page|escapejs }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const WHO = "sinau-who";
const PATIENCE = 6000;
const keepOf = (person) => `sinau-keep-${person}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("sinau-shell-") && name !== SHELL) await caches.delete(name);
    await self.clients.claim();
  })());
});

const who = async () => {
  const said = await caches.open(WHO).then((cache) => cache.match("/who"));
  return said ? said.text() : "";
};
// Whoever used this device before leaves nothing behind.
const become = async (person) => {
  for (const name of await caches.keys()) if (name.startsWith("sinau-keep-") && name !== keepOf(person)) await caches.delete(name);
  const cache = await caches.open(WHO);
  if (person) await cache.put("/who", new Response(person)); else await cache.delete("/who");
};
const put = async (person, url, response) => {
  if (response.ok && !response.redirected && response.headers.get("X-Keep") === person) {
    await (await caches.open(keepOf(person))).put(url, response);
    return true;
  }
  return false;
};
const keep = async ({ person, url, parts }) => {
  if (person !== await who()) await become(person);
  const cache = await caches.open(keepOf(person));
  const kept = await put(person, url, await fetch(url, { credentials: "same-origin" }));
  if (!kept) return false;
  for (const part of parts) {
    if (await cache.match(part, { ignoreVary: true })) continue;
    const response = await fetch(part, { credentials: "same-origin" });
    if (response.ok && response.status === 200 && !response.redirected) await cache.put(part, response);
  }
  return true;
};
self.addEventListener("message", (event) => {
  const said = event.data || {};
  if (said.kind === "person") event.waitUntil(who().then((known) => known === said.person ? undefined : become(said.person)));
  if (said.kind === "keep") event.waitUntil(keep(said).catch(() => false).then((kept) => event.source.postMessage({ kind: "kept", url: said.url, kept })));
  if (said.kind === "forget") event.waitUntil(become(""));
});

const kept = async (request) => {
  const person = await who();
  const mine = person && await caches.has(keepOf(person)) && await (await caches.open(keepOf(person))).match(request, { ignoreVary: true });
  return mine || (await caches.open(SHELL)).match(request, { ignoreVary: true });
};
const page = async (event) => {
  const mine = await kept(event.request);
  const answer = fetch(event.request).then((response) => {
    const person = response.headers.get("X-Keep");
    if (person && response.ok) {
      const copy = response.clone();
      event.waitUntil(who().then(async (known) => { if (known !== person) await become(person); await put(person, event.request.url, copy); }));
    }
    return response;
  });
  const late = new Promise((_, reject) => { if (mine) setTimeout(() => reject(new Error("late")), PATIENCE); });
  try { return await Promise.race([answer, late]); }
  catch { return mine || (await caches.open(SHELL)).match(PAGE, { ignoreVary: true }); }
};
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/keluar/") { event.waitUntil(become("")); return; }
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (request.mode === "navigate") { event.respondWith(page(event)); return; }
  if (!["style", "script", "image", "font", "track"].includes(request.destination)) return;
  event.respondWith(fetch(request).catch(async () => (await kept(request)) || Response.error()));
});
