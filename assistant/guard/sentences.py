"""A message becomes its sentences, so that one urgent sentence in a long message is seen."""

import itertools
import re
from collections.abc import Callable

import numpy as np

from corpus.index.embedding import Vectors

# A sentence ends at its mark, unless that belongs to a title, an initial or an abbreviation.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bMrs)(?<!\bMs)(?<!\be\.g)(?<!\bi\.e)(?<!\bno)[.!?…]+[\"”’')\]]*\s+|\n+"
)
_SHORTEST = 2  # words


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, each of at least two words, in order."""
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    parts = [text[start:end].strip() for start, end in itertools.pairwise(ends)]
    return [part for part in parts if len(part.split()) >= _SHORTEST]


def vectors_of(text: str, vector: Vectors, embed: Callable[[str], Vectors]) -> Vectors:
    """The vector of a message and those of its sentences, of shape (1 + sentences, dimensions).

    ``vector`` is the message's own. A message of one sentence is not embedded again: it has one row.
    """
    parts = sentences(text)
    return np.stack([vector, *(embed(part) for part in parts)] if len(parts) > 1 else [vector])


def units(text: str, vectors: Vectors) -> list[tuple[str, Vectors | None]]:
    """A message and then its sentences, where it has several, each with its vector from what :func:`vectors_of` gave.

    The sentences have none where they were not embedded (``vectors`` of one row or of shape (dimensions,)).
    """
    whole, *rows = np.atleast_2d(vectors)
    parts = sentences(text)
    if len(parts) == 1:
        return [(text, whole)]
    return [(text, whole), *zip(parts, rows or [None] * len(parts), strict=True)]
