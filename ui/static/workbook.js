// The Workbook tab: shows views that the server makes, and saves each field as it is filled in.
signpost.workbook = (element) => {
  const host = element.querySelector("#workbook");
  const KNOWN = "signpost-workbooks", ROLE = "signpost-role", PARTNER = "signpost-partner";
  const PAUSE = 700; // milliseconds without a key press, after which what was typed is saved
  const AGAIN = 3000; // milliseconds before a save that could not be sent is tried again
  const root = new URL((window.gradio_config?.root || location.origin + location.pathname).replace(/\/*$/, "/workbook/"), location.href);
  let key = new URLSearchParams(location.search).get("workbook") || "";

  const remembered = () => JSON.parse(localStorage.getItem(KNOWN) || "{}");
  const role = () => localStorage.getItem(ROLE) || "";
  const say = (field, text, kind) => { field.dataset.kind = kind; field.querySelector(".state").textContent = text; };
  const fields = () => [...host.querySelectorAll("[data-field]")];
  const unsaved = () => fields().filter((field) => field.timer || field.sending || (field.dataset.kind && field.dataset.kind !== "saved"));

  // Views. Before one is left, what is not saved yet is saved; what can't be is asked about.
  async function left() {
    await Promise.all(unsaved().map((field) => save(field)));
    if (unsaved().length && !confirm(host.dataset.leave)) return false;
    fields().forEach((field) => clearTimeout(field.timer));
    return true;
  }

  let shown = 0; // how many views were asked for: an answer that a later one has overtaken is dropped
  async function show(name = "", probe = "") {
    if (!await left()) return;
    const mine = ++shown;
    const partner = sessionStorage.getItem(PARTNER + key) || "";
    const asked = key ? `${key}/view?show=${encodeURIComponent(name)}&partner=${encodeURIComponent(partner)}` : "start";
    try {
      const answer = await fetch(new URL(asked, root));
      const made = await answer.text();
      if (mine !== shown) return;
      host.innerHTML = made;
      if (!answer.ok) return lost();
    } catch {
      host.innerHTML = "";
      host.append(Object.assign(document.createElement("p"), { className: "problem", role: "alert", textContent: host.dataset.unreachable }), pressed(host.dataset.again, () => show(name, probe)));
      return;
    }
    arrived(probe);
  }

  const heading = () => host.querySelector("h2");

  function arrived(probe) {
    const book = host.querySelector(".book");
    if (book) localStorage.setItem(KNOWN, JSON.stringify({ ...remembered(), [key]: book.dataset.title }));
    history.replaceState(null, "", key ? "?workbook=" + encodeURIComponent(key) : location.pathname);
    for (const box of host.querySelectorAll("[data-role]")) box.value = role();
    for (const list of host.querySelectorAll(".known")) listKnown(list);
    downloads();
    host.querySelector(".book-nav [aria-current]")?.scrollIntoView({ block: "nearest" });
    if (shown === 1) return; // who comes by the arrow keys is still among the tabs
    const place = (probe && document.querySelector(`#${probe} h3`)) || heading();
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  }

  // The key leads to no workbook that can be shown: say so above the ways to begin.
  async function lost() {
    const problem = host.innerHTML;
    key = "";
    await show();
    heading().insertAdjacentHTML("afterend", problem);
  }

  function listKnown(list) {
    const known = Object.entries(remembered());
    list.replaceChildren(...known.map(([id, title]) => {
      const item = document.createElement("li");
      const forget = pressed(list.dataset.forget, () => {
        const rest = remembered();
        delete rest[id];
        localStorage.setItem(KNOWN, JSON.stringify(rest));
        listKnown(list);
      });
      forget.setAttribute("aria-label", `${list.dataset.forget}: ${title}`);
      item.append(pressed(title, () => { key = id; show(); }, "choice"), forget);
      return item;
    }));
    if (!known.length) list.append(Object.assign(document.createElement("li"), { textContent: list.dataset.none }));
  }

  function downloads() {
    const since = host.querySelector("[data-since]")?.value;
    for (const link of host.querySelectorAll("[data-download]")) {
      link.href = new URL(`${key}/${link.dataset.download}`, root) + (since && link.dataset.download.startsWith("report") ? "?since=" + since : "");
    }
  }

  function pressed(label, act, kind = "plain") {
    const button = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: label });
    button.addEventListener("click", act);
    return button;
  }

  // Saving. A field is saved as a whole; data-seen is what it said when it was last read from the server.
  function valueOf(field) {
    if (field.dataset.field === "rating") return field.querySelector("input:checked")?.value ?? "";
    if (field.dataset.field !== "evidence") return field.querySelector("input, textarea, select").value;
    const ticked = [...field.querySelectorAll(".tick")].filter((tick) => tick.querySelector("[type=checkbox]").checked)
      .map((tick) => ({ source: tick.querySelector("[data-source]").dataset.source, name: "", link: tick.querySelector("[type=url]").value.trim() }));
    const added = [...field.querySelectorAll(".piece")]
      .map((piece) => ({ source: piece.dataset.source, name: piece.querySelector("[data-name]").value.trim(), link: piece.querySelector("[data-link]").value.trim() }))
      .filter((piece) => piece.name || piece.link || piece.source);
    const pieces = [...ticked, ...added];
    return pieces.length ? JSON.stringify(pieces) : "";
  }

  function put(field, value) {
    if (field.dataset.field === "rating") {
      for (const choice of field.querySelectorAll("input")) choice.checked = choice.value === value;
    } else if (field.dataset.field === "evidence") {
      const pieces = JSON.parse(value || "[]");
      for (const tick of field.querySelectorAll(".tick")) {
        const box = tick.querySelector("[type=checkbox]");
        const piece = pieces.find((one) => one.source === box.dataset.source);
        box.checked = Boolean(piece);
        tick.querySelector("[type=url]").value = piece?.link ?? "";
      }
      const ticks = new Set([...field.querySelectorAll(".tick [data-source]")].map((box) => box.dataset.source));
      field.querySelector(".added ul").replaceChildren();
      for (const piece of pieces.filter((one) => !ticks.has(one.source))) addPiece(field, piece);
    } else {
      field.querySelector("input, textarea, select").value = value;
    }
  }

  function addPiece(field, piece) {
    const made = field.querySelector("template").content.firstElementChild.cloneNode(true);
    if (piece) {
      made.dataset.source = piece.source;
      made.querySelector("[data-name]").value = piece.name;
      made.querySelector("[data-link]").value = piece.link;
    }
    field.querySelector(".added ul").append(made);
    return made;
  }

  function later(field, pause) {
    clearTimeout(field.timer);
    say(field, host.dataset.notYet, "waiting");
    field.timer = setTimeout(() => save(field), pause);
  }

  async function save(field, hide = false) {
    clearTimeout(field.timer);
    field.timer = 0;
    if (field.sending) { field.sending.again = true; return field.sending.done; }
    const value = valueOf(field);
    const place = field.closest("[data-sheet]").dataset;
    const sending = field.sending = {};
    say(field, host.dataset.saving, "waiting");
    sending.done = post(`${key}/save`, {
      cell: { sheet: place.sheet, item: place.item, field: field.dataset.field },
      value, seen: field.dataset.seen, hide,
    }).then((reply) => heard(field, value, reply), () => {
      say(field, host.dataset.retrying, "problem");
      field.timer = setTimeout(() => save(field, hide), AGAIN);
    }).finally(() => {
      field.sending = null;
      if (sending.again) return save(field);
    });
    return sending.done;
  }

  function heard(field, sent, reply) {
    if (reply.status === "saved") {
      field.dataset.seen = reply.value;
      if (valueOf(field) === sent && sent !== reply.value && field.dataset.field !== "evidence") put(field, reply.value);
      if (!field.timer) say(field, reply.message, "saved");
      const done = reply.element && host.querySelector(`[data-element="${reply.element}"]`);
      if (done) done.textContent = reply.done;
      return;
    }
    say(field, reply.message, "problem");
    if (reply.status === "refused") return;
    const state = field.querySelector(".state");
    const shown = field.dataset.field === "evidence" && reply.value
      ? JSON.parse(reply.value).map((piece) => piece.name || titleOf(field, piece.source)).join("; ")
      : reply.value;
    state.append(Object.assign(document.createElement("blockquote"), { textContent: shown || host.dataset.empty }));
    if (reply.status === "personal") {
      state.append(pressed(host.dataset.personalSave, () => { put(field, reply.value); save(field, true); focusOn(field); }));
    } else {
      state.append(pressed(host.dataset.theirs, () => { field.dataset.seen = reply.value; put(field, reply.value); save(field); focusOn(field); }), " ",
        pressed(host.dataset.mine, () => { field.dataset.seen = reply.value; save(field); focusOn(field); }));
    }
  }

  const titleOf = (field, source) => field.querySelector(`.tick [data-source="${source}"]`)?.parentElement.textContent.trim() ?? source;
  const focusOn = (field) => (field.querySelector("input:checked") ?? field.querySelector("input, textarea, select")).focus();

  async function post(path, body) {
    const text = typeof body === "string" ? body : JSON.stringify({ who: role(), ...body });
    const answer = await fetch(new URL(path, root), { method: "POST", body: text, keepalive: text.length < 60000, headers: { "content-type": "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  // Forms: what the server can't take is said in them; what it has made is shown.
  async function submitted(form) {
    const asked = Object.fromEntries(new FormData(form));
    const state = form.querySelector(".state");
    try {
      if (form.dataset.form === "moved") {
        const answer = await fetch(new URL(`${key}/moved?since=${asked.since}`, root));
        host.querySelector("[data-moved]").innerHTML = await answer.text();
        return;
      }
      if (form.dataset.form === "open") { key = asked.key.trim(); return show(); }
      const reply = await (form.dataset.form === "import" ? post("import", await asked.file.text())
        : form.dataset.form === "new" ? post("new", asked) : post(`${key}/partner`, asked));
      if (reply.status !== "saved") { state.textContent = reply.message; return; }
      if (reply.key) key = reply.key;
      await show(reply.show);
      if (reply.message) heading().insertAdjacentElement("afterend", Object.assign(document.createElement("p"), { className: "note", textContent: reply.message }));
    } catch {
      (state || form).append(host.dataset.unreachable);
    }
  }

  host.addEventListener("submit", (event) => { event.preventDefault(); submitted(event.target); });
  host.addEventListener("input", (event) => {
    if (event.target.matches("[data-role]")) localStorage.setItem(ROLE, event.target.value);
    const field = event.target.closest("[data-field]");
    if (field) later(field, event.target.matches("[type=radio], [type=checkbox], select") ? 0 : PAUSE);
  });
  host.addEventListener("change", (event) => {
    if (event.target.matches("[data-partner]")) { sessionStorage.setItem(PARTNER + key, event.target.value); show(shownNow()); }
    if (event.target.matches("[data-since]")) downloads();
    const field = event.target.closest("[data-field]");
    if (field?.timer) save(field);
  });
  const shownNow = () => host.querySelector(".book")?.dataset.shown || "";
  host.addEventListener("click", async (event) => {
    const on = (name) => event.target.closest(`[data-${name}]`);
    if (on("show")) show(on("show").dataset.show, on("show").dataset.probe);
    if (on("close") && await left()) { key = ""; show(); }
    if (on("add-evidence")) addPiece(on("field")).querySelector("input").focus();
    if (on("remove-evidence")) { const field = on("field"); on("remove-evidence").closest(".piece").remove(); field.querySelector("[data-add-evidence]").focus(); later(field, 0); }
    const act = on("begin") ? ["entry", { topic: on("begin").dataset.begin }]
      : on("erase") && confirm(on("erase").dataset.sure) ? ["erase", { entry: on("erase").dataset.erase }] : null;
    if (act) {
      const reply = await post(`${key}/${act[0]}`, act[1]).catch(() => ({ message: host.dataset.unreachable }));
      if (reply.show) show(reply.show);
      else heading().insertAdjacentElement("afterend", Object.assign(document.createElement("p"), { className: "problem", role: "alert", textContent: reply.message }));
    }
  });
  addEventListener("beforeunload", (event) => {
    for (const field of fields()) if (field.timer) save(field);
    if (fields().some((field) => field.dataset.kind === "problem")) event.preventDefault();
  });
  addEventListener("beforeprint", () => host.querySelectorAll(".book-view details").forEach((folded) => { folded.open = true; }));
  show();
};

// A link to a workbook opens its tab.
if (new URLSearchParams(location.search).has("workbook")) {
  const open = () => { const tab = document.querySelector("#workbook-tab-button"); if (tab) tab.click(); else setTimeout(open, 100); };
  open();
}
