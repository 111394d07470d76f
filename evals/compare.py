"""Two runs over the same questions: what changed, and could it be chance?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.stats import norm, permutation_test

from corpus.errors import EvaluationError
from evals.failures import failures
from evals.run_folder import Item, Run
from evals.scores import ALL, BY_NAME
from evals.scores.tally import Tally
from evals.summary import interval, mean

Floats = npt.NDArray[np.float64]


class Scored(Protocol):
    """Anything with scores: an item of a run or of the blessed one."""

    @property
    def group(self) -> str:
        """What it is resampled with."""
        ...

    @property
    def scores(self) -> Mapping[str, Tally]:
        """Its scores by name."""
        ...


_PERMUTATIONS = 4999
_SEED = 20
_FEWEST = 6  # sections: fewer that change can't reach 5 % in a two-sided test, as 2 / 2**5 is more


@dataclass(frozen=True)
class Difference:
    """A score's mean in two runs over the items to which it applies in both, and the difference ``after - before``.

    ``low`` and ``high``: the 95 % interval of the difference. ``p``: how often chance alone would give one as
    great. ``detectable``: the smallest true difference that such items would show four times in five; None where
    no item changed, as nothing then tells how much they vary.
    """

    score: str
    items: int
    before: float
    after: float
    low: float
    high: float
    p: float
    detectable: float | None

    @property
    def change(self) -> float:
        """How much the mean rose (negative: fell)."""
        return self.after - self.before

    @property
    def worse(self) -> bool:
        """Whether the change is for the worse, significant or not."""
        return self.change < 0 if BY_NAME[self.score].better == "higher" else self.change > 0

    @property
    def p_worse(self) -> float:
        """How often chance alone would make it as much worse (one-sided; the test is symmetric)."""
        return self.p / 2 if self.worse else 1 - self.p / 2


@dataclass(frozen=True)
class Comparison:
    """What changed between two runs. Pairs are (before, after)."""

    before: Run
    after: Run
    differences: tuple[Difference, ...]
    broken: tuple[tuple[Item, Item], ...]
    mended: tuple[tuple[Item, Item], ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs, item by item.

    Raises:
        EvaluationError: they are over different questions.
    """
    if before.info.questions != after.info.questions:
        raise EvaluationError(
            f"{before.name} and {after.name} are over different questions ({before.info.count} and "
            f"{after.info.count}): run both with the same --questions and --split."
        )
    pairs = list(zip(before.items, after.items, strict=True))
    passed = [(pair, not failures(pair[0]), not failures(pair[1])) for pair in pairs]
    return Comparison(
        before,
        after,
        differences=differences(pairs, [score.name for score in ALL]),
        broken=tuple(pair for pair, first, second in passed if first and not second),
        mended=tuple(pair for pair, first, second in passed if second and not first),
    )


def differences(pairs: Sequence[tuple[Scored, Scored]], scores: Sequence[str]) -> tuple[Difference, ...]:
    """The difference in each score that applies to at least one pair in both runs."""
    made = []
    for name in scores:
        both = [(a, b) for a, b in pairs if a.scores[name].of and b.scores[name].of]
        if both:
            values = np.array([[item.scores[name].value for item in pair] for pair in both], dtype=np.float64)
            made.append(_difference(name, values, [a.group for a, _ in both]))
    return tuple(made)


def _difference(name: str, values: Floats, groups: Sequence[str]) -> Difference:
    changes = values[:, 1] - values[:, 0]
    low, high = interval(changes, groups, mean)
    return Difference(
        score=name,
        items=len(values),
        before=float(values[:, 0].mean()),
        after=float(values[:, 1].mean()),
        low=low,
        high=high,
        p=_p_value(changes, groups),
        detectable=_detectable(changes, groups),
    )


def _p_value(changes: Floats, groups: Sequence[str]) -> float:
    """Two-sided paired permutation test (scipy): the two runs change places within whole groups."""
    sums = _group_sums(changes, groups)
    sums = sums[sums != 0]  # the others change nothing, whichever way round they are
    if len(sums) < 2:
        return 1.0  # swapping the only group gives the same size of difference
    tested = permutation_test(
        (np.zeros_like(sums), sums),
        lambda a, b, axis: np.sum(b - a, axis=axis),
        permutation_type="samples",
        n_resamples=_PERMUTATIONS,
        vectorized=True,
        rng=np.random.default_rng(_SEED),
    )
    return float(tested.pvalue)


def _detectable(changes: Floats, groups: Sequence[str]) -> float | None:
    """The smallest difference found with 80 % power at the 5 % level, from the spread of these changes by group.

    (z(0.975) + z(0.8)) standard errors of the clustered mean (Bloom 1995, minimum detectable effects), but no less
    than six groups make that change as much as these did: no permutation test finds fewer.
    """
    sums, sizes = _group_sums(changes, groups), _group_sums(np.ones_like(changes), groups)
    if len(sums) < 2 or not changes.any():
        return None
    centred = sums - changes.mean() * sizes
    error = np.sqrt(len(sums) / (len(sums) - 1) * np.sum(centred**2)) / len(changes)
    changed = np.abs(sums[sums != 0])
    least = _FEWEST * changed.mean() / len(changes) if len(changed) else 0.0
    return float(max((norm.ppf(0.975) + norm.ppf(0.8)) * error, least))


def _group_sums(values: Floats, groups: Sequence[str]) -> Floats:
    names = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.bincount([names[group] for group in groups], weights=values).astype(np.float64)
