"""A reply: what any system under evaluation gives, with every quote placed in the stored documents."""

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Citation, Notice, Status
from evals.ground import Ground, Place


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Plain):
    """Words that a system showed as a document's, and the spans of the stored text that they show.

    ``verbatim``: whether the stored text has these words exactly where the citation says; None for a system
    that does not quote the stored text.
    """

    number: int
    document: str
    section: str
    text: str
    spans: tuple[tuple[int, int], ...]
    verbatim: bool | None = None


class Reply(_Plain):
    """An answer as the scores see it.

    ``asked``: what the system keeps of the question. ``ranking``: passage ids, the most relevant first.
    """

    asked: str
    status: Status
    text: str
    quotes: tuple[Quote, ...] = ()
    related: tuple[Quote, ...] = ()
    notices: tuple[Notice, ...] = ()
    ranking: tuple[str, ...] = ()
    confidence: float
    elapsed_ms: float
    index: str


def from_answer(answer: Answer, ground: Ground, elapsed_ms: float) -> Reply:
    """An Answer as a reply; its ranking is the passages that it cites, then those that it calls related."""
    quotes = tuple(_quote(citation, ground) for citation in answer.citations)
    related = tuple(_quote(citation, ground) for citation in answer.related)
    shown = [
        Place(q.document, *span) for q in (*quotes, *related) if q.document in ground.documents for span in q.spans
    ]
    return Reply(
        asked=answer.question,
        status=answer.status,
        text=answer.text,
        quotes=quotes,
        related=related,
        notices=answer.notices,
        ranking=tuple(dict.fromkeys(passage.id for place in shown for passage in ground.passages(place))),
        confidence=answer.confidence,
        elapsed_ms=elapsed_ms,
        index=answer.index,
    )


def _quote(citation: Citation, ground: Ground) -> Quote:
    known = citation.document in ground.documents
    place = Place(citation.document, citation.start, citation.end)
    return Quote(
        number=citation.number,
        document=citation.document,
        section=citation.section,
        text=citation.quote,
        spans=((citation.start, citation.end),),
        verbatim=known and ground.text(place) == citation.quote,
    )
