"""The units of the documents that may answer a question, each with what speaks for it.

Four searches over the index (by meaning and by words, over the units and over the question bank) give the candidates;
their scores, and how well each fits what the question asks for, are the features that :mod:`assistant.rank` weighs.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.understand import Understood
from corpus.index.embedding import Vectors
from corpus.index.lexical import words
from corpus.index.reading import Index
from corpus.units import Unit

Floats = npt.NDArray[np.float64]

FEATURES = (
    "unit_meaning",
    "question_meaning",
    "questions_meaning",
    "unit_words",
    "question_words",
    "covered_by_unit",
    "covered_by_bank",
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
_UNITS_BY_MEANING = 60
_QUESTIONS_BY_MEANING = 160
_BY_WORDS = 25
_POOL = 60
_MOST_KEPT = 20_000
# What the features of the bank would be by the unit's own: fitted to units that have questions (decision 031).
_QUESTION_MEANING = (0.26, 0.55)
_QUESTIONS_MEANING = (0.20, 0.60)
_QUESTION_WORDS = (0.38, 0.16, 0.26)
_COVERED_BY_BANK = (0.22, 0.84)


@dataclass(frozen=True)
class Candidate:
    """A unit that may answer, its features (in the order of FEATURES) and the nearest bank question.

    ``has_bank`` is whether questions were written for its document.
    """

    unit: Unit
    number: int
    features: Floats
    nearest_question: int | None
    has_bank: bool


@dataclass(frozen=True)
class _Known:
    """What is looked at in a unit whatever the question: its words, the same with those of the bank's questions that it
    answers, its headings' words and numbers, its length."""

    words: frozenset[str]
    words_with_bank: frozenset[str]
    heading_words: frozenset[str]
    heading_numbers: frozenset[str]
    own_number: str
    length: float


@dataclass(frozen=True)
class Found:
    """What a search found: the candidates, and the bank's questions nearest in meaning with their similarities."""

    candidates: list[Candidate]
    questions: list[tuple[int, float]]
    weights: dict[str, float]


class Retriever:
    """Finds candidates in one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answering = np.array(index.answering_unit, dtype=np.int64)
        # Read when a unit is first found: a large index has many that never are.
        self._known = lru_cache(_MOST_KEPT)(self._read)
        bank: dict[int, set[str]] = defaultdict(set)
        for question, number in zip(index.questions, index.answering_unit, strict=True):
            bank[number].update(words(question.text))
        self._bank_vocabulary = bank
        with_bank = {index.units[number].first.document for number in bank}
        self._has_bank = [unit.first.document in with_bank for unit in index.units]

    def _read(self, number: int) -> _Known:
        unit = self._index.units[number]
        first = unit.first
        own = frozenset(words(unit.searched_text))
        return _Known(
            words=own,
            words_with_bank=own | self._bank_vocabulary[number] if number in self._bank_vocabulary else own,
            heading_words=frozenset(words(" ".join(first.section[-2:]))),
            heading_numbers=frozenset(heading.split(".")[0] for heading in first.section if heading[:1].isdigit()),
            own_number=first.text.split(" ")[0] if first.kind == "ideal" and not unit.whole else "",
            length=float(np.log1p(sum(len(passage.text) for passage in unit.passages)) / 8),
        )

    def search(self, understood: Understood, vector: Vectors) -> Found:
        """At most 60 candidates, in no order. ``vector`` is the embedding of what was understood."""
        index = self._index
        by_meaning = dict(index.unit_vectors.nearest(vector, _UNITS_BY_MEANING))
        asked: dict[int, list[tuple[float, int]]] = defaultdict(list)
        questions = index.question_vectors.nearest(vector, _QUESTIONS_BY_MEANING)
        for question, similarity in questions:
            asked[int(self._answering[question])].append((similarity, question))
        own = words(understood.text)
        query = own + own + words(understood.context) if understood.context else own
        unit_words = index.unit_words.scores(query)
        question_words = self._by_unit(index.question_words.scores(query))
        pool = self._pool(by_meaning, asked, unit_words, question_words)
        weights = {word: index.question_words.weight(word) + index.unit_words.weight(word) for word in set(query)}
        total = sum(weights.values())
        floor_unit = min(by_meaning.values(), default=0.0)
        floor_question = min((s for found in asked.values() for s, _ in found), default=0.0)
        best = {
            "units": float(unit_words.max(initial=0)) or 1.0,
            "questions": float(question_words.max(initial=0)) or 1.0,
        }
        found: list[Candidate] = []
        for number in pool:
            unit = index.units[number]
            near = asked.get(number, [])
            known = self._known(number)
            first, second, third = ([similarity for similarity, _ in near[:3]] + [floor_question] * 3)[:3]
            features = [
                by_meaning.get(number, floor_unit),
                first,
                (first + second + third) / 3,
                float(unit_words[number]) / best["units"],
                float(question_words[number]) / best["questions"],
                _covered(weights, total, known.words),
                _covered(weights, total, known.words_with_bank),
                _covered(weights, total, known.heading_words),
                *_fit(understood, unit, known),
            ]
            if not self._has_bank[number]:
                features[1:7] = _without_bank(features)
            nearest = near[0][1] if near else None
            found.append(Candidate(unit, number, np.array(features), nearest, self._has_bank[number]))
        return Found(found, questions, weights)

    def _by_unit(self, question_scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        best = np.zeros(len(self._index.units), dtype=np.float32)
        if len(self._answering):
            np.maximum.at(best, self._answering, question_scores)
        return best

    def _pool(
        self,
        by_meaning: dict[int, float],
        asked: dict[int, list[tuple[float, int]]],
        unit_words: npt.NDArray[np.float32],
        question_words: npt.NDArray[np.float32],
    ) -> list[int]:
        """The first of each search in turn, until there are enough."""
        ranked = [
            list(asked),
            list(by_meaning),
            _best(question_words),
            _best(unit_words),
        ]
        pool: dict[int, None] = {}
        for place in range(max(map(len, ranked), default=0)):
            pool.update((numbers[place], None) for numbers in ranked if place < len(numbers))
            if len(pool) >= _POOL:
                break
        return list(pool)[:_POOL]


def _best(scores: npt.NDArray[np.float32]) -> list[int]:
    """The places of the highest scores above 0, best first; only those are sorted."""
    found = np.flatnonzero(scores > 0)
    if len(found) > _BY_WORDS:
        lowest = np.partition(scores[found], -_BY_WORDS)[-_BY_WORDS]
        found = found[scores[found] >= lowest]
    return [int(n) for n in found[np.argsort(-scores[found], kind="stable")][:_BY_WORDS]]


def _without_bank(features: list[float]) -> list[float]:
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


def _covered(weights: dict[str, float], total: float, vocabulary: frozenset[str]) -> float:
    """The share of a question's words that a vocabulary has, each counted by its inverse document frequency.

    ``total`` is the sum of all weights.
    """
    return sum([weight for word, weight in weights.items() if word in vocabulary]) / total if total else 0.0


def _fit(understood: Understood, unit: Unit, known: _Known) -> tuple[float, ...]:
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
