"""Whether a question rests on a belief that the guidance corrects."""

from dataclasses import dataclass

import numpy as np

from assistant.model import Floats, load_model
from assistant.rank import Ranked
from corpus.document import Passage
from corpus.index.reading import Index

SIGNS = ("belief", "belief_over_other", "belief_over_reality", "beliefs_in_ten", "share", "place", "unit_meaning")
_FROM = 0.5


@dataclass(frozen=True)
class Myth:
    """A belief that the documents call a myth, and the passage that corrects it."""

    myth: Passage
    reality: Passage


def find_myth(index: Index, nearest: list[tuple[int, float]], ranked: list[Ranked]) -> Myth | None:
    """The myth that a question rests on, if it rests on one.

    ``nearest`` are the bank's questions nearest in meaning, with their similarities. The bank holds, for every
    myth, questions whose asker believes it; a question that is nearer to those than to any other rests on it.
    """
    found = [(myth, signs(myth, index, nearest, ranked)) for myth in myths(index)]
    scored = [
        (float(load_model("myths").probabilities(row[None, :])[0]), myth) for myth, row in found if row is not None
    ]
    probability, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if probability >= _FROM else None


def myths(index: Index) -> list[Myth]:
    """Every myth of the documents with its reality."""
    pairs = [(index.passage(p.parent), p) for p in index.passages if p.kind == "reality" and p.parent]
    return [Myth(myth, reality) for myth, reality in pairs if myth is not None]


def signs(myth: Myth, index: Index, nearest: list[tuple[int, float]], ranked: list[Ranked]) -> Floats | None:
    """The features of one myth for one question, in the order of SIGNS; None where nothing points to it."""
    place = next((n for n, candidate in enumerate(ranked) if candidate.unit.first.id == myth.reality.id), None)
    beliefs = [similarity for number, similarity in nearest if index.questions[number].passage == myth.myth.id]
    if not beliefs or place is None:
        return None
    corrections = [similarity for number, similarity in nearest if index.questions[number].passage == myth.reality.id]
    pair = (myth.myth.id, myth.reality.id)
    others = [similarity for number, similarity in nearest if index.questions[number].passage not in pair]
    return np.array(
        [
            beliefs[0],
            beliefs[0] - max(others, default=0.0),
            beliefs[0] - max(corrections, default=0.0),
            float(sum(index.questions[number].passage == myth.myth.id for number, _ in nearest[:10])),
            ranked[place].share,
            1.0 / (1 + place),
            float(ranked[place].features[0]),
        ]
    )
