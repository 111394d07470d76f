"""The Answer: what every part of Signpost that answers gives, and what `signpost ask --json` prints."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.about import Authority

Status = Literal["answered", "partial", "abstained", "declined"]
NoticeKind = Literal["emergency", "personal_data", "myth", "currency", "injection", "scope", "model"]
PersonalDataKind = Literal["name", "date_of_birth", "nhs_number", "ni_number", "phone", "email", "address", "postcode"]


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(_Plain):
    """A verbatim quote and where it stands: ``text[start:end] == quote`` in the document's stored text."""

    number: int
    document: str
    title: str
    section: str
    passage: str
    page: int | None
    quote: str
    start: int
    end: int
    authority: Authority


class Statement(_Plain):
    """A sentence or list of the answer and the numbers of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]


class Notice(_Plain):
    """Something that the reader must know before or beside the answer.

    ``what`` names the kinds of personal data found; ``myth``, ``reality`` and ``citation`` belong to a myth:
    its words, the documents' correction, and the number of the citation that gives it.
    """

    kind: NoticeKind
    text: str
    what: tuple[PersonalDataKind, ...] = ()
    myth: str | None = None
    reality: str | None = None
    citation: int | None = None


class Answer(_Plain):
    """An answer as Signpost gives it; see docs/answer.md for each field.

    ``written_by`` is the language model that wrote the statements, None where they are quotes.
    """

    id: str
    question: str
    status: Status
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    confidence: float
    elapsed_ms: float
    index: str
    written_by: str | None = None
