"""The blessed run: the scores, item by item, to which the gate holds every later change."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import EvaluationError, StorageError
from evals.baselines import BASELINES
from evals.questions import Question
from evals.run_folder import Item, Run, RunInfo
from evals.scores.tally import Tally

BLESSED = Path(__file__).resolve().parent / "blessed.json"


@dataclass(frozen=True)
class BlessedItem:
    """An item of the blessed run: its group and its scores, without the reply."""

    group: str
    scores: Mapping[str, Tally]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    group: str
    scores: dict[str, tuple[float, float]]


class Blessed(BaseModel):
    """The blessed run as kept in evals/blessed.json, by question id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    info: RunInfo
    items: dict[str, _Entry]

    def pairs(self, run: Run) -> list[tuple[BlessedItem, Item]]:
        """The blessed items with the run's, for the questions that are word for word in both.

        Raises:
            EvaluationError: there is none.
        """
        found = []
        for item in run.items:
            entry = self.items.get(item.question.id)
            if entry and entry.question == _digest(item.question):
                scores = {name: Tally(*entry.scores.get(name, (0, 0))) for name in item.scores}
                found.append((BlessedItem(entry.group, scores), item))
        if not found:
            raise EvaluationError(
                f"The blessed run shares no question with {run.name}: bless a run over these questions with "
                "`signpost eval bless`."
            )
        return found


def bless(run: Run, path: Path = BLESSED) -> None:
    """Make a run the one that the gate compares with.

    Raises:
        EvaluationError: it is a run of a baseline, beside which any later change would look well.
        StorageError: the file can't be written.
    """
    if run.info.system in BASELINES:
        raise EvaluationError(f"{run.name} is a run of the baseline {run.info.system}: bless a run of the assistant.")
    entries = {
        item.question.id: _Entry(
            question=_digest(item.question),
            group=item.group,
            scores={name: (tally.total, tally.of) for name, tally in item.scores.items() if tally.of},
        )
        for item in run.items
    }
    try:
        path.write_text(Blessed(info=run.info, items=entries).model_dump_json() + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} can't be written ({error.strerror}): name another file with --into.") from error


def load_blessed(path: Path = BLESSED) -> Blessed | None:
    """Read the blessed run, or None where none was blessed yet.

    Raises:
        EvaluationError: the file is damaged.
    """
    if not path.is_file():
        return None
    try:
        return Blessed.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise EvaluationError(
            f"{path} is damaged ({error.errors()[0]['msg']}): bless a run again with `signpost eval bless`."
        ) from error


def _digest(question: Question) -> str:
    return hashlib.sha256(question.model_dump_json().encode()).hexdigest()[:12]
