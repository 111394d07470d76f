"""A run in figures: every score by stratum, with intervals that allow for questions about the same section."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import beta, t

from evals.run_folder import Item
from evals.scores import ALL, BY_NAME
from evals.scores.confidence import Confidence, confidence, judged
from evals.scores.tally import Score

Statistic = Literal["mean", "median", "p95"]
Floats = npt.NDArray[np.float64]

RESAMPLES = 2000
_SEED = 20


@dataclass(frozen=True)
class Figure:
    """A score over some items: the statistic with its 95 % interval, and the counts behind it.

    ``items``: how many items the score applies to; ``value`` is None where that is none. ``total`` out of ``of``
    sums their tallies.
    """

    score: str
    statistic: Statistic
    value: float | None
    low: float | None
    high: float | None
    items: int
    total: float
    of: float


def figure(items: Sequence[Item], score: str, statistic: Statistic = "mean") -> Figure:
    """One score over items. The mean is over items, each counting the same (macro-averaged)."""
    pairs = [(item.group, item.scores[score]) for item in items if item.scores[score].of]
    values = np.array([tally.value for _, tally in pairs], dtype=np.float64)
    if not len(values):
        return Figure(score, statistic, None, None, None, 0, 0, 0)
    groups = [group for group, _ in pairs]
    if statistic == "mean" and BY_NAME[score].unit == "share" and set(values) <= {0.0, 1.0}:
        low, high = proportion_interval(values, groups)
    else:
        low, high = interval(values, groups, _STATISTICS[statistic])
    return Figure(
        score,
        statistic,
        float(_STATISTICS[statistic](values)),
        low,
        high,
        len(values),
        sum(tally.total for _, tally in pairs),
        sum(tally.of for _, tally in pairs),
    )


def interval(
    values: Floats, groups: Sequence[str], statistic: Callable[[Floats], float], resamples: int = RESAMPLES
) -> tuple[float, float]:
    """The 95 % percentile interval of a statistic by the cluster bootstrap: whole groups are drawn, with replacement.

    Source: Davison and Hinkley, Bootstrap Methods and their Application (1997), sections 2.4 and 3.8.
    """
    names = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    members: list[list[int]] = [[] for _ in names]
    for number, group in enumerate(groups):
        members[names[group]].append(number)
    clusters = [values[numbers] for numbers in members]
    random = np.random.default_rng(_SEED)
    draws = random.integers(0, len(clusters), size=(resamples, len(clusters)))
    if statistic is mean:
        sums, sizes = np.array([c.sum() for c in clusters]), np.array([len(c) for c in clusters])
        made = sums[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    else:
        made = np.array([statistic(np.concatenate([clusters[n] for n in draw])) for draw in draws[:500]])
    low, high = np.quantile(made, [0.025, 0.975])
    return float(low), float(high)


def proportion_interval(values: Floats, groups: Sequence[str]) -> tuple[float, float]:
    """The 95 % interval of a proportion, where each item has 0 or 1: resampling few of them promises too much.

    Clopper and Pearson's limits (1934) for as many independent items as these are worth, seen how alike those of
    a group are: Korn and Graubard, Survey Methodology 24 (1998). Where all have the same value that can't be
    seen, and each group counts as one item.
    """
    share, count = float(values.mean()), len(values)
    names = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    worth = float(len(names))
    if 0 < share < 1 and len(names) > 1:
        sums = np.bincount([names[group] for group in groups], weights=values - share)
        variance = len(names) / (len(names) - 1) * float(np.sum(sums**2)) / count**2
        worth = min(count, share * (1 - share) / variance) if variance else count
        worth *= (t.ppf(0.975, count - 1) / t.ppf(0.975, len(names) - 1)) ** 2
    low = beta.ppf(0.025, share * worth, (1 - share) * worth + 1) if share > 0 else 0.0
    high = beta.ppf(0.975, share * worth + 1, (1 - share) * worth) if share < 1 else 1.0
    return float(low), float(high)


def by_stratum(items: Sequence[Item], scores: Sequence[Score] = ALL) -> dict[str, dict[str, Figure]]:
    """Figures by stratum and score; the stratum “all” comes first. Scores that apply to no item are left out."""
    strata = dict.fromkeys(["all", *(item.question.stratum for item in items)])
    made: dict[str, dict[str, Figure]] = {}
    for stratum in strata:
        chosen = [item for item in items if stratum in ("all", item.question.stratum)]
        figures = [figure(chosen, score.name, score.statistic) for score in scores]
        made[stratum] = {each.score: each for each in figures if each.items}
    return made


def mean(values: Floats) -> float:
    """The arithmetic mean."""
    return float(np.mean(values))


def _median(values: Floats) -> float:
    return float(np.median(values))


def _p95(values: Floats) -> float:
    return float(np.quantile(values, 0.95))


_STATISTICS: dict[Statistic, Callable[[Floats], float]] = {"mean": mean, "median": _median, "p95": _p95}


def confidence_of(items: Sequence[Item]) -> Confidence:
    """The figures of the confidence over a run's items."""
    considered = [i for i in items if i.question.evidence or not {"answered"} & set(i.question.outcome)]
    answers = [judged(i.question, i.reply, i.scores["evidence_recall"]) for i in considered]
    return confidence([answer for answer in answers if answer], len(considered))
