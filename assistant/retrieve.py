"""The units of the documents that may answer a question, each with what speaks for it.

Four searches over the index (by meaning and by words, over the units and over the question bank) and the reader, which
has learned the bank, give the candidates; their scores, and how well each fits what the question asks for, are the
features that :mod:`assistant.rank` weighs.
"""

from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.features import Known, covered, fit, known_of, reads, without_bank
from assistant.model import Floats
from assistant.reader import Reading, load_reader
from assistant.understand import Understood
from corpus.index.embedding import Vectors
from corpus.index.lexical import words
from corpus.index.reading import Index
from corpus.units import Unit

_UNITS_BY_MEANING = 60
_QUESTIONS_BY_MEANING = 160
_BY_WORDS = 25
_READ = 25
_POOL = 60
_MOST_KEPT = 20_000
# The searches by meaning go on while the guard looks at the question and its words are searched for.
_AT_ONCE = ThreadPoolExecutor(thread_name_prefix="search")


@dataclass(frozen=True)
class Candidate:
    """A unit that may answer, and its features (in the order of FEATURES).

    ``has_bank`` is whether questions were written for its document.
    """

    unit: Unit
    number: int
    features: Floats
    has_bank: bool


@dataclass(frozen=True)
class Found:
    """What a search found: the candidates, and the question's words with their inverse document frequencies.

    ``unknown`` are those of its words that no document has.
    """

    candidates: list[Candidate]
    weights: dict[str, float]
    unknown: frozenset[str]


@dataclass(frozen=True)
class Near:
    """What is nearest in meaning, as it is searched for: units, and questions of the bank, each with its similarity."""

    units: Future[list[tuple[int, float]]]
    questions: Future[list[tuple[int, float]]]


class Retriever:
    """Finds candidates in one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answering = np.array(index.answering_unit, dtype=np.int64)
        classes = {key: number for number, key in enumerate(load_reader().units)}
        self._class = [classes.get(unit.key) for unit in index.units]
        self._unit_of_class = {known: number for number, known in enumerate(self._class) if known is not None}
        bank: dict[int, set[str]] = defaultdict(set)
        for question, number in zip(index.questions, index.answering_unit, strict=True):
            bank[number].update(words(question.text))

        # Read when a unit is first found: a large index has many that never are. Not a method: a retriever that held
        # one of its own would hold the index too until Python's collector came by.
        @lru_cache(_MOST_KEPT)
        def known(number: int) -> Known:
            return known_of(index.units[number], bank.get(number, frozenset()))

        self._known = known
        with_bank = {index.units[number].first.document for number in bank}
        self._has_bank = [unit.first.document in with_bank for unit in index.units]

    def begin(self, vector: Vectors) -> Near:
        """Begin to search for what is nearest to a vector, the embedding of what is said."""
        return Near(
            _AT_ONCE.submit(self._index.unit_vectors.nearest, vector, _UNITS_BY_MEANING),
            _AT_ONCE.submit(self._index.question_vectors.nearest, vector, _QUESTIONS_BY_MEANING),
        )

    def search(self, understood: Understood, near: Near, reading: Reading) -> Found:
        """At most 60 candidates, in no order.

        ``near`` is what :meth:`begin` gave for what was said, ``reading`` what was read in it.
        """
        index = self._index
        own = words(understood.text)
        query = own + own + words(understood.context) if understood.context else own
        asked: dict[int, list[tuple[float, int]]] = defaultdict(list)
        unit_words = index.unit_words.scores(query)
        question_words = self._by_unit(index.question_words.scores(query))
        by_meaning = dict(near.units.result())
        for question, similarity in near.questions.result():
            asked[int(self._answering[question])].append((similarity, question))
        pool = self._pool(by_meaning, asked, unit_words, question_words, reading)
        asked_for = dict.fromkeys(query)  # each once, in the same order in every process
        weights = {word: index.question_words.weight(word) + index.unit_words.weight(word) for word in asked_for}
        total = sum(weights.values())
        floor_unit = min(by_meaning.values(), default=0.0)
        floor_question = min((s for found in asked.values() for s, _ in found), default=0.0)
        best = {
            "units": float(unit_words.max(initial=0)) or 1.0,
            "questions": float(question_words.max(initial=0)) or 1.0,
        }
        found: list[Candidate] = []
        meaning = [by_meaning.get(number, floor_unit) for number in pool]
        read = reads(
            np.array(meaning),
            np.array([np.nan if (n := self._class[number]) is None else reading.units[n] for number in pool]),
        ).tolist()
        for place, number in enumerate(pool):
            unit = index.units[number]
            alike = asked.get(number, [])
            known = self._known(number)
            first, second, third = ([similarity for similarity, _ in alike[:3]] + [floor_question] * 3)[:3]
            features = [
                meaning[place],
                first,
                (first + second + third) / 3,
                float(unit_words[number]) / best["units"],
                float(question_words[number]) / best["questions"],
                covered(weights, total, known.words),
                covered(weights, total, known.words_with_bank),
                read[place],
                covered(weights, total, known.heading_words),
                *fit(understood, unit, known),
            ]
            if not self._has_bank[number]:
                features[1:7] = without_bank(features)
            found.append(Candidate(unit, number, np.array(features), self._has_bank[number]))
        return Found(found, weights, frozenset(word for word in weights if not index.unit_words.knows(word)))

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
        reading: Reading,
    ) -> list[int]:
        """The first of each search in turn, until there are enough."""
        ranked = [
            list(asked),
            [self._unit_of_class[n] for n in np.argsort(-reading.units)[:_READ] if n in self._unit_of_class],
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
