// Adding a document: the file goes to its own address as it is, and what became of it is said below the button.
Object.assign(window.signpost, (() => {
  function adding(element, trigger, opens) {
    element.addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      const said = element.querySelector("[role=status]");
      const button = form.querySelector("button");
      const file = form.querySelector("input").files[0];
      const say = (text, kind) => {
        const line = document.createElement("p");
        line.className = kind;
        line.textContent = text;
        said.replaceChildren(line);
      };
      if (!file) { say(form.dataset.none, "problem"); return; }
      button.disabled = true;
      say(form.dataset.busy, "busy");
      try {
        const reply = await fetch("documents/add?name=" + encodeURIComponent(file.name), {
          method: "POST", headers: { "content-type": "application/octet-stream" }, body: file,
        });
        const told = await reply.json();
        say(told.message, told.status === "added" ? "done" : "problem");
        if (told.status === "added") { form.reset(); trigger(opens, { slug: told.slug }); }
      } catch {
        say(form.dataset.failed, "problem");
      }
      button.disabled = false;
    });
  }

  return { adding };
})());
