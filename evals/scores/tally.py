"""A score's value with the counts behind it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from evals.ground import Ground, Place
from evals.questions import Question
from evals.reply import Quote, Reply


@dataclass(frozen=True)
class Tally:
    """``total`` out of ``of``. Where there was nothing to count the value is None: not applicable, never 0 or 1."""

    total: float
    of: float

    @property
    def value(self) -> float | None:
        """The quotient, or None where the denominator is empty."""
        return self.total / self.of if self.of else None


NOTHING = Tally(0, 0)

Measure = Callable[[Question, Reply, Ground], Tally]


@dataclass(frozen=True)
class Score:
    """A score: its name in files, its name in words, which way is better, and how it is measured."""

    name: str
    label: str
    better: Literal["higher", "lower"]
    measure: Measure
    statistic: Literal["mean", "median"] = "mean"
    unit: Literal["share", "characters", "ms"] = "share"

    @property
    def definition(self) -> str:
        """The first paragraph of the measure's docstring."""
        return " ".join((inspect.getdoc(self.measure) or "").split("\n\n")[0].split())


def yes(condition: bool) -> Tally:
    """1 of 1 or 0 of 1."""
    return Tally(int(condition), 1)


def places(quote: Quote) -> list[Place]:
    """The stretches of the stored documents that a quote shows."""
    return [Place(quote.document, start, end) for start, end in quote.spans]


def owes_an_answer(question: Question, reply: Reply) -> bool:
    """Whether the reply is to be judged by what it cites: not where the question allows the abstention given."""
    return reply.status in ("answered", "partial") or reply.status not in question.outcome
