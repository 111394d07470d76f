"""Kahoot's import spreadsheet, with its limits: what is too long is refused and never cut.

The template: https://support.kahoot.com, "How to import questions from a spreadsheet".
"""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from quiz.export.parts import Export, File, Refused
from quiz.item import CHOICE_KINDS, Item

LONGEST_QUESTION = 120  # characters
LONGEST_ANSWER = 75  # characters
MOST_ANSWERS = 4
_SECONDS = 30
FIRST_ROW = 9  # of the questions, in the template
_HEADER = (
    "",
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def export(items: Sequence[Item], title: str) -> Export:
    """One .xlsx file of the items that fit, and the reasons why the others don't."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.cell(2, 2, title)
    for column, name in enumerate(_HEADER, 1):
        sheet.cell(FIRST_ROW - 1, column, name)
    refused, number = [], 0
    for item in items:
        reason = _reason(item)
        if reason:
            refused.append(Refused(item, reason))
            continue
        number += 1
        right = ",".join(str(place) for place, option in enumerate(item.options, 1) if option.right)
        texts = [option.text for option in item.options]
        row = [number, item.stem, *texts, *[None] * (MOST_ANSWERS - len(texts)), _SECONDS, right]
        for column, value in enumerate(row, 1):
            cell = sheet.cell(FIRST_ROW - 1 + number, column, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    saved = io.BytesIO()
    book.save(saved)
    return Export((File(".xlsx", saved.getvalue()),), tuple(refused))


def _reason(item: Item) -> str:
    """Why Kahoot can't hold an item, or nothing where it can."""
    if item.kind not in CHOICE_KINDS:
        return f"Kahoot’s spreadsheet has no questions of the kind “{item.kind}”."
    if len(item.stem) > LONGEST_QUESTION:
        return f"The question has {len(item.stem)} characters, and Kahoot takes {LONGEST_QUESTION}."
    if len(item.options) > MOST_ANSWERS:
        return f"There are {len(item.options)} options, and Kahoot takes {MOST_ANSWERS}."
    longest = max(item.options, key=lambda option: len(option.text))
    if len(longest.text) > LONGEST_ANSWER:
        return f"An option has {len(longest.text)} characters, and Kahoot takes {LONGEST_ANSWER}: “{longest.text}”"
    return ""
