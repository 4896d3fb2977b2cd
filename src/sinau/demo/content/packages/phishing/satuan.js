// A small cmi5 unit: it starts its session, says what was reached, ends it and goes back.
(async () => {
  "use strict";
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
  const EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/";
  const VERB = "http://adlnet.gov/expapi/verbs/";
  const began = Date.now();
  const query = new URLSearchParams(location.search);
  const endpoint = query.get("endpoint").replace(/\/$/, "");
  const actor = JSON.parse(query.get("actor"));
  const said = document.getElementById("said");
  const button = document.getElementById("done");
  const token = (await (await fetch(query.get("fetch"), { method: "POST" })).json())["auth-token"];
  const ask = (method, path, parameters, body) => fetch(`${endpoint}/${path}?${new URLSearchParams(parameters)}`, {
    method, body: body && JSON.stringify(body),
    headers: { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3", ...(body && { "Content-Type": "application/json" }) },
  });
  const agent = JSON.stringify(actor);
  const launch = await (await ask("GET", "activities/state", {
    stateId: "LMS.LaunchData", agent, activityId: query.get("activityId"), registration: query.get("registration"),
  })).json();
  await ask("GET", "agents/profile", { profileId: "cmi5LearnerPreferences", agent });
  const say = async (verb, categories, result, extensions) => {
    const context = structuredClone(launch.contextTemplate);
    context.registration = query.get("registration");
    context.contextActivities.category = categories.map((name) => ({ id: CATEGORY + name }));
    Object.assign(context.extensions, extensions);
    const id = crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
    const answer = await ask("PUT", "statements", { statementId: id }, {
      id, actor, context, timestamp: new Date().toISOString(), verb: { id: VERB + verb },
      object: { id: query.get("activityId") }, ...(result && { result }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const duration = () => `PT${Math.max(1, Math.round((Date.now() - began) / 1000))}S`;
  await say("initialized", ["cmi5"]);
  const end = async (text) => {
    await say("terminated", ["cmi5"], { duration: duration() });
    said.textContent = text;
    if (launch.returnURL) {
      const link = document.createElement("a");
      link.href = launch.returnURL;
      link.textContent = "Kembali";
      said.append(" ", link);
      link.focus();
    }
  };
  const reach = (verb, result, extensions) => launch.launchMode === "Normal"
    ? say(verb, ["cmi5", "moveon"], { ...result, duration: duration() }, extensions).catch(() => {}) : undefined;
  button.disabled = false;
  if (document.body.dataset.kind === "reading") {
    button.addEventListener("click", async () => {
      button.disabled = true;
      await reach("completed", { completion: true });
      await end("Tercatat: bacaan selesai.");
    });
    return;
  }
  document.getElementById("quiz").addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const answers = new FormData(event.target);
    const right = ["palsu", "asli", "palsu"].filter((answer, at) => answers.get(`q${at + 1}`) === answer).length;
    const scaled = Math.round((right / 3) * 100) / 100;
    const passed = scaled >= (launch.masteryScore ?? 0);
    await reach(passed ? "passed" : "failed", { success: passed, score: { scaled, raw: right, min: 0, max: 3 } },
      launch.masteryScore === undefined ? {} : { [EXTENSION + "masteryscore"]: launch.masteryScore });
    await end(`${right} dari 3 benar: ${passed ? "lulus" : "belum lulus; buka lagi untuk mengulang"}.`);
  });
})();
