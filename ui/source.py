"""The pane beside the answer: a document, open at the passage that was chosen."""

from markupsafe import Markup

from ui import reader, words
from ui.parts import button, copy_link
from ui.service import Shelf

PREFIX = "source"


def source_html(shelf: Shelf, passage_id: str, span: reader.Span | None = None) -> Markup:
    """The document that a passage stands in, with the passage (or the span of text) marked.

    A passage that is not there gives a message instead: ids come from links, which outlive editions.
    """
    passage = shelf.index.passage(passage_id)
    if passage is None:
        return Markup('<div class="pane-bar">{}</div><p class="note">{}</p>').format(_close(), words.MISSING_PASSAGE)
    document = shelf.documents[passage.document]
    return Markup(
        '<div class="pane-bar"><h2 tabindex="-1" class="pane-title">{}</h2>{}</div>'
        '<p class="way">{}</p><div class="pane-tools">{}<details><summary>{}</summary>{}</details></div>'
        '<div class="pane-text" tabindex="0" role="region" aria-label="{}">{}</div>'
    ).format(
        document.about.title,
        _close(),
        " › ".join(passage.section),
        copy_link(passage_id),
        words.CONTENTS,
        reader.contents(document, PREFIX),
        words.SOURCE_REGION,
        reader.full_text(document, reader.View(PREFIX, span or (passage.start, passage.end))),
    )


def _close() -> Markup:
    return button(words.CLOSE_SOURCE, "shut")
