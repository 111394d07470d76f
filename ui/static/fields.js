// Fields that save themselves. A field is saved as a whole; its data-seen is what it said when it was last read from the
// server, so that nobody overwrites what they have not seen.
signpost.fields = (host, send) => {
  const PAUSE = 700; // milliseconds without a key press, after which what was typed is saved
  const AGAIN = 3000; // milliseconds before a save that could not be sent is tried again
  const say = (field, text, kind) => { field.dataset.kind = kind; field.querySelector(".state").textContent = text; };
  const fields = () => [...host.querySelectorAll("[data-field]")];
  const unsaved = () => fields().filter((field) => field.timer || field.sending || (field.dataset.kind && field.dataset.kind !== "saved"));

  function pressed(label, act, kind = "plain") {
    const button = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: label });
    button.addEventListener("click", act);
    return button;
  }

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

  function later(field, atOnce) {
    clearTimeout(field.timer);
    say(field, host.dataset.notYet, "waiting");
    field.timer = setTimeout(() => save(field), atOnce ? 0 : PAUSE);
  }

  async function save(field, hide = false) {
    clearTimeout(field.timer);
    field.timer = 0;
    if (field.sending) { field.sending.again = true; return field.sending.done; }
    const value = valueOf(field);
    const place = field.closest("[data-sheet]").dataset;
    const sending = field.sending = {};
    say(field, host.dataset.saving, "waiting");
    sending.done = send({
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

  return { pressed, save, later, addPiece, fields, unsaved };
};
