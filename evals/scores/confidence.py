"""Scores of the confidence: does it tell good answers from bad ones, and does it mean what it says?

An answer given (answered or partial) is right when answering was acceptable and at least half of the evidence
was shown. Questions without evidence that may be answered are left out, as nothing says what is right; where such a
question may be answered in part only, a partial answer to it counts with the silences.
A baseline's confidence is only a ranking score: its risk–coverage curve can be read, its calibration can't.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.questions import Question
from evals.reply import Reply
from evals.scores.tally import Tally


@dataclass(frozen=True)
class Judged:
    """An answer given, how sure the system was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Confidence:
    """The figures of a run's confidence.

    ``curve``: (coverage, risk) as ever less confident answers are let in; coverage is out of all items judged,
    those that the system kept silent on included. ``bins``: (mean confidence, share right, count) by tenths.
    """

    answers: int
    items: int
    aurc: float | None
    brier: float | None
    curve: tuple[tuple[float, float], ...]
    bins: tuple[tuple[float, float, int], ...]


def judged(question: Question, reply: Reply, recall: Tally) -> Judged | None:
    """The answer as judged, or None where none was given or nothing says what is right."""
    if reply.status not in ("answered", "partial"):
        return None
    if reply.status not in question.outcome:
        return Judged(reply.confidence, right=False)
    return Judged(reply.confidence, right=(recall.value or 0.0) >= 0.5) if recall.of else None


def confidence(answers: Sequence[Judged], items: int) -> Confidence:
    """Risk–coverage curve and the area under it, Brier score and reliability bins.

    AURC: the mean, over the answers given in order of falling confidence, of the risk among those so far
    (Geifman, Uziel and El-Yaniv 2019); lower is better. Answers of equal confidence enter together. Brier (1950):
    the mean squared difference of confidence and outcome; lower is better. Both are None without answers.
    """
    if not answers:
        return Confidence(0, items, None, None, (), ())
    sure = np.array([answer.confidence for answer in answers])
    wrong = np.array([not answer.right for answer in answers], dtype=float)
    levels = np.unique(sure)[::-1]
    curve = [(float((sure >= level).sum()), float(wrong[sure >= level].mean())) for level in levels]
    shares = np.diff([0.0, *(count for count, _ in curve)]) / len(answers)
    numbers = np.minimum((sure * 10).astype(int), 9)
    bins = [
        (float(sure[numbers == n].mean()), float(1 - wrong[numbers == n].mean()), int((numbers == n).sum()))
        for n in np.unique(numbers)
    ]
    return Confidence(
        answers=len(answers),
        items=items,
        aurc=float(sum(share * risk for share, (_, risk) in zip(shares, curve, strict=True))),
        brier=float(np.mean((sure - (1 - wrong)) ** 2)),
        curve=tuple((count / items, risk) for count, risk in curve),
        bins=tuple(bins),
    )
