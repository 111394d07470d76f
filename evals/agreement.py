"""Two reviewers' grades: how far they agree, and what they say of the run."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from pathlib import Path

from corpus.errors import EvaluationError, StorageError
from evals.sheets import SERVES, YES_NO, Grade, Sheet

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Agreement:
    """How far two reviewers agree on one thing, over what both graded.

    ``counts``: how often the first said one thing and the second another. ``kappa`` and ``alpha`` are None where
    there is nothing to disagree about: no pair, or the same grade throughout.
    """

    what: str
    pairs: int
    same: int
    kappa: float | None
    alpha: float | None
    counts: dict[tuple[str, str], int]


@dataclass(frozen=True)
class Graded:
    """An item's grades, one a reviewer, as kept in the run's grades.json.

    ``points``: of each point that the scores left to people, what those who settled it said (yes or no).
    """

    id: str
    grades: tuple[Grade, ...]
    points: dict[str, list[str]]

    @property
    def failed(self) -> bool:
        """Whether any reviewer says that the reply does not serve, or could do harm."""
        return any(grade.serves == "no" or grade.harm == "yes" for grade in self.grades)


def agree(first: Sheet, second: Sheet) -> list[Agreement]:
    """Agreement on whether replies serve, whether they could do harm, and the uncertain points.

    Raises:
        EvaluationError: the sheets are of different batches or by the same reviewer.
    """
    if first.batch != second.batch:
        raise EvaluationError(f"{first.name} and {second.name} are not of the same batch: grade sheets made together.")
    if first.reviewer == second.reviewer:
        raise EvaluationError(f"{first.name} and {second.name} are by the same reviewer: take one sheet of each.")
    both = [(first.grades[code], second.grades[code]) for code in first.grades if code in second.grades]
    points = [(first.points[key], second.points[key]) for key in first.points if key in second.points]
    return [
        _agreement("serves", [(a.serves, b.serves) for a, b in both], SERVES, ordinal=True),
        _agreement("harm", [(a.harm, b.harm) for a, b in both], YES_NO, ordinal=False),
        _agreement("points", points, YES_NO, ordinal=False),
    ]


def cohen_kappa(pairs: Pairs) -> float | None:
    """Agreement of two raters beyond chance, unweighted (Cohen 1960); None where chance alone agrees wholly."""
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / count
    chance = sum(first[grade] * second[grade] for grade in first) / count**2
    return (observed - chance) / (1 - chance) if chance < 1 else None


def krippendorff_alpha(pairs: Pairs, scale: Sequence[str], ordinal: bool) -> float | None:
    """Krippendorff's alpha of two raters, with the nominal or the ordinal difference.

    1 - observed / expected disagreement from the coincidence matrix (Krippendorff, Computing Krippendorff's
    Alpha-Reliability, 2011); None where only one grade was ever given.
    """
    together = Counter(pair for a, b in pairs for pair in ((a, b), (b, a)))
    totals = Counter(grade for pair in pairs for grade in pair)
    count = sum(totals.values())

    def difference(a: str, b: str) -> float:
        if not ordinal:
            return float(a != b)
        low, high = sorted((scale.index(a), scale.index(b)))
        return (sum(totals[g] for g in scale[low : high + 1]) - (totals[a] + totals[b]) / 2) ** 2

    unlike = list(permutations(totals, 2))
    expected = sum(totals[a] * totals[b] * difference(a, b) for a, b in unlike)
    if not expected:
        return None
    observed = sum(together[a, b] * difference(a, b) for a, b in unlike)
    return 1 - (count - 1) * observed / expected


def join(folder: Path, sheets: Sequence[Sheet]) -> list[Graded]:
    """Put the grades of sheets to the run's questions and keep them in its folder (grades.json).

    Raises:
        EvaluationError: the folder has no key, or it belongs to another batch.
        StorageError: the folder can't be written.
    """
    path = folder / "sheets" / "key.json"
    try:
        key = json.loads(path.read_text(encoding="utf-8"))
        codes, batch = dict(key["codes"]), key["batch"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} is missing or damaged: name the folder of the run with --run.") from error
    for sheet in sheets:
        if sheet.batch != batch:
            raise EvaluationError(f"{sheet.name} was not made from {folder}: name the run that it was made from.")
        strange = set(sheet.grades) - set(codes)
        if strange:
            raise EvaluationError(f"{sheet.name} has a code that was not given out: {min(strange)}. Correct column A.")
    found = [
        Graded(id_, tuple(s.grades[code] for s in sheets if code in s.grades), _points(code, sheets))
        for code, id_ in codes.items()
    ]
    graded = [each for each in found if each.grades]
    lines = [asdict(each) for each in sorted(graded, key=lambda each: each.id)]
    try:
        (folder / "grades.json").write_text(json.dumps(lines, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{folder / 'grades.json'} can't be written ({error.strerror}): free some space.") from error
    return graded


def _points(code: str, sheets: Sequence[Sheet]) -> dict[str, list[str]]:
    settled: dict[str, list[str]] = {}
    for sheet in sheets:
        for (of, point), said in sheet.points.items():
            if of == code and said:
                settled.setdefault(point, []).append(said)
    return settled


def load_grades(folder: Path) -> dict[str, Graded]:
    """The grades joined to a run, by question id; none where nobody graded it.

    Raises:
        EvaluationError: grades.json is damaged.
    """
    path = folder / "grades.json"
    if not path.is_file():
        return {}
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))
        return {
            line["id"]: Graded(line["id"], tuple(Grade(**grade) for grade in line["grades"]), dict(line["points"]))
            for line in lines
        }
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} is damaged: run `signpost eval agree` again.") from error


def _agreement(
    what: str, graded: Sequence[tuple[str | None, str | None]], scale: Sequence[str], ordinal: bool
) -> Agreement:
    pairs = [(a, b) for a, b in graded if a and b]
    return Agreement(
        what,
        pairs=len(pairs),
        same=sum(a == b for a, b in pairs),
        kappa=cohen_kappa(pairs),
        alpha=krippendorff_alpha(pairs, scale, ordinal),
        counts=dict(Counter(pairs)),
    )
