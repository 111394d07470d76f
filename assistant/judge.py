"""Whether what was found answers the question, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from assistant.answer import Status
from assistant.features import FEATURES
from assistant.model import Floats, load_model
from assistant.rank import Ranked
from assistant.reader import Reading
from assistant.retrieve import Found

_OF_MATCH = FEATURES[: FEATURES.index("heading")]  # how well the words and the meaning match
SIGNS = (
    "best_score",
    "best_share",
    "second_share",
    "spread",
    *(f"best_{name}" for name in _OF_MATCH),
    "most_question_meaning",
    "most_unit_meaning",
    "most_covered",
    "most_read",
    "searches_agree",
    "question_words",
    "rarest_word",
    "unknown_words",
    "rarest_unknown_word",
    "open",
)
# Chosen on the development questions, as are the likelihoods in myths.py.
ANSWERED_FROM = 0.4
PARTIAL_FROM = 0.3
# Which questions go unanswered was learned from the documents with a bank: another may answer those very ones, and so
# what a question asks for counts less where the best passage has no bank (decision 031).
_OPEN_WITHOUT_BANK = 0.1
_PARTIAL_WITHOUT_BANK = 0.26
# A question that the bank has in nearly the same words is answered by the passage that it was written for, if the
# reader says so too, however short it is: of 81 development questions that nothing answers none came so near.
_SAME_QUESTION = 0.83
_READ_THERE = -0.5  # logarithm of how likely it is by the reader
_SURE_ENOUGH = 0.5


@dataclass(frozen=True)
class Verdict:
    """What an answer may claim; ``confidence`` is the calibrated probability that the documents answer the question."""

    status: Status
    confidence: float


def judge(ranked: list[Ranked], found: Found, reading: Reading) -> Verdict:
    """Judge what was found and then ranked.

    What a question asks for (a number of days, a form, a penalty), which the reader has read, says as much as what was
    found.
    """
    if not ranked:
        return Verdict("abstained", 0.0)
    model, row = load_model("judge"), signs(ranked, found, reading)
    partial_from = PARTIAL_FROM
    if not ranked[0].has_bank:
        row[-1] = model.mean[-1] + _OPEN_WITHOUT_BANK * (row[-1] - model.mean[-1])
        partial_from = _PARTIAL_WITHOUT_BANK
    confidence = float(model.probabilities(row[None, :])[0])
    first = dict(zip(FEATURES, ranked[0].features, strict=True))
    if first["question_meaning"] >= _SAME_QUESTION and first["read"] >= _READ_THERE:
        confidence = max(confidence, _SURE_ENOUGH)
    if confidence >= ANSWERED_FROM:
        return Verdict("answered", round(confidence, 3))
    return Verdict("partial" if confidence >= partial_from else "abstained", round(confidence, 3))


def signs(ranked: list[Ranked], found: Found, reading: Reading) -> Floats:
    """The features of the judgement, in the order of SIGNS."""
    open_share = min(max(reading.likely("open"), 1e-4), 1 - 1e-4)
    features = np.array([candidate.features for candidate in ranked])
    shares = np.array([candidate.share for candidate in ranked])
    by_question, by_unit, by_reader = (FEATURES.index(name) for name in ("question_meaning", "unit_meaning", "read"))
    winners = {
        int(np.argmax(features[:, column]))
        for column in (by_question, by_unit, by_reader, FEATURES.index("question_words"))
    }
    weights = found.weights
    unknown = [weight for word, weight in weights.items() if word in found.unknown]
    total = sum(weights.values()) or 1.0
    return np.array(
        [
            ranked[0].raw,
            shares[0],
            shares[1] if len(shares) > 1 else 0.0,
            float(-(shares * np.log(shares + 1e-9)).sum()),
            *features[0, : len(_OF_MATCH)],
            features[:, by_question].max(),
            features[:, by_unit].max(),
            features[:, FEATURES.index("covered_by_bank")].max(),
            features[:, by_reader].max(),
            float(len(winners)),
            np.log1p(len(weights)),
            max(weights.values(), default=0.0) / total,
            sum(unknown) / total,
            max(unknown, default=0.0) / total,
            float(np.log(open_share / (1 - open_share))),
        ]
    )
