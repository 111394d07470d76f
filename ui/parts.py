"""Small pieces that the tabs share."""

import base64
import secrets
from typing import Any

import gradio as gr
from markupsafe import Markup

from ui import words


def html(value: Any, elem_id: str, script: str | None = None) -> gr.HTML:
    """A component that shows our own HTML as it is; ``script`` runs once it stands in the page."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def button(label: str, do: str, kind: str = "plain", **data: str) -> Markup:
    """A button in the page's own HTML; the script turns a press into the Gradio event named ``do``."""
    extra = Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in data.items())
    return Markup('<button type="button" class="{}" data-do="{}"{}>{}</button>').format(kind, do, extra, label)


def copy_link(passage_id: str, about: str = "", hidden: bool = False) -> Markup:
    """A button that copies the deep link to a passage; the page's script does it.

    ``about`` is what a screen reader hears after the label; ``hidden`` keeps it for the mouse.
    """
    return Markup(
        '<button type="button" class="copy-link" data-copy-link="{}" data-done="{}" data-failed="{}"{}>{}</button>'
    ).format(
        passage_id,
        words.COPIED,
        words.NOT_COPIED,
        Markup(' tabindex="-1" aria-hidden="true"')
        if hidden
        else Markup(' aria-label="{}"').format(f"{words.COPY_LINK}: {about}")
        if about
        else "",
        words.COPY_LINK,
    )


def delivery_html(name: str, content: bytes) -> Markup:
    """A file for the browser to save as soon as this stands in the page.

    The mark differs each time, so that the same file asked for twice is saved twice.
    """
    return Markup('<span hidden data-file="{}" data-content="{}" data-mark="{}"></span>').format(
        name, base64.b64encode(content).decode(), secrets.token_hex(4)
    )


def callable_999(text: str) -> Markup:
    """A text in which 999 is a link that a phone calls."""
    return Markup('<a href="tel:999">999</a>').join(Markup("{}").format(part) for part in text.split("999"))


def problem_html(message: str, field: bool = False) -> Markup:
    """A problem, said beside the question box; ``field`` where the box's text is what is wrong."""
    if not message:
        return Markup('<div id="question-problem" role="alert"></div>')
    return Markup(
        '<div id="question-problem" role="alert" data-field="{}"><p class="problem">'
        '<strong class="unseen">{}: </strong>{}</p></div>'
    ).format("yes" if field else "no", words.PROBLEM, message)


def passage_link(passage: str, start: int, end: int, number: int | None, label: str, about: str) -> Markup:
    """A link that opens the document at a passage; without JavaScript, or in a new tab, a deep link to it."""
    chip = Markup('<span class="number">{}</span> ').format(number) if number else Markup("")
    return Markup(
        '<a class="cite" href="?passage={0}" data-do="open" data-passage="{0}" data-start="{1}" data-end="{2}">'
        '{3}{4}<span class="unseen">: {5}</span></a>'
    ).format(passage, start, end, chip, label, about)
