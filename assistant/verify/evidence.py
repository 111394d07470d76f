"""The passages that a written sentence names, as the verifier reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.verify.language import Text, text_of
from corpus.document import Passage

_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bno)(?<=[.!?;])[\"”’')]*\s+(?=[^a-z\s])")
_SHORT_LIST = 900  # characters
_STANDARDS = ("ideal", "probe", "evidence")


@dataclass(frozen=True)
class Piece:
    """A passage: its words, what leads in to them, its nearest heading; ``standard`` where it says what is ideal."""

    text: str
    lead_in: str = ""
    heading: str = ""
    standard: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage.

    ``full`` has the opening sentence that it goes on from; ``context`` is what must be read with it: heading, lead-in
    and the sentence before.
    """

    said: Text
    full: Text
    context: Text
    standard: bool


@dataclass(frozen=True)
class Evidence:
    """Everything that the passages named by one written sentence say."""

    pieces: tuple[Piece, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, a list item with the opening sentence that it goes on from."""
        found: list[Sentence] = []
        for piece in self.pieces:
            lead_in = piece.lead_in.rpartition(". ")[2]
            before = ""
            for sentence in _END.split(piece.text):
                full = f"{lead_in} {sentence}" if lead_in and not before else sentence
                context = text_of(" . ".join([piece.heading, piece.lead_in, before]))
                found.append(Sentence(text_of(sentence), text_of(full), context, piece.standard))
                before = sentence
        return (*found, *self._lists())

    def _lists(self) -> list[Sentence]:
        """Each list of short items as one sentence: a claim may be about several of them."""
        items: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            if piece.lead_in:
                items.setdefault(piece.lead_in, []).append(piece)
        found: list[Sentence] = []
        for lead_in, listed in items.items():
            said = ", ".join(piece.text for piece in listed)
            if len(listed) > 1 and len(said) <= _SHORT_LIST:
                full, context = text_of(f"{lead_in.rpartition('. ')[2]} {said}"), text_of(listed[0].heading)
                found.append(Sentence(text_of(said), full, context, listed[0].standard))
        return found

    @cached_property
    def whole(self) -> Text:
        """All of it as one text."""
        return text_of("\n".join(f"{p.heading} . {p.lead_in} {p.text}" for p in self.pieces))


def evidence_of(passages: Sequence[Passage]) -> tuple[Piece, ...]:
    """Passages as pieces of evidence. A myth, which leads in to its correction, is evidence of nothing."""
    return tuple(
        Piece(
            text=p.text,
            lead_in="" if p.kind == "reality" else p.lead_in or "",
            heading=" . ".join(p.section[-2:]),
            standard=p.kind in _STANDARDS,
        )
        for p in passages
        if p.kind != "myth"
    )
