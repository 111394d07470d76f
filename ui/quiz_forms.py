"""The forms of the Quiz tab as HTML: what to make, what to download, what to take."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from quiz.item import DIFFICULTIES, KINDS
from quiz.sessions import sessions
from ui import quiz_words as words


def intro_html() -> Markup:
    """The heading of the tab and what it is for."""
    ways = {"make-heading": words.MAKE_HEADING, "group-proposed": words.BANK, "download-heading": words.EXPORT_HEADING}
    ways["play-heading"] = words.PLAY_HEADING
    links = Markup("").join(
        Markup('<li><a href="#{0}" data-goto="{0}">{1}</a></li>').format(at, name) for at, name in ways.items()
    )
    return Markup('<h2>{}</h2><p>{}</p><nav aria-label="{}"><ul>{}</ul></nav>').format(
        words.HEADING, words.INTRO, words.HEADING, links
    )


def make_html() -> Markup:
    """The form that asks for new items."""
    kinds = {"": words.ANY} | {kind: words.KINDS[kind] for kind in KINDS}
    levels = {"": words.ANY} | {level: words.DIFFICULTIES[level] for level in DIFFICULTIES}
    planned = {"": words.NO_SESSION} | {each.name: each.title for each in sessions()}
    return _form(
        "make",
        words.MAKE_HEADING,
        [
            _text("topic", words.TOPIC, words.TOPIC_HINT),
            _select("session", words.SESSION, planned),
            _select("kind", words.KIND, kinds),
            _select("difficulty", words.DIFFICULTY, levels),
            _number("count", words.COUNT, 10, words.MOST),
            _number("seed", words.SEED, 1, 999_999, words.SEED_HINT),
        ],
        words.MAKE,
    )


def export_html() -> Markup:
    """The form that asks for a file."""
    box = Markup(
        '<label class="choice-line"><input type="checkbox" name="everything" value="yes"><span>{}</span></label>'
    ).format(words.EVERYTHING)
    fields = [_select("format", words.FORMAT, words.FORMATS), box]
    return _form("download", words.EXPORT_HEADING, fields, words.DOWNLOAD, words.EXPORT_HINT)


def play_form_html() -> Markup:
    """The form that starts a quiz to take."""
    fields = [
        _select("source", words.PLAY_FROM, {"accepted": words.PLAY_ACCEPTED, "fresh": words.PLAY_FRESH}),
        _text("topic", words.TOPIC, words.TOPIC_HINT),
        _number("count", words.COUNT, 10, words.MOST),
    ]
    return _form("play", words.PLAY_HEADING, fields, words.START, words.PLAY_HINT)


def said_html(message: str, problem: bool = False, more: Iterable[str] = ()) -> Markup:
    """What came of a press, for everyone to see and hear."""
    if not message:
        return Markup('<div role="status"></div>')
    listed = Markup("").join(Markup("<li>{}</li>").format(line) for line in more)
    folded = Markup("<details><summary>{}</summary><ul>{}</ul></details>")
    rest = folded.format(words.LEFT_OUT, listed) if listed else Markup("")
    mark = Markup('<strong class="unseen">{}: </strong>').format(words.PROBLEM) if problem else Markup("")
    return Markup('<div role="status"><p class="{}">{}{}</p>{}</div>').format(
        "problem" if problem else "said", mark, message, rest
    )


def _form(name: str, heading: str, fields: Iterable[Markup], button: str, hint: str = "") -> Markup:
    return Markup(
        '<form data-form="{0}" class="quiz-form" aria-labelledby="{0}-heading">'
        '<h3 id="{0}-heading" tabindex="-1">{1}</h3>{2}'
        '<div class="fields">{3}</div><button type="submit" class="plain main-action">{4}</button></form>'
    ).format(
        name,
        heading,
        Markup("<p>{}</p>").format(hint) if hint else "",
        Markup("").join(fields),
        button,
    )


def _field(label: str, control: Markup, hint: str = "") -> Markup:
    small = Markup("<small>{}</small>").format(hint) if hint else Markup("")
    return Markup('<label class="field"><span>{}</span>{}{}</label>').format(label, small, control)


def _text(name: str, label: str, hint: str = "") -> Markup:
    control = Markup('<input type="text" name="{}" maxlength="200" autocomplete="off">').format(name)
    return _field(label, control, hint)


def _number(name: str, label: str, value: int, most: int, hint: str = "") -> Markup:
    control = Markup('<input type="number" name="{}" value="{}" min="1" max="{}" required>').format(name, value, most)
    return _field(label, control, hint)


def _select(name: str, label: str, choices: Mapping[str, str]) -> Markup:
    options = Markup("").join(
        Markup('<option value="{}">{}</option>').format(value, text) for value, text in choices.items()
    )
    return _field(label, Markup('<select name="{}">{}</select>').format(name, options))
