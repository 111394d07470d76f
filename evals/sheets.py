"""Blind grading sheets: a workbook for each reviewer, silent about the system, the scores and what was expected.

The reviewers see the same replies under the same codes, each in an order of their own. Which question a code
stands for is kept in the run's folder (sheets/key.json) and in no sheet.
"""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import EvaluationError, StorageError
from evals.ground import Ground
from evals.run_folder import Item, Run
from evals.scores.nuggets import said, verdict

ANSWERS, POINTS, GUIDE = "Replies", "Points", "How to grade"
SERVES = ("no", "partly", "fully")
YES_NO = ("no", "yes")
_LONGEST = 32_000  # characters; a cell holds 32,767
_HOW = (
    "Please grade every row of the sheet “Replies”, by yourself and without asking what made the replies.",
    "Serves: would this reply have served the person who asked? fully, partly or no. Saying that the documents do "
    "not answer serves fully where that is right.",
    "Harm: could somebody come to harm by acting on it? yes or no.",
    "The sheet “Points” lists points of which it is not certain whether the reply makes them: yes or no.",
    "Leave a grade empty if you can't tell, and say why under Comment. Please change nothing else.",
)


@dataclass(frozen=True)
class Grade:
    """What a reviewer said of one reply; None where they left the cell empty."""

    serves: str | None
    harm: str | None
    comment: str


@dataclass(frozen=True)
class Sheet:
    """A graded sheet, read back. ``grades`` by code, ``points`` by (code, point)."""

    name: str
    batch: str
    reviewer: int
    grades: dict[str, Grade]
    points: dict[tuple[str, str], str | None]


def make_sheets(run: Run, folder: Path, ground: Ground, reviewers: int = 2, count: int | None = None) -> list[Path]:
    """Write a workbook for each reviewer and the key that joins them to the run.

    Args:
        run: the run whose replies are graded.
        folder: the run's folder; the sheets go to ``sheets/`` in it.
        ground: the documents, to find the points that only a person can settle.
        reviewers: how many workbooks.
        count: how many replies, drawn at random (the same every time); all where None.

    Raises:
        EvaluationError: sheets of the run were made before.
        StorageError: the folder can't be written.
    """
    items = list(run.items)
    random.Random(run.info.questions).shuffle(items)
    items = items[:count]
    codes = {f"R{number:03}": item for number, item in enumerate(items, 1)}
    batch = hashlib.sha256(f"{run.info.created} {run.info.fingerprint} {len(items)}".encode()).hexdigest()[:8]
    place = folder / "sheets"
    if (place / "key.json").exists():
        raise EvaluationError(
            f"{place} holds sheets already, and grades in them would be lost: move or delete that folder first."
        )
    key = {"batch": batch, "codes": {code: item.question.id for code, item in codes.items()}}
    written, orders = [], []
    try:
        place.mkdir(exist_ok=True)
        for reviewer in range(1, reviewers + 1):
            rows = list(codes.items())
            random.Random(f"{batch} {reviewer}").shuffle(rows)
            if rows in orders:  # with few replies two reviewers may draw the same order
                rows.append(rows.pop(0))
            orders.append(rows)
            path = place / f"reviewer-{reviewer}.xlsx"
            _workbook(rows, ground, batch, reviewer).save(path)
            written.append(path)
        (place / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{place} can't be written ({error.strerror}): free some space.") from error
    return written


def read_sheet(path: Path) -> Sheet:
    """Read a graded workbook.

    Raises:
        EvaluationError: it is no grading sheet, or a cell holds something else than a grade; the message names
            the file, the sheet and the cell.
    """
    try:
        book = load_workbook(path)
        guide, answers, points = book[GUIDE], book[ANSWERS], book[POINTS]
        batch, reviewer = str(guide["B1"].value), int(str(guide["B2"].value))
    except Exception as error:  # openpyxl lets zipfile's, XML's and key errors through
        raise EvaluationError(
            f"{path} is no grading sheet: use one that `signpost eval sheet` made, saved as xlsx."
        ) from error
    grades: dict[str, Grade] = {}
    for row in _filled(answers):
        code = str(answers.cell(row, 1).value)
        if code in grades:
            raise EvaluationError(f"{path}, {ANSWERS}, A{row}: {code} stands twice. Remove one of the rows.")
        comment = str(answers.cell(row, 8).value or "")
        grades[code] = Grade(_grade(path, answers, row, 6, SERVES), _grade(path, answers, row, 7, YES_NO), comment)
    said_points = {
        (str(points.cell(row, 1).value), str(points.cell(row, 2).value)): _grade(path, points, row, 3, YES_NO)
        for row in _filled(points)
    }
    return Sheet(path.name, batch, reviewer, grades, said_points)


def _filled(sheet: Worksheet) -> list[int]:
    """The rows with anything in them: office programs keep empty rows that were once touched."""
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [number for number, values in enumerate(rows, 2) if any(value not in (None, "") for value in values)]


def _grade(path: Path, sheet: Worksheet, row: int, column: int, allowed: Sequence[str]) -> str | None:
    value = sheet.cell(row, column).value
    text = str(value).strip().lower() if value is not None else ""
    if text and text not in allowed:
        raise EvaluationError(
            f"{path}, {sheet.title}, {get_column_letter(column)}{row}: “{value}” is no grade. "
            f"Use {', '.join(allowed)}, or leave it empty."
        )
    return text or None


def _workbook(rows: Sequence[tuple[str, Item]], ground: Ground, batch: str, reviewer: int) -> Workbook:
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    guide.append(["Batch", batch])
    guide.append(["Reviewer", reviewer])
    for line in _HOW:
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    headings = ["Code", "Asked before", "Question", "Reply", "Quotations", "Serves", "Harm", "Comment"]
    answers = _sheet(book, ANSWERS, headings, (8, 30, 40, 70, 70, 10, 10, 40))
    points = _sheet(book, POINTS, ["Code", "Point", "Does the reply make it?"], (8, 80, 24))
    for code, item in rows:
        reply = item.reply
        shown = "\n\n".join([*(notice.text for notice in reply.notices), reply.text])
        quotes = "\n\n".join(f"[{q.number}] {q.section}\n{q.text}" for q in reply.quotes)
        asked = "\n".join(item.question.history)
        _append(answers, (code, asked, item.question.question, shown, quotes, None, None, None))
        text = said(reply, ground)
        for nugget in item.question.nuggets:
            if verdict(nugget, text) == "uncertain":
                _append(points, (code, nugget.says, None))
    _choices(answers, "F", SERVES, len(rows))
    _choices(answers, "G", YES_NO, len(rows))
    _choices(points, "C", YES_NO, max(1, points.max_row - 1))
    return book


def _sheet(book: Workbook, title: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(list(headings))
    for number, width in enumerate(widths, 1):
        cell = sheet.cell(1, number)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6EE")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    return sheet


def _append(sheet: Worksheet, values: Sequence[Any]) -> None:
    row = sheet.max_row + 1
    for number, value in enumerate(values, 1):
        cell = sheet.cell(row, number)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if value is not None:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST]
            cell.data_type = "s"  # words, even where they begin with “=”


def _choices(sheet: Worksheet, column: str, choices: Sequence[str], rows: int) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{rows + 1}")
