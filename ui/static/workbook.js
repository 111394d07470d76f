// The Workbook tab: shows views that the server makes.
signpost.workbook = (element) => {
  const host = element.querySelector("#workbook");
  const KNOWN = "signpost-workbooks", ROLE = "signpost-role", PARTNER = "signpost-partner";
  const root = new URL((window.gradio_config?.root || location.origin + location.pathname).replace(/\/*$/, "/workbook/"), location.href);
  let key = new URLSearchParams(location.search).get("workbook") || "";

  const remembered = () => JSON.parse(localStorage.getItem(KNOWN) || "{}");
  const role = () => localStorage.getItem(ROLE) || "";
  const { pressed, save, later, addPiece, fields, unsaved } = signpost.fields(host, (change) => post(`${key}/save`, change));

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

  // Requests.
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
    if (field) later(field, event.target.matches("[type=radio], [type=checkbox], select"));
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
    if (on("remove-evidence")) { const field = on("field"); on("remove-evidence").closest(".piece").remove(); field.querySelector("[data-add-evidence]").focus(); later(field, true); }
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
