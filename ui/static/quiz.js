// The Quiz tab: where the focus goes after a press, and a quiz that is marked here and nowhere else.
Object.assign(window.signpost, (() => {
  // After a change the server says which item the trainer was at.
  function quizBank(element, watch) {
    watch("value", () => requestAnimationFrame(() => {
      const place = element.querySelector("[data-focus]");
      const field = place?.parentElement.querySelector("form textarea");
      if (field || place) (field || place).focus();
    }));
  }

  function quizPlay(element, watch) {
    let right = 0, scored = 0;

    const questions = () => [...element.querySelectorAll("form.question")];
    const show = (question) => {
      for (const each of questions()) each.hidden = each !== question;
      question.querySelector("legend").focus();
    };
    const begin = () => {
      right = scored = 0;
      const [first] = questions();
      if (!first) return;
      for (const each of questions()) {
        each.reset();
        each.querySelector(".verdict-box").hidden = true;
        each.querySelector("fieldset").disabled = false;
        each.querySelector("[type=submit]").hidden = false;
      }
      element.querySelector(".score").hidden = true;
      show(first);
    };

    // Whether the answer is right; null where nothing, or not everything, is chosen.
    function marked(question) {
      const boxes = [...question.querySelectorAll("input")];
      const choices = [...question.querySelectorAll("select")];
      if (choices.length) return choices.every((one) => one.value) ? choices.every((one) => one.value === one.dataset.key) : null;
      return boxes.some((one) => one.checked) ? boxes.every((one) => one.checked === (one.dataset.key === "yes")) : null;
    }

    function check(question) {
      const counts = question.dataset.scored === "yes";
      const result = counts ? marked(question) : true;
      const hint = question.querySelector(".hint");
      hint.textContent = result === null ? hint.dataset.empty : "";
      if (result === null) return;
      const box = question.querySelector(".verdict-box");
      if (counts) { scored += 1; right += result; }
      box.querySelector(".verdict").textContent = counts ? (result ? box.dataset.right : box.dataset.wrong) : "";
      box.hidden = false;
      question.querySelector("fieldset").disabled = true;
      question.querySelector("[type=submit]").hidden = true;
      box.focus();
    }

    function finish() {
      for (const each of questions()) each.hidden = true;
      const score = element.querySelector(".score");
      const said = element.querySelector(".playing").dataset.score;
      score.querySelector("p").textContent = said.replace("{right}", right).replace("{scored}", scored);
      score.hidden = false;
      score.focus();
    }

    element.addEventListener("submit", (event) => { event.preventDefault(); check(event.target); });
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-again]")) begin();
      const question = event.target.closest("[data-next]")?.closest("form");
      if (!question) return;
      const next = questions()[questions().indexOf(question) + 1];
      if (next) show(next); else finish();
    });
    watch("value", () => requestAnimationFrame(begin));
  }

  return { quizBank, quizPlay };
})());
