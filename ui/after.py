"""What can be done with an answer: change the question, keep a record, say whether it was right."""

from markupsafe import Markup

from ui import words
from ui.conversation import Turn
from ui.parts import button
from ui.record import make_record, record_markdown
from ui.service import Shelf

_EMPTY = Markup("")


def actions_html(turn: Turn, shelf: Shelf, editing: bool, days: int) -> Markup:
    """What can be done with the latest answer."""
    if editing:
        return Markup('<p class="editing">{}</p>{}').format(words.EDITING, button(words.KEEP, "keep"))
    asking = Markup('<div class="row">{}{}{}</div>').format(
        button(words.EDIT, "edit"), button(words.ASK_AGAIN, "again"), button(words.NEW, "renew")
    )
    return asking + record_html(turn, shelf) + _feedback(turn, days)


def record_html(turn: Turn, shelf: Shelf) -> Markup:
    """The buttons that copy or download an answer's record.

    Its text stands in the page, because browsers let a page copy and download only while a press is being handled.
    """
    name = f"signpost-{turn.at:%Y-%m-%d-%H%M}"
    return Markup(
        '<div class="row record"><strong>{0}</strong> '
        '<button type="button" class="plain" data-copy-text="{1}" data-done="{2}" data-failed="{3}">{4}</button>{5}'
        '<button type="button" class="plain" data-save-text="{1}" data-name="{6}.md">{7}</button></div>'
    ).format(
        words.RECORD,
        record_markdown(make_record(turn, shelf)),
        words.COPIED,
        words.NOT_COPIED,
        words.RECORD_COPY,
        button(words.RECORD_WORD, "record", answer=turn.answer.id),
        name,
        words.RECORD_MARKDOWN,
    )


def _feedback(turn: Turn, days: int) -> Markup:
    if turn.judged:
        return Markup('<p class="thanks" role="status">{}</p>').format(words.FEEDBACK_THANKS)
    kinds = _EMPTY.join(
        Markup('<label class="choice-line"><input type="radio" name="kind" value="{}" required> {}</label>').format(
            kind, label
        )
        for kind, label in words.FEEDBACK_KINDS.items()
    )
    return Markup(
        '<details class="feedback"><summary>{}</summary><form data-form="feedback" data-answer="{}">'
        '<fieldset><legend class="unseen">{}</legend>{}</fieldset>'
        '<label class="comment">{}<input type="text" name="comment" maxlength="500" autocomplete="off" '
        'aria-describedby="comment-hint"></label><p class="hint" id="comment-hint">{}</p>'
        '<button type="submit" class="plain">{}</button></form></details>'
    ).format(
        words.FEEDBACK,
        turn.answer.id,
        words.FEEDBACK,
        kinds,
        words.FEEDBACK_COMMENT,
        words.FEEDBACK_HINT.format(days=days),
        words.FEEDBACK_SEND,
    )
