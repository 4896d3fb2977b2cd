// The API that a SCORM unit looks for in the windows above it: 1.2 as `API`, 2004 as `API_1484_11`.
// It follows the same data model as the house (sinau.packages.scorm), handed over in #setup.
(() => {
  "use strict";
  const setup = JSON.parse(document.getElementById("setup").content.textContent);
  const state = document.getElementById("state");
  const first = setup.version === "1.2";
  const { elements, groups, codes, responses } = setup.model;
  const values = new Map(Object.entries(setup.values));
  // Only what the unit may write goes back.
  const INDEX = /^(0|[1-9]\d{0,4})$/;
  const KEYWORDS = ["_children", "_count", "_version"];
  let phase = "new", error = 0, serial = setup.serial, dirty = false, timer = 0;

  const pattern = (name) => name.split(".").map((part) => (INDEX.test(part) ? "n" : part)).join(".");
  const places = (name) => {
    const parts = name.split(".");
    return parts.flatMap((part, at) => (INDEX.test(part) ? [[parts.slice(0, at).join("."), Number(part)]] : []));
  };
  const count = (inside) => {
    let most = 0;
    for (const name of values.keys()) {
      if (!name.startsWith(inside + ".")) continue;
      const part = name.slice(inside.length + 1).split(".")[0];
      if (INDEX.test(part)) most = Math.max(most, Number(part) + 1);
    }
    return most;
  };
  const split = (name) => {
    const at = name.lastIndexOf(".");
    return [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
  };

  // ── Getting ──

  const keyword = (inside, last) => {
    if (last === "_version" && inside === "cmi") return [first ? "3.4" : "1.0", 0];
    const known = groups[pattern(inside)];
    if (!known) {
      const leaf = pattern(inside) in elements;
      return ["", codes[leaf ? (last === "_children" ? "no_children" : "no_count") : "undefined"]];
    }
    if (last === "_count") return known[1] ? [String(count(inside)), 0] : ["", codes.no_count];
    if (last === "_children" && known[0].length) return [known[0].join(","), 0];
    return ["", codes.undefined];
  };
  const get = (name) => {
    const [inside, last] = split(name);
    if (KEYWORDS.includes(last)) return keyword(inside, last);
    const element = elements[pattern(name)];
    if (!element) return ["", codes.undefined];
    if (element[0] === "w") return ["", codes.write_only];
    if (places(name).some(([list, index]) => index >= count(list))) return ["", first ? codes.argument : codes.general];
    if (values.has(name)) return [values.get(name), 0];
    return element[2] === null ? ["", codes.unset] : [element[2], 0];
  };

  // ── Setting ──

  const fits = (kind, value) => {
    if (kind.blank && value === "") return "";
    if (kind.longest && [...value].length > kind.longest) return "type";
    if (kind.words.length && !kind.words.includes(value) && !kind.number) return "type";
    if (kind.pattern && !new RegExp(`^(?:${kind.pattern})$`).test(value)) return "type";
    if (kind.number && !kind.words.includes(value)) {
      if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(value)) return "type";
      const number = Number(value);
      if (kind.least !== null && number < kind.least) return "range";
      if (kind.most !== null && number > kind.most) return "range";
    }
    return "";
  };
  const dependency = (name, shape, value) => {
    if (first) return "";
    for (const [list, index] of places(name)) {
      const inside = pattern(list);
      const wanted = `${list}.${index}.id`;
      const needs = inside === "cmi.objectives" || inside === "cmi.interactions";
      if (needs && name !== wanted && !values.has(wanted)) return "dependency";
    }
    if (shape === "cmi.objectives.n.id") {
      const mine = name.split(".")[2];
      for (let n = 0; n < count("cmi.objectives"); n += 1) {
        if (String(n) !== mine && values.get(`cmi.objectives.${n}.id`) === value) return "order";
      }
    }
    if (shape !== "cmi.interactions.n.learner_response" && shape !== "cmi.interactions.n.correct_responses.n.pattern") return "";
    const type = values.get(name.split(".").slice(0, 3).join(".") + ".type");
    if (type === undefined) return "dependency";
    const bare = value.replace(/^(\{[a-z_]+=[^}]*\})+/, "");
    return type in responses && !new RegExp(`^(?:${responses[type]})$`).test(bare) ? "type" : "";
  };
  const set = (name, value) => {
    const [inside, last] = split(name);
    if (KEYWORDS.includes(last) && pattern(inside) in groups) return codes.keyword;
    const shape = pattern(name);
    const element = elements[shape];
    if (!element) return codes.undefined;
    if (element[0] === "r") return codes.read_only;
    const trouble = fits(element[1], value)
      || (places(name).some(([list, index]) => index > count(list) || index >= 1000) ? "order" : "")
      || dependency(name, shape, value);
    if (trouble) return codes[trouble];
    values.set(name, value);
    dirty = true;
    // Nobody waits for a commit that the unit forgets.
    if (!timer) timer = setTimeout(() => { timer = 0; if (dirty) send(false); }, 5000);
    return 0;
  };

  // ── Sending ──

  const written = () => Object.fromEntries([...values].filter(([name]) => {
    const element = elements[pattern(name)];
    return element && element[0] !== "r";
  }));
  let waiting = 0;
  const send = (finished) => {
    dirty = false;
    serial += 1;
    const body = JSON.stringify({ serial, finished, values: written() });
    waiting += 1;
    state.textContent = "Menyimpan …";
    const attempt = (left) => fetch(setup.commit, {
      method: "POST", body, keepalive: new Blob([body]).size < 60000,
      headers: { "Content-Type": "application/json" }, credentials: "omit",
    }).then((answer) => {
      waiting -= 1;
      if (answer.ok) { if (!waiting) state.textContent = "Tersimpan"; return; }
      state.textContent = answer.status === 410
        ? "Sesi ini sudah ditutup; kembali ke Sinau dan buka sekali lagi."
        : "Belum tersimpan";
    }, () => {
      state.textContent = "Belum tersimpan; dicoba lagi …";
      if (left > 0) return new Promise((done) => setTimeout(done, 3000)).then(() => attempt(left - 1));
      waiting -= 1;
      dirty = true;
      return undefined;
    });
    attempt(100);
    return true;
  };
  const leave = () => { if (phase === "open" && dirty) send(false); };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });

  // ── The two interfaces ──

  const done = (code) => { error = code; return code === 0 ? "true" : "false"; };
  const state2004 = { new: [122, 132, 142, 112], closed: [123, 133, 143, 113] };
  const notOpen = (which) => (first ? codes.before : state2004[phase][which]);
  const initialize = (said) => {
    if (said !== "" && said !== null && said !== undefined) return done(codes.argument);
    if (setup.closed) return done(first ? 101 : 102);
    if (phase === "open") return done(first ? 101 : 103);
    if (phase === "closed") return done(first ? 101 : 104);
    phase = "open";
    return done(0);
  };
  const terminate = (said) => {
    if (said !== "" && said !== null && said !== undefined) return done(codes.argument);
    if (phase !== "open") return done(notOpen(3));
    phase = "closed";
    send(true);
    const request = values.get("adl.nav.request");
    if (request && request !== "_none_" && request !== "abandon") setTimeout(() => document.querySelector(".bar__back").focus(), 0);
    return done(0);
  };
  const getValue = (name) => {
    if (phase !== "open") { error = notOpen(0); return ""; }
    const [value, code] = name ? get(String(name)) : ["", first ? codes.argument : 301];
    error = code;
    return value;
  };
  const setValue = (name, value) => {
    if (phase !== "open") return done(notOpen(1));
    return done(name ? set(String(name), String(value ?? "")) : first ? codes.argument : 351);
  };
  const commit = (said) => {
    if (said !== "" && said !== null && said !== undefined) return done(codes.argument);
    if (phase !== "open") return done(notOpen(2));
    send(false);
    return done(0);
  };
  const texts = {
    0: "No error", 101: "General exception", 102: "General initialization failure", 103: "Already initialized",
    104: "Content instance terminated", 111: "General termination failure", 112: "Termination before initialization",
    113: "Termination after termination", 122: "Retrieve data before initialization", 123: "Retrieve data after termination",
    132: "Store data before initialization", 133: "Store data after termination", 142: "Commit before initialization",
    143: "Commit after termination", 201: "Invalid argument error", 202: "Element cannot have children",
    203: "Element not an array. Cannot have count", 301: first ? "Not initialized" : "General get failure",
    351: "General set failure", 391: "General commit failure", 401: first ? "Not implemented error" : "Undefined data model element",
    402: first ? "Invalid set value, element is a keyword" : "Unimplemented data model element",
    403: first ? "Element is read only" : "Data model element value not initialized",
    404: first ? "Element is write only" : "Data model element is read only",
    405: first ? "Incorrect data type" : "Data model element is write only",
    406: "Data model element type mismatch", 407: "Data model element value out of range",
    408: "Data model dependency not established",
  };
  const lastError = () => String(error);
  const errorString = (code) => texts[Number(code)] || "";
  const diagnostic = (code) => texts[Number(code === "" || code === undefined || code === null ? error : code)] || "";
  if (first) {
    window.API = {
      LMSInitialize: initialize, LMSFinish: terminate, LMSGetValue: getValue, LMSSetValue: setValue,
      LMSCommit: commit, LMSGetLastError: lastError, LMSGetErrorString: errorString, LMSGetDiagnostic: diagnostic,
    };
  } else {
    window.API_1484_11 = {
      Initialize: initialize, Terminate: terminate, GetValue: getValue, SetValue: setValue,
      Commit: commit, GetLastError: lastError, GetErrorString: errorString, GetDiagnostic: diagnostic,
    };
  }
  if (!setup.isSco && !setup.closed) {
    // An asset never speaks: that it was opened is all that can be known of it.
    phase = "open";
    values.set(first ? "cmi.core.lesson_status" : "cmi.completion_status", "completed");
    send(true);
  }
  document.getElementById("unit").src = setup.launch;
})();
