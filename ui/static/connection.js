// A connection that breaks, as they do on phones, loses nothing: a press waits for it, and what is shown stays.
Object.assign(signpost, (() => {
  const AGAIN = 2000; // milliseconds
  const KEPT = "signpost-question";

  // Sends until it arrives. Gradio would give up for good at the first failure.
  async function patiently(send, request) {
    for (let failed = false; ; failed = true) {
      try {
        const reply = await send(...request);
        if (failed) document.getElementById("cut-off")?.remove();
        return reply;
      } catch (error) {
        if (error.name === "AbortError") throw error;
        if (!failed) tell("unreachable");
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  // An answer broke off, or Signpost was started anew. Gradio would load the page again by itself, with all that is on it.
  function lost() {
    if (document.querySelector("#cut-off button")) return;
    document.body.classList.add("lost");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "plain";
    again.textContent = words().again;
    again.addEventListener("click", () => {
      sessionStorage.setItem(KEPT, box()?.value || "");
      location.reload();
    });
    tell("lost").append(again);
  }

  // What Gradio says of an event that failed is put in our words.
  const failed = '#tabs [data-testid="status-tracker"] .error';
  new MutationObserver(() => { if (document.querySelector(failed)) lost(); })
    .observe(document.documentElement, { childList: true, subtree: true });

  const words = () => document.querySelector(".banner").dataset;
  const box = () => document.querySelector("#question textarea");

  function tell(what) {
    document.getElementById("cut-off")?.remove();
    const bar = document.createElement("div");
    bar.id = "cut-off";
    bar.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = words()[what];
    document.querySelector(".gradio-container").append(bar);
    bar.append(said);
    return bar;
  }

  // The question that was in the box when the page was loaded again.
  function restore() {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (!kept) return;
    box().value = kept;
    box().dispatchEvent(new Event("input", { bubbles: true }));
    box().focus();
  }

  return { patiently, lost, restore };
})());
