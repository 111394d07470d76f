"""The conversation as HTML: the starting screen, the answers so far, and the latest one with its actions."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from corpus.document import Document
from ui import words
from ui.after import actions_html, record_html
from ui.conversation import Conversation, Turn
from ui.parts import button
from ui.render import answer_parts, question_html
from ui.service import Shelf

_EMPTY = Markup("")

# The latest answer always has the same four elements, empty or not: the page changes them in place, so that the two
# live regions stay the same elements and a screen reader hears the notices and the answer once, whole.
_LATEST = Markup(
    '<article class="turn latest"><div class="alerts" role="alert">{}</div>'
    '<h2 class="asked" tabindex="-1"{}>{}</h2>'
    '<div class="answer" aria-live="polite" aria-atomic="true">{}</div><div class="actions">{}</div></article>'
)
NO_ANSWER = _LATEST.format("", Markup(" hidden"), "", "", "")


def start_html() -> Markup:
    """The top of the starting screen: what this is."""
    return Markup('<div class="start"><h2>{}</h2><p class="intro">{}</p></div>').format(
        words.START_HEADING, words.START
    )


def examples_html() -> Markup:
    """Questions to begin with, by role; pressing one asks it."""
    roles = _EMPTY.join(
        Markup("<section><h3>{}</h3><ul>{}</ul></section>").format(
            role, _EMPTY.join(Markup("<li>{}</li>").format(_example(question)) for question in questions)
        )
        for role, questions in words.EXAMPLES_BY_ROLE
    )
    return Markup('<div class="examples"><h2>{}</h2><div class="roles">{}</div></div>').format(words.EXAMPLES, roles)


def next_html(questions: Sequence[str]) -> Markup:
    """Questions to go on with; pressing one asks it."""
    if not questions:
        return _EMPTY
    listed = _EMPTY.join(Markup("<li>{}</li>").format(_example(question)) for question in questions)
    return Markup('<section class="next"><h3>{}</h3><ul>{}</ul></section>').format(words.NEXT, listed)


def about_html(documents: Iterable[Document]) -> Markup:
    """Beside the conversation: the documents that answers come from, and what Signpost does not do."""
    listed = _EMPTY.join(
        Markup("<li><cite>{}</cite> {}, {}</li>").format(d.about.title, d.about.publisher, d.about.date)
        for d in documents
    )
    limits = _EMPTY.join(Markup("<li>{}</li>").format(limit) for limit in words.START_LIMITS_LIST)
    return Markup(
        '<aside class="about" aria-label="{}"><h2>{}</h2><ul class="plain-list">{}</ul><h2>{}</h2><ul>{}</ul></aside>'
    ).format(words.ABOUT, words.START_DOCUMENTS, listed, words.START_LIMITS, limits)


def earlier_html(conversation: Conversation, shelf: Shelf) -> Markup:
    """Every answer but the latest."""
    return _EMPTY.join(_earlier(turn, shelf) for turn in conversation.turns[:-1])


def latest_html(conversation: Conversation, shelf: Shelf, days: int) -> Markup:
    """The latest answer with what can be done with it; ``days`` is how long feedback on it is kept."""
    turn = conversation.latest
    if turn is None:
        return NO_ANSWER
    alerts, body = answer_parts(turn.answer, shelf)
    actions = actions_html(turn, shelf, conversation.editing, days)
    return _LATEST.format(alerts, "", question_html(turn.answer.question), body, actions)


def _earlier(turn: Turn, shelf: Shelf) -> Markup:
    alerts, body = answer_parts(turn.answer, shelf)
    return Markup(
        '<article class="turn"><h2 class="asked">{}</h2>{}<div class="answer">{}</div>'
        '<div class="actions">{}</div></article>'
    ).format(question_html(turn.answer.question), alerts, body, record_html(turn, shelf))


def _example(question: str) -> Markup:
    return button(question, "ask", "example", question=question)
