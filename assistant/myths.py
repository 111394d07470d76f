"""Whether a question rests on a belief that the guidance corrects."""

from dataclasses import dataclass

from assistant.rank import Ranked
from assistant.reader import Reading, load_reader
from corpus.document import Passage
from corpus.index.reading import Index

# A belief must be likely by itself, or less so where the passage that corrects it is the best found: a true statement
# near a myth mostly finds another first. Of the evaluation's 126 true statements near a myth 6 are taken for one. At
# 0.7, or 0.3 where the passage was one of the best three, it was 12, and fewer beliefs were found.
_LIKELY = 0.5
_LIKELY_WHERE_FIRST = 0.3


@dataclass(frozen=True)
class Myth:
    """A belief that the documents call a myth, and the passage that corrects it."""

    myth: Passage
    reality: Passage


def find_myth(index: Index, reading: Reading, ranked: list[Ranked]) -> Myth | None:
    """The myth that a question rests on, if it rests on one."""
    shares = dict(zip(load_reader().myths, reading.shares["belief"][1:], strict=True))
    first = ranked[0].unit.first.id if ranked else None
    found: list[tuple[float, Myth]] = []
    for myth, reality in index.realities:
        needed = _LIKELY_WHERE_FIRST if reality.id == first else _LIKELY
        found.append((float(shares.get(myth.id, 0.0)) / needed, Myth(myth, reality)))
    return max((pair for pair in found if pair[0] >= 1), key=lambda pair: pair[0], default=(0.0, None))[1]
