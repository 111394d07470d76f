"""The ground truth in the documents: where a question's evidence, accepted sections and myths stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document, Passage
from corpus.errors import EvaluationError
from evals.questions import Evidence, Question

_EDGES = re.compile(r"^\W+|(?:[\W]|\band\b|\bor\b)+$")
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True)
class Place:
    """A stretch of a stored document: ``[start, end)`` in characters."""

    document: str
    start: int
    end: int

    def overlap(self, other: "Place") -> int:
        """The number of characters that both have."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Myth:
    """A myth of the documents and the correction that follows it."""

    text: str
    place: Place
    reality: Place


def folded(text: str) -> str:
    """A text as compared: case, white space, quotation marks, dashes and Markdown's marks make no difference."""
    return " ".join(re.sub(r"[*_`#>|\\\[\]]", " ", text.translate(_FOLDED)).casefold().split())


def covered(place: Place, shown: Iterable[Place]) -> int:
    """How many characters of a place lie in at least one of the places shown."""
    parts = sorted((max(place.start, s.start), min(place.end, s.end)) for s in shown if place.overlap(s))
    total, reached = 0, place.start
    for start, end in parts:
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


class Ground:
    """The stored documents, asked where things stand."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.slug: document for document in documents}
        self.myths = [myth for document in documents for myth in _myths(document)]
        self._sections: dict[str, list[Place]] = {}
        for document in documents:
            for section in document.sections:
                place = Place(document.slug, section.start, section.end)
                self._sections.setdefault(folded(" > ".join(section.path)), []).append(place)
        self._evidence: dict[Question, list[list[Place]]] = {}

    def text(self, place: Place) -> str:
        """The stored words of a place."""
        return self.documents[place.document].text[place.start : place.end]

    def evidence(self, question: Question) -> list[list[Place]]:
        """For each evidence entry of a question, every place where its words stand and would serve.

        Short evidence (“the local authority”) stands in many places. Those within the question's accepted
        sections are meant, where there are any; of those, the places that are a whole passage.

        Raises:
            EvaluationError: the words are not in the document.
        """
        if question not in self._evidence:
            accepted = [place for path in question.sections for place in self._section(path)]
            self._evidence[question] = [self._occurrences(question, e, accepted) for e in question.evidence]
        return self._evidence[question]

    def accepted(self, question: Question) -> list[Place]:
        """The sections (with their sub-sections) under which a quote is acceptable: those named and the evidence's."""
        named = [place for path in question.sections for place in self._section(path)]
        own = [self._holding(place) for places in self.evidence(question) for place in places]
        return list(dict.fromkeys([*named, *own]))

    def passages(self, place: Place) -> list[Passage]:
        """The passages that a place touches, in reading order."""
        passages = self.documents[place.document].passages
        return [p for p in passages if p.start < place.end and place.start < p.end]

    def group(self, question: Question) -> str:
        """The section of a question's first evidence, or the question's own id where it has none.

        Questions of one group are never independent: they are split and resampled together.
        """
        if not question.evidence:
            return question.id
        first = self.evidence(question)[0][0]
        return " > ".join((first.document, *self.passages(first)[0].section))

    def _section(self, path: str) -> list[Place]:
        try:
            return self._sections[folded(path)]
        except KeyError as error:
            raise EvaluationError(f"No document has a section “{path}”: correct the question's sections.") from error

    def _occurrences(self, question: Question, entry: Evidence, accepted: list[Place]) -> list[Place]:
        document = self.documents.get(entry.document)
        matches = re.finditer(re.escape(entry.quote), document.text) if document else ()
        places = [Place(entry.document, *match.span()) for match in matches]
        places = [place for place in places if self.passages(place)]
        if not places:
            raise EvaluationError(f"{question.id}: {entry.document} does not say “{entry.quote}”.")
        places = [p for p in places if any(p.overlap(a) for a in accepted)] or places
        return [p for p in places if any(_bare(x.text) == _bare(entry.quote) for x in self.passages(p))] or places

    def _holding(self, place: Place) -> Place:
        path = self.passages(place)[0].section
        sections = self.documents[place.document].sections
        return next(Place(place.document, s.start, s.end) for s in sections if s.path == path)


def _bare(text: str) -> str:
    return _EDGES.sub("", text)


def _myths(document: Document) -> list[Myth]:
    return [
        Myth(
            myth.text,
            Place(document.slug, myth.start, myth.end),
            Place(document.slug, reality.start, reality.end),
        )
        for section in document.sections
        for myth, reality in zip(section.passages, section.passages[1:], strict=False)
        if (myth.kind, reality.kind) == ("myth", "reality")
    ]
