// What the page's own HTML needs and Gradio does not give: presses become Gradio events, focus and scrolling follow.
window.signpost = (() => {
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const go = (element, block) => element.scrollIntoView({ behavior: still() ? "auto" : "smooth", block });
  let opener = null; // what the pane was opened from, so that focus can go back there

  // Who is no longer signed in is asked to sign in again; who is turned away is told why.
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const address = String(request[0].url || request[0]);
    if (address.endsWith("/app_id")) { signpost.lost(); return new Response(null, { status: 503 }); }
    const reply = await (address.includes("/gradio_api/queue/") ? signpost.patiently(fetched, request) : fetched(...request));
    if (reply.status === 401) location.reload();
    if (reply.status === 429 || reply.status === 413) refused(await reply.clone().text());
    else if (address.includes("/queue/join")) document.querySelector("#question-problem > .refused")?.remove();
    return reply;
  };

  function refused(why) {
    const told = document.createElement("p");
    told.className = "problem refused";
    told.textContent = why;
    document.getElementById("question-problem")?.replaceChildren(told);
  }

  function listen(element, trigger, names) {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target.closest("[data-form]");
      if (form) trigger(form.dataset.form, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
    });
    element.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-do]");
      if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!names.includes(pressed.dataset.do)) return;
      event.preventDefault();
      if (pressed.dataset.do === "open") opener = pressed;
      trigger(pressed.dataset.do, { ...pressed.dataset });
    });
  }

  // Links within a reader move its text and the focus; nothing is loaded.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-goto]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const place = document.getElementById(link.dataset.goto);
      if (place) { go(place, "start"); place.focus({ preventScroll: true }); }
    }
    if (event.target.closest("[data-goto-box]")) { event.preventDefault(); focusBox(); }
    const copy = event.target.closest("[data-copy-link]");
    if (copy) {
      const address = new URL(location.href);
      address.search = "?passage=" + encodeURIComponent(copy.dataset.copyLink);
      address.hash = "";
      copied(copy, address.href);
    }
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy-text]");
    if (copy) copied(copy, copy.dataset.copyText);
    const save = event.target.closest("[data-save-text]");
    if (save) keep(save.dataset.name, new Blob([save.dataset.saveText], { type: "text/markdown" }));
  });

  function keep(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // A file that the server made for this visitor, sent with the event's answer and never kept there.
  function deliver(element, watch) {
    watch("value", () => {
      const file = element.querySelector("[data-file]");
      if (!file) return;
      const bytes = Uint8Array.from(atob(file.dataset.content), (letter) => letter.charCodeAt(0));
      keep(file.dataset.file, new Blob([bytes]));
    });
  }

  async function copied(button, text) {
    const label = button.dataset.label ||= button.textContent;
    const done = await write(text);
    button.textContent = done ? button.dataset.done : button.dataset.failed;
    setTimeout(() => { button.textContent = label; }, 3000);
  }

  // Browsers keep the clipboard from pages that are not served over https: there the old way still works.
  async function write(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* the old way, below */ }
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  // An error belongs to the box that it is about.
  function describe() {
    const box = document.querySelector("#question textarea");
    const problem = document.getElementById("question-problem");
    if (!box || !problem) { setTimeout(describe, 100); return; }
    const wrong = problem.dataset.field === "yes";
    box.setAttribute("aria-describedby", "question-hint" + (wrong ? " question-problem" : ""));
    box.setAttribute("aria-invalid", String(wrong));
    if (wrong) box.focus();
    signpost.restore();
    if (problem.textContent) go(problem, "center");
  }

  function answered() {
    const turn = document.querySelector("#latest .turn");
    if (matchMedia("(pointer: coarse)").matches) document.activeElement.blur(); // or a keyboard covers the answer
    if (turn && turn.querySelector(".answer").textContent) requestAnimationFrame(() => go(turn, "start"));
  }

  function focusBox() {
    const box = document.querySelector("#question textarea");
    if (box) { box.focus(); box.setSelectionRange(box.value.length, box.value.length); }
  }
  function edit(...values) { setTimeout(focusBox, 300); return values; }
  function renew(...values) { setTimeout(() => { focusBox(); scrollTo(0, 0); }, 300); return values; }

  // The pane: show what is marked, with what stands around it.
  function pane(element, watch) {
    const show = () => {
      const title = element.querySelector(".pane-title");
      if (!title) return;
      const marked = element.querySelector("mark");
      const text = element.querySelector(".pane-text");
      requestAnimationFrame(() => {
        if (marked && text) {
          const above = marked.getBoundingClientRect().top - text.getBoundingClientRect().top;
          text.scrollTop += above - text.clientHeight / 4;
          if (text.scrollHeight <= text.clientHeight + 1) marked.scrollIntoView({ block: "center" });
        }
        title.focus({ preventScroll: true });
      });
    };
    show();
    watch("value", show);
  }
  // A document in its own tab: go to the passage asked for, and put it in the address.
  function reading(element, watch) {
    const show = () => {
      const reader = element.querySelector(".reader");
      if (!reader) return;
      const at = reader.dataset.at;
      const contents = document.querySelector("#contents details");
      if (contents) contents.open = matchMedia("(min-width: 64rem)").matches;
      history.replaceState(null, "", at ? "?passage=" + encodeURIComponent(at) : location.pathname);
      requestAnimationFrame(() => {
        const wanted = { title: "h2", passage: "mark", note: ".note" }[reader.dataset.focus];
        const place = wanted && element.querySelector(wanted);
        if (!place) return;
        go(place, wanted === "mark" ? "center" : "start");
        place.closest("[tabindex]").focus({ preventScroll: true });
      });
    };
    show();
    watch("value", show);
  }

  // What a press in Evaluate has opened is shown from its top, and heard from its heading.
  function top(element) {
    requestAnimationFrame(() => {
      const heading = element.querySelector("h2");
      if (heading) { go(heading, "center"); heading.focus({ preventScroll: true }); }
    });
  }

  function shut(...values) {
    const back = (tries) => { // the opener may be hidden until the pane has gone
      if (!opener?.isConnected || !tries) return;
      opener.focus();
      if (document.activeElement !== opener) setTimeout(back, 100, tries - 1);
    };
    setTimeout(back, 100, 100);
    return values;
  }

  // What is folded away on the screen is unfolded on paper.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".answer details")) folded.open = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector('#source [data-do="shut"]')?.click();
    const tab = event.target.closest?.('[role="tab"]');
    if (tab && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const tabs = [...tab.parentElement.querySelectorAll('[role="tab"]')];
      const next = tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      next.focus();
      next.click();
    }
  });

  return { listen, describe, answered, edit, renew, pane, reading, shut, deliver, top };
})();
