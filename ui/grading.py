"""Blind grading in the page: a reviewer sees one reply after another, and nothing of what made or scored it."""

import hashlib
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.guard.personal_data import find_personal_data, mask
from corpus.errors import EvaluationError, StorageError
from evals.agreement import join
from evals.ground import Ground
from evals.run_folder import Item, Run
from evals.sheets import SERVES, YES_NO, Grade, Sheet, make_sheets

LONGEST_COMMENT = 500  # characters


@dataclass(frozen=True)
class Next:
    """The reply to grade next, under its code, and how far the reviewer is; no item where all are graded."""

    code: str
    item: Item | None
    done: int
    total: int


class Grading:
    """One reviewer's grades of one run, kept in ``sheets/`` of its folder and joined to it after each."""

    def __init__(self, run: Run, folder: Path, ground: Ground, reviewer: str) -> None:
        self._folder = folder
        self._place = folder / "sheets"
        if not (self._place / "key.json").exists():
            make_sheets(run, folder, ground)
        try:
            key = json.loads((self._place / "key.json").read_text(encoding="utf-8"))
            self._batch, codes = str(key["batch"]), dict(key["codes"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EvaluationError(f"{self._place / 'key.json'} is damaged: delete it and grade again.") from error
        items = {item.question.id: item for item in run.items}
        self._items = {code: items[id_] for code, id_ in codes.items()}
        name = hashlib.sha256(reviewer.encode()).hexdigest()[:12]  # the run holds no names of people
        self._path = self._place / f"page-{name}.json"
        self._order = sorted(self._items)
        random.Random(f"{self._batch} {name}").shuffle(self._order)

    def next(self) -> Next:
        """The reply that this reviewer has not graded yet and that comes first in their order."""
        grades = self._read(self._path).grades
        code = next((code for code in self._order if code not in grades), "")
        return Next(code, self._items.get(code), len(grades), len(self._items))

    def give(self, code: str, serves: str, harm: str, comment: str) -> None:
        """Keep a grade. Personal data in the comment is masked.

        Raises:
            EvaluationError: there is no such code or grade.
            StorageError: the run's folder can't be written.
        """
        if code not in self._items or serves not in SERVES or harm not in YES_NO:
            raise EvaluationError("That is no grade of this run: choose one of the answers to both questions.")
        short = comment.strip()[:LONGEST_COMMENT]
        grades = self._read(self._path).grades | {code: Grade(serves, harm, mask(short, find_personal_data(short)))}
        kept = {"batch": self._batch, "grades": {each: asdict(grade) for each, grade in grades.items()}}
        try:
            temporary = self._path.with_suffix(".new")
            temporary.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            temporary.replace(self._path)
        except OSError as error:
            raise StorageError(f"{self._path} can't be written ({error.strerror}): free some space.") from error
        join(self._folder, [self._read(path) for path in sorted(self._place.glob("page-*.json"))])

    def _read(self, path: Path) -> Sheet:
        """A reviewer's grades as a sheet; empty where there are none, or they are of another set of sheets."""
        if not path.exists():
            return Sheet(path.name, self._batch, 0, {}, {})
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            grades = {code: Grade(**grade) for code, grade in kept["grades"].items()}
            return Sheet(path.name, self._batch, 0, grades if kept["batch"] == self._batch else {}, {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(f"{path} is damaged: delete it and grade again.") from error
