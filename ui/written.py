"""What a language model wrote, as HTML: the sentences so far, and the sentences of an answer above its quotes."""

from markupsafe import Markup

from assistant.answer import Answer, Citation
from ui import words
from ui.parts import passage_link

_EMPTY = Markup("")


def hint_html(elsewhere: str | None) -> Markup:
    """What stands under the question box; ``elsewhere`` is the host of a model that is not on this machine."""
    hint = Markup('<p id="question-hint"><span class="keys">{} </span>{}</p>').format(
        words.QUESTION_KEYS, words.QUESTION_HINT
    )
    if elsewhere is None:
        return hint
    return hint + Markup('<p class="elsewhere">{}</p>').format(words.MODEL_ELSEWHERE.format(host=elsewhere))


def so_far_html(answer: Answer | None) -> Markup:
    """What is shown while an answer is looked for, and while it is written: the sentences verified so far."""
    busy = Markup('<p class="busy">{}</p>').format(words.WRITING if answer else words.BUSY)
    if answer is None:
        return busy
    lines = _EMPTY.join(
        Markup("<p>{} {}</p>").format(s.text, " ".join(f"[{number}]" for number in s.citations))
        for s in answer.statements
    )
    return Markup('<div class="so-far">{}</div>{}').format(lines, busy)


def written_html(answer: Answer, numbered: dict[int, Citation]) -> Markup:
    """The sentences of a language model, each with links to the quotes that it rests on."""
    lines = _EMPTY.join(
        Markup("<p>{} {}</p>").format(
            statement.text, Markup(" ").join(_number_link(numbered[number]) for number in statement.citations)
        )
        for statement in answer.statements
    )
    how = words.WRITTEN_HOW.format(model=answer.written_by)
    return Markup('<section class="written"><h4>{}</h4><p class="how">{}</p>{}</section><h4>{}</h4>').format(
        words.WRITTEN, how, lines, words.WRITTEN_FROM
    )


def _number_link(citation: Citation) -> Markup:
    section = citation.section.rsplit(" > ", 1)[-1]
    return passage_link(citation.passage, citation.start, citation.end, citation.number, "", section)
