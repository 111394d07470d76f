"""What a document is: sections that hold passages, each with an id and its place in the stored text."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from corpus.about import About, Authority

Kind = Literal["paragraph", "list item", "question", "quotation", "myth", "reality", "ideal", "probe", "evidence"]


@dataclass(frozen=True)
class Passage:
    """The smallest piece of a document that is found and quoted: a paragraph, a list item, a table cell.

    ``document.text[start:end] == text`` always holds. ``parent`` is the id of the passage that leads in to
    this one (a list's opening sentence, a list item with items of its own) and ``lead_in`` is its text.
    ``position`` counts the passages of the document from 0. ``quotable`` is false for what the document
    keeps but nothing is answered from (signatures, old contact details).
    """

    id: str
    document: str
    section: tuple[str, ...]
    kind: Kind
    text: str
    start: int
    end: int
    position: int
    authority: Authority
    parent: str | None = None
    lead_in: str | None = None
    page: int | None = None
    quotable: bool = True


@dataclass(frozen=True)
class Section:
    """A heading, where its own text starts and ends (sub-sections included), and the passages directly under it."""

    path: tuple[str, ...]
    start: int
    end: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Document:
    """A document as stored: its text (the whole of document.md) and the structure found in it."""

    slug: str
    about: About
    text: str
    sections: tuple[Section, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in reading order."""
        return tuple(passage for section in self.sections for passage in section.passages)

    @property
    def fingerprint(self) -> str:
        """A short name for exactly this text."""
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """A short name for the exact text of a document: it changes when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
