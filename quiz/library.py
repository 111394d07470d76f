"""The index as the makers see it: quotes found in their passages, and meanings compared."""

import contextlib
import re
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from corpus.document import Passage, fingerprint
from corpus.index.embedding import Vectors
from corpus.index.reading import open_index
from corpus.settings import Settings
from quiz.errors import QuizError
from quiz.item import Source

_SENTENCE_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!etc)(?<=[.?!]) +(?=[A-Z‘'])")


class Library:
    """The documents of the index in use, searched by their exact words and compared by meaning.

    Raises:
        SignpostError: there is no index, or it can't be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.index = index = open_index(settings)
        self.fingerprints = {slug: fingerprint(stored.text) for slug, stored in index.documents.items()}
        self.passages = [passage for passage in index.passages if passage.quotable]
        self._kept = settings.data / f"quiz-vectors-{index.manifest.model_fingerprint}.npz"
        self._vectors: dict[str, Vectors] = _load(self._kept)
        self._saved = len(self._vectors)

    def find(self, quote: str, document: str, section: str = "") -> Passage:
        """The first passage that can be quoted and holds these exact words: of this document, else of another.

        ``section`` is a heading above it.

        Raises:
            QuizError: there is none.
        """
        for passage in sorted(self.passages, key=lambda p: p.document != document):
            if quote in passage.text and (not section or section in passage.section):
                return passage
        raise QuizError(
            f"No document has a passage with the words “{quote}”: mend what quiz/reviewed has on {document}."
        )

    def lead_in(self, begins: str, document: str) -> list[Passage]:
        """The passages directly under the one that begins with these words.

        Raises:
            QuizError: no passage begins so, or it leads in to none.
        """
        for passage in self.passages:
            if passage.document == document and passage.text.startswith(begins):
                items = [other for other in self.passages if other.parent == passage.id]
                if items:
                    return items
        raise QuizError(f"The document {document} has no list that begins “{begins}”: mend quiz/reviewed.")

    def column(self, headings: Sequence[str], document: str) -> list[Passage]:
        """The passages of a column, by its last two headings.

        Raises:
            QuizError: there is no such column.
        """
        found = [p for p in self.passages if p.document == document and p.section[-2:] == tuple(headings)]
        if not found:
            raise QuizError(f"The document {document} has no column {' > '.join(headings)}: mend quiz/reviewed.")
        return found

    def source(self, passage: Passage, quote: str | None = None) -> Source:
        """The source of a passage, or of the words in it that are quoted."""
        words = passage.text if quote is None else quote
        start = passage.start + passage.text.index(words)
        return Source(
            document=passage.document,
            title=self.index.documents[passage.document].about.title,
            fingerprint=self.fingerprints[passage.document],
            section=" > ".join(passage.section),
            passage=passage.id,
            start=start,
            end=start + len(words),
            quote=words,
            authority=passage.authority,
        )

    def likeness(self, one: str, other: str) -> float:
        """How alike two texts are in meaning: the cosine of their vectors, at most 1."""
        return float(self.vector(one) @ self.vector(other))

    def vector(self, text: str) -> Vectors:
        """The unit vector of a text, computed once."""
        if text not in self._vectors:
            self._vectors[text] = self.index.embed(text)
        return self._vectors[text]

    def save(self) -> None:
        """Keep the vectors for the next time; where the folder can't be written, they are computed again then."""
        if len(self._vectors) == self._saved:
            return
        with contextlib.suppress(OSError), tempfile.NamedTemporaryFile(dir=self._kept.parent, delete=False) as file:
            texts = list(self._vectors)
            np.savez(file, texts=np.array(texts), vectors=np.stack([self._vectors[text] for text in texts]))
            file.close()
            Path(file.name).replace(self._kept)
            self._saved = len(texts)


def _load(path: Path) -> dict[str, Vectors]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}


@cache
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())
