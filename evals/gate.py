"""The gate: a change may not make the assistant significantly worse than the blessed run, nor take it below a floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from scipy.stats import false_discovery_control

from corpus.errors import EvaluationError
from evals.blessed import Blessed
from evals.compare import Difference, differences
from evals.questions import Question, Stratum
from evals.run_folder import Run
from evals.scores import BY_NAME
from evals.summary import Figure, Statistic, figure

FLOORS = Path(__file__).resolve().parent / "floors.yaml"
SAMPLE = Path(__file__).resolve().parent / "sample.yaml"
_LEVEL = 0.05

Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bound(_Strict):
    """The least or the most that a figure may be."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give one of at_least and at_most")
        return self

    def holds(self, value: float) -> bool:
        """Whether a value keeps to the bound."""
        return value >= self.at_least if self.at_least is not None else value <= (self.at_most or 0.0)

    def __str__(self) -> str:
        """The bound in words."""
        return f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"


class Floor(_Strict):
    """A bound on a figure over some strata (all, where none is named).

    A ``floor`` is enforced, a ``target`` only reported.
    """

    figure: str
    strata: tuple[Stratum, ...] = ()
    statistic: Statistic | None = None
    floor: Bound | None = None
    target: Bound | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.figure not in BY_NAME:
            raise ValueError(f"there is no score “{self.figure}”; the scores are {', '.join(BY_NAME)}")
        if (self.floor is None) == (self.target is None):
            raise ValueError("give one of floor and target")
        return self

    @property
    def bound(self) -> Bound:
        """The floor or the target."""
        return self.floor or self.target or Bound(at_least=0.0)


class Sample(_Strict):
    """A few questions by their ids, with floors that fit so few."""

    questions: tuple[str, ...]
    floors: tuple[Floor, ...]

    def choose(self, questions: Sequence[Question]) -> list[Question]:
        """Its questions out of these.

        Raises:
            EvaluationError: one is not among them.
        """
        chosen = [question for question in questions if question.id in self.questions]
        missing = set(self.questions) - {question.id for question in chosen}
        if missing:
            raise EvaluationError(f"The questions lack {min(missing)} of evals/sample.yaml: leave out --questions.")
        return chosen


class _Floors(_Strict):
    floors: tuple[Floor, ...]


@dataclass(frozen=True)
class Check:
    """A figure beside its floor or target."""

    floor: Floor
    figure: Figure

    @property
    def missed(self) -> bool:
        """Whether the figure breaks the bound. One that applies to nothing does: nothing was shown to hold."""
        return self.figure.value is None or not self.floor.bound.holds(self.figure.value)

    @property
    def fatal(self) -> bool:
        """Whether this fails the gate."""
        return self.missed and self.floor.floor is not None


@dataclass(frozen=True)
class Verdict:
    """What the gate found. ``compared``: how many questions the blessed run shares with this one."""

    checks: tuple[Check, ...]
    compared: int
    worse: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """True when no enforced floor is missed and nothing is significantly worse."""
        return not self.worse and not any(check.fatal for check in self.checks)


def load_floors(path: Path = FLOORS) -> tuple[Floor, ...]:
    """Read floors.yaml.

    Raises:
        EvaluationError: the file is missing or malformed; the message names the entry and the field.
    """
    return _load(path, _Floors).floors


def load_sample(path: Path = SAMPLE) -> Sample:
    """Read sample.yaml; raises as :func:`load_floors` does."""
    return _load(path, Sample)


def judge(run: Run, floors: Sequence[Floor], blessed: Blessed | None) -> Verdict:
    """Hold a run to floors and to the blessed run, over the questions that both have.

    Every score with a floor or a target is compared. It is significantly worse when its paired permutation test,
    one-sided, is below 5 % after the correction for looking at several scores at once (Benjamini and Hochberg
    1995, by scipy). One-sided, as a score that rose must not lower the bar for one that fell. The time taken is
    held to its floor only: the blessed run may have been made on another machine.
    """
    checks = []
    for floor in floors:
        items = [item for item in run.items if not floor.strata or item.question.stratum in floor.strata]
        checks.append(Check(floor, figure(items, floor.figure, floor.statistic or BY_NAME[floor.figure].statistic)))
    pairs = blessed.pairs(run) if blessed else []
    names = dict.fromkeys(floor.figure for floor in floors if BY_NAME[floor.figure].unit != "ms")
    found = differences(pairs, list(names))
    sure = list(false_discovery_control([each.p_worse for each in found])) if found else []
    worse = tuple(each for each, p in zip(found, sure, strict=True) if p < _LEVEL)
    return Verdict(tuple(checks), len(pairs), worse)


def _load(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise EvaluationError(f"{path} can't be read ({error.strerror}): the gate needs it.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} is not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise EvaluationError(f"{path}, {field}: {first['msg']}.") from error
