// A summary appears sentence by sentence; without scripts the form gives the whole page.
document.addEventListener("submit", async (event) => {
  const box = event.target.closest("[data-summary]");
  if (!box) return;
  event.preventDefault();
  const form = event.target;
  const text = box.querySelector("[data-summary-text]");
  const state = box.querySelector("[data-summary-state]");
  const cancel = box.querySelector("[data-summary-cancel]");
  const button = form.querySelector("[type=submit]");
  const control = new AbortController();
  const body = new FormData(form);
  const stop = () => {
    control.abort();
    fetch(cancel.dataset.summaryCancel, { method: "POST", body: new FormData(form), redirect: "manual" });
  };
  text.replaceChildren();
  state.textContent = "…";
  button.disabled = true;
  cancel.hidden = false;
  cancel.addEventListener("click", stop, { once: true });
  const hear = (name, data) => {
    if (name !== "sentence") { state.textContent = data; return; }
    const line = document.createElement("p");
    line.textContent = data.text;
    for (const number of data.numbers) {
      const link = document.createElement("a");
      link.href = `#kutipan-${number}`;
      link.className = "ask-summary__cite";
      link.textContent = `[${number}]`;
      line.append(" ", link);
    }
    text.append(line);
  };
  try {
    const answer = await fetch(form.action, {
      method: "POST", body, signal: control.signal, headers: { Accept: "text/event-stream" },
    });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const events = (waiting + value).split("\n\n");
      waiting = events.pop();
      for (const one of events) {
        const [, name, data] = one.match(/^event: (\w+)\ndata: (.*)$/) ?? [];
        if (name) hear(name, JSON.parse(data));
      }
    }
  } catch {
    state.textContent = "";
  } finally {
    cancel.hidden = true;
    button.disabled = false;
  }
});
