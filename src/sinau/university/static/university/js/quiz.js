// An answer is kept on the device first, then sent; what could not be sent goes later, with its time.
const quiz = document.querySelector("[data-quiz]");
if (quiz) {
  const drawer = `sinau-kuis-${quiz.dataset.quiz}`;
  const line = quiz.querySelector("[data-quiz-line]");
  const read = () => { try { return JSON.parse(localStorage.getItem(drawer)) || {}; } catch { return {}; } };
  const write = (kept) => {
    try {
      if (Object.keys(kept).length) localStorage.setItem(drawer, JSON.stringify(kept));
      else localStorage.removeItem(drawer);
    } catch { /* A full or closed store: the answer is still sent. */ }
  };
  const state = (place, words) => {
    const here = quiz.querySelector(`[data-quiz-form="${place}"] [data-quiz-state]`);
    if (here) here.textContent = words;
  };
  const away = (is) => {
    if (!line) return;
    line.hidden = !is;
    line.textContent = is ? quiz.dataset.quizAway : "";
  };
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  const send = async (place, kept) => {
    const body = new URLSearchParams(kept.fields);
    body.set("csrfmiddlewaretoken", token());
    body.set("saat", kept.at);
    body.set("kirim", Date.now());
    const answer = await fetch(kept.url, { method: "POST", body, keepalive: body.toString().length < 60000, headers: { Accept: "application/json" } });
    if (answer.status >= 500 || answer.redirected) throw new Error("later");
    const said = await answer.json().catch(() => { throw new Error("later"); });
    const now = read();
    if (now[place] && now[place].at === kept.at) { delete now[place]; write(now); }
    state(place, said.refused || said.words);
    return !said.refused;
  };

  let busy = false;
  let again = false;
  const flush = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      do {
        again = false;
        for (const [place, kept] of Object.entries(read())) await send(place, kept);
      } while (again);
      away(false);
    } catch {
      for (const place of Object.keys(read())) state(place, quiz.dataset.quizKept || "");
      away(true);
    } finally { busy = false; }
  };

  const keep = (form) => {
    const place = form.dataset.quizForm;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const kept = read();
    kept[place] = { url: form.getAttribute("action"), fields, at: Date.now() };
    write(kept);
    state(place, quiz.dataset.quizSending);
    const said = fields.some(([name, value]) => name !== "ragu" && value);
    const link = quiz.querySelector(`[data-quiz-place="${place}"]`);
    if (link) {
      link.classList.toggle("question-places__link--answered", said);
      link.classList.toggle("question-places__link--unsure", fields.some(([name]) => name === "ragu"));
    }
    flush();
  };

  let typing;
  quiz.addEventListener("change", (event) => { const form = event.target.closest("[data-quiz-form]"); if (form) { clearTimeout(typing); keep(form); } });
  quiz.addEventListener("input", (event) => {
    const form = event.target.closest("[data-quiz-form]");
    if (!form || !event.target.matches("textarea, input[type=text]")) return;
    clearTimeout(typing);
    typing = setTimeout(() => keep(form), 1500);
  });
  // The form carries the answer itself; what waits for it here is told along or sent later.
  quiz.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-quiz-form]");
    if (!form) return;
    clearTimeout(typing);
    if (!navigator.onLine) { event.preventDefault(); keep(form); return; }
    const kept = read();
    delete kept[form.dataset.quizForm];
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    kept[form.dataset.quizForm] = { url: form.getAttribute("action"), fields, at: Date.now() };
    write(kept);
  });
  // What was typed and not sent, when the tab was killed, stands in its fields again.
  for (const [place, kept] of Object.entries(read())) {
    const form = quiz.querySelector(`[data-quiz-form="${place}"]`);
    if (!form) continue;
    for (const field of form.querySelectorAll("input[type=radio], input[type=checkbox]")) field.checked = kept.fields.some(([name, value]) => name === field.name && value === field.value);
    for (const field of form.querySelectorAll("textarea, select, input[type=text]")) {
      const found = kept.fields.find(([name]) => name === field.name);
      if (found) field.value = found[1];
    }
  }
  window.addEventListener("online", flush);
  window.setInterval(() => { if (Object.keys(read()).length) flush(); }, 5000);
  if (Object.keys(read()).length) flush();

  const clock = document.querySelector("[data-quiz-clock][data-left]");
  if (clock) {
    const ends = performance.now() + Number(clock.dataset.left) * 1000;
    const left = clock.querySelector("[data-quiz-left]");
    const say = quiz.querySelector("[data-quiz-say]");
    const tell = (words) => { if (say) say.textContent = words; };
    const tick = () => {
      const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
      left.textContent = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds === 300) tell(quiz.dataset.quizFive);
      if (seconds === 60) tell(quiz.dataset.quizOne);
      if (seconds === 0) { window.clearInterval(ticking); tell(quiz.dataset.quizOver); flush().finally(() => { window.location.href = `/belajar/kuis/${quiz.dataset.quiz}/`; }); }
    };
    const ticking = window.setInterval(tick, 1000);
    tick();
  }
}
