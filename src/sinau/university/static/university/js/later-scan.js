// form[data-later-scan]: a scan made without a signal is kept in the phone with its time, and sent
// when the signal is back. Without scripts the form posts as ever.
const KEPT = "sinau-pindaian";
const LIFE = 24 * 60 * 60 * 1000;
const words = () => document.documentElement.lang === "en"
  ? { kept: (at) => `No signal. Your scan of ${at} is kept in this phone and is sent by itself; keep this page open or come back to it.`, sent: "Your scan that waited is recorded.", look: "See it" }
  : { kept: (at) => `Tidak ada sinyal. Pindaian Anda pukul ${at} tersimpan di telepon ini dan terkirim sendiri; biarkan halaman ini terbuka, atau buka lagi nanti.`, sent: "Pindaian Anda yang tertunda sudah tercatat.", look: "Lihat" };
const read = () => { try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch { return []; } };
const write = (scans) => { try { localStorage.setItem(KEPT, JSON.stringify(scans)); } catch { /* full or forbidden: nothing is lost that was not lost before */ } };
const clock = (ms) => new Date(ms).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });

const say = (text, url) => {
  const place = document.querySelector("[data-later-said]");
  if (!place) return;
  place.hidden = false;
  const line = document.createElement("p");
  line.textContent = text;
  if (url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = words().look;
    line.append(" ", link);
  }
  place.replaceChildren(line);
};

const post = async (address, scan, token) => {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, siapa: scan.who, bukti: scan.receipt || "", digits: scan.digits || "", pada: String(Math.floor(scan.at / 1000)) });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 15000);
  try {
    return await fetch(address, { method: "POST", body, credentials: "same-origin", signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
};

let sending = false;
const flush = async () => {
  const form = document.querySelector("form[data-later-scan]");
  if (!form || sending || !navigator.onLine) return;
  sending = true;
  const left = [];
  for (const scan of read().filter((each) => Date.now() - each.at < LIFE)) {
    if (scan.who !== form.dataset.who) { left.push(scan); continue; }
    try {
      const answer = await post(form.dataset.laterScan, scan, form.elements.csrfmiddlewaretoken.value);
      const said = await answer.json();
      if (said.kept || answer.status >= 500) { left.push(scan); continue; }
      say(answer.ok ? words().sent : said.said, said.url);
    } catch {
      left.push(scan);
    }
  }
  write(left);
  sending = false;
};

// A hall's Wi-Fi may be there without the internet behind it, and then the browser still says "online".
const reaches = async () => {
  if (!navigator.onLine) return false;
  try { return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(5000) })).ok; } catch { return false; }
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-later-scan]")) return;
  const scan = { who: form.dataset.who, at: Date.now(), receipt: form.dataset.receipt || "", digits: form.elements.digits?.value || "" };
  if (!scan.receipt && scan.digits.replace(/\D/g, "").length !== 6) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await reaches()) { form.submit(); return; }
  write([...read().slice(-19), scan]);
  say(words().kept(clock(scan.at)));
}, true);
window.addEventListener("online", flush);
window.addEventListener("load", flush);
setInterval(flush, 30000);
