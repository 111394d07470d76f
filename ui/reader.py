"""A document becomes HTML: its contents, and its text with every passage in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from corpus.document import Document, Passage, Section
from ui import words
from ui.parts import copy_link

Span = tuple[int, int]
_EMPTY = Markup("")
_LISTED = ("list item", "question", "probe", "evidence")


@dataclass(frozen=True)
class View:
    """How a document is shown.

    ``prefix`` begins every id, so that a page can hold a document twice; without one there are no ids. What lies
    within the span ``cited`` of the document's text is marked. With ``links``, headings and passages have buttons
    that copy a link to them.
    """

    prefix: str = ""
    cited: Span = (0, 0)
    links: bool = False


def contents(document: Document, prefix: str) -> Markup:
    """The tree of a document's sections, as links that the page's script follows within the reader."""
    listed = [section for section in document.sections if section.path and not _is_column(document, section)]
    return Markup('<nav class="contents" aria-label="{}">{}</nav>').format(
        words.CONTENTS, _branch(document, prefix, listed, 1)
    )


def full_text(document: Document, view: View) -> Markup:
    """The whole of a document: its title and edition, its sections, its tables, its licence."""
    made: list[Markup] = []
    for is_table, group in groupby(document.sections, key=lambda s: s.path[:-1] if _is_column(document, s) else None):
        sections = list(group)
        if is_table is not None:
            made.append(_table(document, sections, view))
        else:
            made += [_section(document, section, view) for section in sections]
    about = document.about
    return Markup(
        '<article class="document"><header><h2 tabindex="-1">{}</h2><p>{}, {}. {}</p></header>{}'
        "<footer><p>{} {}</p></footer></article>"
    ).format(
        about.title, about.publisher, about.date, about.edition, _EMPTY.join(made), about.attribution, about.licence
    )


def quoted(document: Document, start: int, end: int) -> Markup:
    """The passages within a span of a document's text, each in its place: a list's items in a list."""
    within = [p for p in document.passages if p.start < end and start < p.end]
    pieces = [
        replace(p, text=document.text[max(p.start, start) : min(p.end, end)], start=max(p.start, start)) for p in within
    ]
    return _passages(pieces, View())


def passage_anchor(prefix: str, passage_id: str) -> str:
    """The id that a passage's element has in the reader of that prefix."""
    return f"{prefix}-{passage_id.rpartition(':')[2]}"


def _is_column(document: Document, section: Section) -> bool:
    return bool(section.path) and section.path[-1] in document.about.columns


def _section_anchor(document: Document, prefix: str, section: Section) -> str:
    return f"{prefix}-section-{document.sections.index(section)}"


def _branch(document: Document, prefix: str, sections: Sequence[Section], depth: int) -> Markup:
    items: list[Markup] = []
    place = 0
    while place < len(sections):
        section = sections[place]
        below = place + 1
        while below < len(sections) and len(sections[below].path) > depth:
            below += 1
        inner = sections[place + 1 : below]
        items.append(
            Markup('<li><a href="?passage={}" data-goto="{}">{}</a>{}</li>').format(
                _first_passage(document, section),
                _section_anchor(document, prefix, section),
                section.path[-1],
                _branch(document, prefix, inner, depth + 1) if inner else _EMPTY,
            )
        )
        place = below
    return Markup("<ul>{}</ul>").format(_EMPTY.join(items))


def _first_passage(document: Document, section: Section) -> str:
    return next((p.id for p in document.passages if p.start >= section.start), "")


def _section(document: Document, section: Section, view: View) -> Markup:
    if not section.path:
        return _passages(section.passages, view)
    level = min(2 + len(section.path), 6)
    heading = Markup('<div class="heading"><h{0} id="{1}" tabindex="-1">{2}</h{0}>{3}</div>').format(
        level,
        _section_anchor(document, view.prefix, section),
        section.path[-1],
        copy_link(_first_passage(document, section), section.path[-1]) if view.links else _EMPTY,
    )
    left_out = section.passages and not any(passage.quotable for passage in section.passages)
    note = Markup('<p class="note">{}</p>').format(words.NOT_ANSWERED_FROM) if left_out else _EMPTY
    return heading + note + _passages(section.passages, view)


def _table(document: Document, columns: Sequence[Section], view: View) -> Markup:
    """One element of the improvement tool: a row of three columns.

    The roles are spelt out because the style sheet lays the table out as blocks on a narrow screen, which
    would otherwise take its meaning away.
    """
    heads = _EMPTY.join(
        Markup('<th role="columnheader" scope="col" id="{}" tabindex="-1">{}</th>').format(
            _section_anchor(document, view.prefix, column), column.path[-1]
        )
        for column in columns
    )
    cells = _EMPTY.join(
        Markup('<td role="cell" data-column="{}">{}</td>').format(column.path[-1], _passages(column.passages, view))
        for column in columns
    )
    return Markup(
        '<table role="table" class="columns"><caption class="unseen">{}</caption><thead role="rowgroup">'
        '<tr role="row">{}</tr></thead><tbody role="rowgroup"><tr role="row">{}</tr></tbody></table>'
    ).format(columns[0].path[-2] if len(columns[0].path) > 1 else document.about.title, heads, cells)


def _passages(passages: Sequence[Passage], view: View) -> Markup:
    """Passages of one section, list items in lists, under the item that they belong to."""
    listed = {passage.id for passage in passages if passage.kind in _LISTED}
    top = [passage for passage in passages if passage.parent not in listed]
    made: list[Markup] = []
    for is_list, group in groupby(top, key=lambda passage: passage.kind in _LISTED):
        blocks = [_block(passage, passages, view) for passage in group]
        made.append(Markup("<ul>{}</ul>").format(_EMPTY.join(blocks)) if is_list else _EMPTY.join(blocks))
    return _EMPTY.join(made)


def _block(passage: Passage, passages: Sequence[Passage], view: View) -> Markup:
    text = _text(passage, view.cited) + (_passage_link(passage, view.cited) if view.links else _EMPTY)
    place = _place(passage, view.prefix) if view.prefix else _EMPTY
    if passage.kind in _LISTED:
        below = _EMPTY.join(_block(p, passages, view) for p in passages if p.parent == passage.id)
        return Markup("<li{}>{}{}</li>").format(place, text, Markup("<ul>{}</ul>").format(below) if below else _EMPTY)
    if passage.kind == "quotation":
        return Markup("<blockquote{}>{}</blockquote>").format(place, text)
    if passage.kind in ("myth", "reality"):
        return Markup('<p class="{}"{}><strong>{}:</strong> {}</p>').format(
            passage.kind, place, passage.kind.capitalize(), text
        )
    return Markup("<p{}>{}</p>").format(place, text)


def _place(passage: Passage, prefix: str) -> Markup:
    return Markup(' id="{}" data-passage="{}" tabindex="-1"').format(passage_anchor(prefix, passage.id), passage.id)


def _passage_link(passage: Passage, cited: Span) -> Markup:
    """A button that copies a link to a passage.

    Only the marked passage's can be reached with the keyboard: hundreds of stops would bar the way through a
    document, and a search leads to any passage and marks it.
    """
    marked = passage.start <= cited[0] < passage.end
    return Markup(" ") + copy_link(passage.id, hidden=not marked)


def _text(passage: Passage, cited: Span) -> Markup:
    """The passage's words, with those that lie within the span marked."""
    start, end = max(cited[0], passage.start), min(cited[1], passage.end)
    if start >= end:
        return Markup("{}").format(passage.text)
    before, marked, after = (
        passage.text[: start - passage.start],
        passage.text[start - passage.start : end - passage.start],
        passage.text[end - passage.start :],
    )
    spoken = Markup('<span class="unseen">{}</span>').format(words.CITED) if start == cited[0] else _EMPTY
    return Markup("{}<mark>{}{}</mark>{}").format(before, spoken, marked, after)
