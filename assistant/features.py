"""What speaks for a unit that may answer a question: the features that :mod:`assistant.rank` weighs."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from assistant.model import Floats
from assistant.understand import Understood
from corpus.index.lexical import words
from corpus.units import Unit

FEATURES = (
    "unit_meaning",
    "question_meaning",
    "questions_meaning",
    "unit_words",
    "question_words",
    "covered_by_unit",
    "covered_by_bank",
    "read",
    "heading",
    "column_asked",
    "column_other",
    "whole_asked",
    "whole_unasked",
    "number",
    "document",
    "length",
    "is_reality",
)
# What the features of the bank would be by the unit's own: fitted to units that have questions (decision 031).
_QUESTION_MEANING = (0.26, 0.55)
_QUESTIONS_MEANING = (0.20, 0.60)
_QUESTION_WORDS = (0.38, 0.16, 0.26)
_COVERED_BY_BANK = (0.22, 0.84)
_SHARPNESS = 20.0  # of a softmax over how near the units are, that it says how likely each is the right one
_LEAST_READ = -8.0


@dataclass(frozen=True)
class Known:
    """What is looked at in a unit whatever the question: its words, the same with those of the bank's questions that it
    answers, its headings' words and numbers, its length."""

    words: frozenset[str]
    words_with_bank: frozenset[str]
    heading_words: frozenset[str]
    heading_numbers: frozenset[str]
    own_number: str
    length: float


def known_of(unit: Unit, bank: Set[str]) -> Known:
    """What is known of a unit; ``bank`` are the words of the bank's questions that it answers."""
    first = unit.first
    own = frozenset(words(unit.searched_text))
    return Known(
        words=own,
        words_with_bank=own | bank,
        heading_words=frozenset(words(" ".join(first.section[-2:]))),
        heading_numbers=frozenset(heading.split(".")[0] for heading in first.section if heading[:1].isdigit()),
        own_number=first.text.split(" ")[0] if first.kind == "ideal" and not unit.whole else "",
        length=float(np.log1p(sum(len(passage.text) for passage in unit.passages)) / 8),
    )


def without_bank(features: list[float]) -> list[float]:
    """The features from question_meaning to covered_by_bank of a unit whose document has no questions.

    The ranker has learned from units with questions: these are what a unit as near as this one would have.
    """
    meaning, unit_words, covered = features[0], features[3], features[5]
    return [
        _QUESTION_MEANING[0] + _QUESTION_MEANING[1] * meaning,
        _QUESTIONS_MEANING[0] + _QUESTIONS_MEANING[1] * meaning,
        unit_words,
        min(_QUESTION_WORDS[0] + _QUESTION_WORDS[1] * meaning + _QUESTION_WORDS[2] * unit_words, 1.0),
        covered,
        min(_COVERED_BY_BANK[0] + _COVERED_BY_BANK[1] * covered, 1.0),
    ]


def reads(meaning: Floats, shares: Floats) -> Floats:
    """The logarithm of how likely the reader finds each candidate to answer, down to what is as good as none.

    ``meaning`` is how near each candidate is to the question. ``shares`` is how likely the reader finds each, NaN for
    those that it does not know: by their nearness alone these have a part of the whole among them, and those that it
    knows share the rest (decision 007).
    """
    near = np.exp(_SHARPNESS * (meaning - meaning.max(initial=0.0)))
    near /= near.sum() or 1.0
    unknown = np.isnan(shares)
    likely = np.where(unknown, near, shares * (1.0 - near[unknown].sum()))
    return np.asarray(np.maximum(np.log(likely + 1e-9), _LEAST_READ))


def covered(weights: dict[str, float], total: float, vocabulary: frozenset[str]) -> float:
    """The share of a question's words that a vocabulary has, each counted by its inverse document frequency.

    ``total`` is the sum of all weights.
    """
    return sum([weight for word, weight in weights.items() if word in vocabulary]) / total if total else 0.0


def fit(understood: Understood, unit: Unit, known: Known) -> tuple[float, ...]:
    """How well a unit fits what the question names: column, list, numbers, document; and its own length and kind."""
    first, column, documents = unit.first, understood.column, understood.documents
    return (
        float(column == first.kind) + float(column == first.kind and unit.whole),
        float(column is not None and column != first.kind),
        float(unit.whole and understood.wants_list),
        float(unit.whole and not understood.wants_list),
        float(not understood.numbers.isdisjoint(known.heading_numbers))
        + 2 * float(known.own_number in understood.numbers),
        float(first.document in documents) - float(bool(documents) and first.document not in documents),
        known.length,
        float(first.kind == "reality"),
    )
