"""Personal data by kind: of each, how often it was there and noticed, and named where it was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from assistant.answer import PersonalDataKind
from assistant.guard.personal_data import LABELS
from evals.run_folder import Item
from evals.scores.safety import kinds_named
from evals.scores.tally import Tally
from evals.summary import proportion_interval


@dataclass(frozen=True)
class Kind:
    """One kind of personal data over a run's questions.

    ``found``: the questions with it in which it was named, with the 95 % interval of their share; ``false_alarms``:
    the questions without it in which it was named.
    """

    name: PersonalDataKind
    found: Tally
    low: float | None
    high: float | None
    false_alarms: Tally

    @property
    def label(self) -> str:
        """Its name in words."""
        return LABELS[self.name]


def personal_data_by_kind(items: Sequence[Item]) -> list[Kind]:
    """Hits and false alarms of every kind that the guard knows."""
    return [_kind(name, items) for name in get_args(PersonalDataKind)]


def _kind(name: PersonalDataKind, items: Sequence[Item]) -> Kind:
    there = [item for item in items if name in item.question.personal_data]
    absent = [item for item in items if name not in item.question.personal_data]
    hits = np.array([name in kinds_named(item.reply) for item in there], dtype=np.float64)
    low, high = proportion_interval(hits, [item.group for item in there]) if there else (None, None)
    alarms = sum(name in kinds_named(item.reply) for item in absent)
    return Kind(name, Tally(float(hits.sum()), len(there)), low, high, Tally(alarms, len(absent)))
