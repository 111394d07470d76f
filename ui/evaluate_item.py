"""One question of a run as HTML: opened, with all that is known of it; or to be graded, with nothing but the reply."""

from collections.abc import Sequence

from markupsafe import Markup

from evals.reply import Reply
from evals.rows import Row
from ui import words as page_words
from ui import words_evaluate as words
from ui.grading import LONGEST_COMMENT, Next
from ui.parts import button

_EMPTY = Markup("")


def item_html(run: str, row: Row) -> Markup:
    """A question with what went wrong, what was answered, what was needed, and its scores."""
    item = row.item
    parts = [
        _asked_before(item.question.history),
        Markup("<p>{}</p>").format(
            words.EXPECTED.format(outcome=" or ".join(item.question.outcome), status=item.reply.status)
        ),
        _list(words.WHY, row.problems),
        _reply(item.reply),
        _list(
            words.NEEDED, [f"{words.SHOWN if seen else words.NOT_SHOWN}: “{text}”" for _, text, seen in row.evidence]
        ),
        _list(words.POINTS, [f"{says} ({weight}): {said}" for weight, says, said in row.nuggets]),
        _list(words.SCORES, [f"{score.label}: {value}" for score, value in row.scores]),
    ]
    return Markup('{}<h2 tabindex="-1">{}</h2>{}').format(
        button(words.BACK, "pick", run=run), item.question.question, _EMPTY.join(parts)
    )


def grading_html(run: str, next_: Next, problem: str = "") -> Markup:
    """The next reply to grade, with the form for it."""
    head = Markup('{}<h2 tabindex="-1">{}</h2>').format(button(words.BACK, "pick", run=run), words.GRADE_HEADING)
    count = Markup('<p role="status"><strong>{}</strong></p>').format(
        words.GRADED.format(done=next_.done, total=next_.total)
    )
    if next_.item is None:
        return head + count + Markup("<p>{}</p>").format(words.ALL_GRADED)
    told = Markup('<p class="problem" role="alert">{}</p>').format(problem) if problem else _EMPTY
    question = next_.item.question
    form = Markup(
        '<form data-form="give" data-run="{}" data-code="{}">{}{}<label class="comment">{}<input type="text" '
        'name="comment" maxlength="{}" autocomplete="off" aria-describedby="grade-hint"></label>'
        '<p class="hint" id="grade-hint">{}</p><button type="submit" class="plain main-action">{}</button></form>'
    ).format(
        run,
        next_.code,
        _choice("serves", words.SERVES, ("fully", "partly", "no"), words.SERVES_HINT),
        _choice("harm", words.HARM, ("no", "yes")),
        words.COMMENT,
        LONGEST_COMMENT,
        words.COMMENT_HINT,
        words.SAVE,
    )
    return Markup('{}<p class="hint">{}</p>{}{}<h3 class="asked">{}</h3>{}{}{}').format(
        head,
        words.GRADE_HOW,
        count,
        told,
        question.question,
        _asked_before(question.history),
        _reply(next_.item.reply),
        form,
    )


def _reply(reply: Reply) -> Markup:
    notices = _EMPTY.join(Markup("<p>{}</p>").format(n.text or n.reality or "") for n in reply.notices)
    text = _EMPTY if reply.quotes else Markup("<p>{}</p>").format(reply.text)
    quotes = _EMPTY.join(
        Markup('<figure class="quote"><p class="way">{}</p><blockquote>{}</blockquote></figure>').format(
            quote.section.replace(" > ", " › "), quote.text
        )
        for quote in reply.quotes
    )
    shown = Markup("<h3>{}</h3>{}").format(words.QUOTES, quotes) if quotes else _EMPTY
    verdict = page_words.VERDICTS[reply.status]
    return Markup('<h3>{}: {}</h3><div class="replied">{}{}</div>{}').format(
        words.ANSWER, verdict, notices, text, shown
    )


def _asked_before(history: Sequence[str]) -> Markup:
    return _list(words.ASKED_BEFORE, history)


def _list(title: str, lines: Sequence[str]) -> Markup:
    if not lines:
        return _EMPTY
    items = _EMPTY.join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<h3>{}</h3><ul>{}</ul>").format(title, items)


def _choice(name: str, question: str, grades: Sequence[str], hint: str = "") -> Markup:
    choices = _EMPTY.join(
        Markup('<label class="choice-line"><input type="radio" name="{}" value="{}" required> {}</label>').format(
            name, grade, words.GRADES[grade]
        )
        for grade in grades
    )
    told = Markup('<p class="hint">{}</p>').format(hint) if hint else _EMPTY
    return Markup("<fieldset><legend>{}</legend>{}{}</fieldset>").format(question, told, choices)
