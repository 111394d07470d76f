"""An Answer becomes HTML. Everything that comes from people or documents is escaped by :class:`markupsafe.Markup`."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from assistant.answer import Answer, Citation, Notice, NoticeKind
from corpus.about import Authority
from ui import reader, words
from ui.parts import callable_999, passage_link
from ui.service import Shelf
from ui.written import written_html

_EMPTY = Markup("")
LONG = 700  # characters
URGENT = 2  # quotes shown at once under an emergency notice
_LONG_LEAD_IN = 160  # characters


def answer_parts(answer: Answer, shelf: Shelf) -> tuple[Markup, Markup]:
    """The emergency notices of an answer, and the rest of it in reading order."""
    kinds = [kind for kind in dict.fromkeys(n.kind for n in answer.notices) if kind not in ("emergency", "myth")]
    emergency = _notices("emergency", answer.notices)
    myths = [notice for notice in answer.notices if notice.kind == "myth"]
    on_cards = {notice.citation for notice in myths}
    quoted = [citation for citation in answer.citations if citation.number not in on_cards]
    numbered = {citation.number: citation for citation in answer.citations}
    body = _EMPTY.join(
        [
            *(_notices(kind, answer.notices) for kind in kinds),
            *(_myth_card(notice, numbered.get(notice.citation or 0), shelf) for notice in myths),
            _verdict(answer, quoted, bool(myths)),
            written_html(answer, numbered) if answer.written_by else _EMPTY,
            _urgent(quoted, shelf) if emergency else _groups(quoted, shelf),
            _related(answer.related, shelf) if answer.related else _EMPTY,
            _editions(answer, shelf),
        ]
    )
    return emergency, body


def question_html(question: str) -> Markup:
    """What was asked, as the contents of a heading."""
    return Markup('<span class="unseen">{}</span>{}').format(words.YOU_ASKED, question)


def standing_label(authority: Authority) -> Markup:
    """The label that says what a passage's standing is."""
    name = words.STANDINGS[authority][0]
    return Markup('<span class="standing {}">{}</span>').format(authority.replace(" ", "-"), name)


def quote_html(citation: Citation, shelf: Shelf) -> Markup:
    """A quote with its paragraphs and lists as the document has them; nothing else in it is markup.

    A long one is shown as far as the passage in which LONG characters are passed; a press shows the rest.
    """
    document = shelf.documents.get(citation.document)
    if document is None or document.text[citation.start : citation.end] != citation.quote:
        return Markup("<p>{}</p>").format(citation.quote)
    within = [p for p in document.passages if p.start < citation.end and citation.start < p.end]
    cut = next((p.start for p in within if p.start - citation.start > LONG), citation.end)
    if citation.end - cut < LONG / 2:
        return reader.quoted(document, citation.start, citation.end)
    return reader.quoted(document, citation.start, cut) + Markup(
        '<details class="rest"><summary>{}</summary>{}</details>'
    ).format(words.REST_OF_QUOTE, reader.quoted(document, cut, citation.end))


def _notices(kind: NoticeKind, notices: Sequence[Notice]) -> Markup:
    """The notices of one kind, under its title."""
    shown = callable_999 if kind == "emergency" else str
    of_kind = [notice.text for notice in notices if notice.kind == kind]
    if not of_kind:
        return _EMPTY
    texts = _EMPTY.join(Markup("<p>{}</p>").format(shown(text)) for text in of_kind)
    if kind == "currency":  # several are one line, so that they do not push the quotes down; a press shows them
        return Markup('<details class="notice currency"{}><summary>{}</summary>{}</details>').format(
            Markup(" open") if len(of_kind) == 1 else _EMPTY, words.NOTICES[kind], texts
        )
    return Markup('<div class="notice {}"><strong class="notice-title">{}</strong>{}</div>').format(
        kind.replace("_", "-"), words.NOTICES[kind], texts
    )


def _myth_card(notice: Notice, citation: Citation | None, shelf: Shelf) -> Markup:
    return Markup(
        '<section class="myth-card"><h3>{}</h3><div class="belief"><h4>{}</h4><p>{}</p></div>'
        '<div class="correction"><h4>{}</h4><p>{}</p>{}</div></section>'
    ).format(
        words.MYTH,
        words.MYTH_BELIEF,
        notice.myth or "",
        words.MYTH_GUIDANCE,
        notice.reality or "",
        _source_line(citation, shelf) if citation else _EMPTY,
    )


def _verdict(answer: Answer, quoted: list[Citation], corrected: bool) -> Markup:
    if answer.status == "answered" and corrected and not quoted:
        return _EMPTY
    heading = Markup('<h3 class="verdict {}">{}</h3>').format(answer.status, words.VERDICTS[answer.status])
    advice = {"abstained": words.ABSTAINED, "declined": answer.text}.get(answer.status)
    return heading + (Markup("<p>{}</p>").format(advice) if advice else _EMPTY)


def _groups(citations: list[Citation], shelf: Shelf) -> Markup:
    """Quotes under the headings that they stand under, in the order of the answer."""
    made = []
    for _, group in groupby(citations, key=lambda c: (c.document, c.section)):
        quotes = list(group)
        quotes_html = _EMPTY.join(_quote(citation, shelf) for citation in quotes)
        made.append(Markup('<section class="group">{}{}</section>').format(_heading(quotes[0], shelf), quotes_html))
    return _EMPTY.join(made)


def _urgent(citations: list[Citation], shelf: Shelf) -> Markup:
    """In an emergency: the first quotes only, whole; a press shows the rest."""
    first, rest = citations[:URGENT], citations[URGENT:]
    if not rest:
        return _groups(first, shelf)
    return _groups(first, shelf) + Markup('<details class="rest"><summary>{}</summary>{}</details>').format(
        words.MORE_QUOTES.format(count=len(rest)), _groups(rest, shelf)
    )


def _heading(citation: Citation, shelf: Shelf) -> Markup:
    """The nearest heading (of a table, the row's and the column's), and above it the way down to it."""
    path = citation.section.split(" > ")
    document = shelf.documents.get(citation.document)
    near = path[-2:] if document and path[-1] in document.about.columns else path[-1:]
    way = " › ".join([citation.title, *path[: -len(near)]])
    return Markup('<p class="way">{}</p><h4>{}</h4>').format(way, ": ".join(near))


def _quote(citation: Citation, shelf: Shelf) -> Markup:
    return Markup('<figure class="quote">{}<blockquote>{}</blockquote><figcaption>{}</figcaption></figure>').format(
        _context(citation, shelf), quote_html(citation, shelf), _source_line(citation, shelf)
    )


def _context(citation: Citation, shelf: Shelf) -> Markup:
    """What leads in to a quoted list item, and the belief that a quoted correction corrects."""
    passage = shelf.index.passage(citation.passage)
    if passage is None or not passage.lead_in:
        return _EMPTY
    if passage.kind == "reality":
        return Markup('<p class="lead-in">{}“{}”</p>').format(words.CORRECTS, passage.lead_in)
    return Markup('<p class="lead-in">{}“{}”</p>').format(words.LEAD_IN, _end_of(passage.lead_in))


def _end_of(lead_in: str) -> str:
    """A lead-in, or of a long one the sentence that runs on into its list."""
    last = lead_in.rpartition(". ")[2]
    return lead_in if len(lead_in) <= _LONG_LEAD_IN or last == lead_in else f"… {last}"


def _source_line(citation: Citation, shelf: Shelf) -> Markup:
    return Markup('<p class="source-line">{} {} <span class="from">{}</span></p>').format(
        passage_link(
            citation.passage,
            citation.start,
            citation.end,
            citation.number,
            words.OPEN_SOURCE,
            citation.section.rsplit(" > ", 1)[-1],
        ),
        standing_label(citation.authority),
        _dated(citation, shelf),
    )


def _dated(citation: Citation, shelf: Shelf) -> str:
    document = shelf.documents.get(citation.document)
    return f"{citation.title}, {document.about.date}" if document else citation.title


def _related(related: tuple[Citation, ...], shelf: Shelf) -> Markup:
    items = _EMPTY.join(
        Markup("<li>{}<blockquote>{}</blockquote>{}</li>").format(
            _heading(citation, shelf), quote_html(citation, shelf), _source_line(citation, shelf)
        )
        for citation in (citation.model_copy(update={"number": 0}) for citation in related)
    )
    return Markup('<section class="related"><h3>{}</h3><ul>{}</ul></section>').format(words.RELATED, items)


def _editions(answer: Answer, shelf: Shelf) -> Markup:
    """The documents quoted, each with its publisher and edition."""
    slugs = dict.fromkeys(citation.document for citation in answer.citations)
    found = [shelf.documents[slug].about for slug in slugs if slug in shelf.documents]
    if not found:
        return _EMPTY
    items = _EMPTY.join(
        Markup("<li><cite>{}</cite>, {}. {}</li>").format(about.title, about.publisher, about.edition)
        for about in found
    )
    return Markup('<section class="editions"><h4>{}</h4><ul>{}</ul></section>').format(words.SOURCES, items)
