"""How likely each candidate is to answer the question: a small model over the features of :mod:`assistant.retrieve`."""

from dataclasses import dataclass

import numpy as np

from assistant.model import Floats, load_model
from assistant.retrieve import Candidate
from corpus.units import Unit


@dataclass(frozen=True, eq=False)
class Ranked:
    """A candidate with its place among the others.

    ``share`` is how likely it is to be the one that answers (the shares of a list add up to 1); ``raw`` is the
    model's score before it is set against the others; ``has_bank`` whether questions were written for its document.
    """

    unit: Unit
    share: float
    raw: float
    features: Floats
    has_bank: bool = True


def rank(candidates: list[Candidate]) -> list[Ranked]:
    """The candidates, best first."""
    if not candidates:
        return []
    raw = load_model("ranker").scores(np.array([candidate.features for candidate in candidates]))
    shares = np.exp(raw - raw.max())
    shares /= shares.sum()
    return [
        Ranked(candidates[n].unit, float(shares[n]), float(raw[n]), candidates[n].features, candidates[n].has_bank)
        for n in np.argsort(-raw, kind="stable")
    ]
