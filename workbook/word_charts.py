"""Charts of ratings in Word documents, drawn as tables: stacked bars, a strip of cells, what the letters mean."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.table import Table, _Cell

from workbook.compare import Counts
from workbook.fields import Rating
from workbook.look import LOOKS
from workbook.word import keep_with_next, rate, say

_NAME, _WIDE, _PIECES = 7.0, 25.7, 48  # centimetres of a bar's name and of a bar with it; pieces that a bar has


def bars(word: WordDocument, rows: Sequence[tuple[str, Counts]]) -> None:
    """A stacked bar for each name: a piece as wide as its share for each rating, with its number and letter."""
    made = _grid(word, [_NAME, *[(_WIDE - _NAME) / _PIECES] * _PIECES])
    for name, counts in rows:
        row = made._tbl.add_tr()
        say(_add_cell(made, row, _NAME), name)
        total, done, start = sum(counts.values()), 0, 0
        for rating, number in counts.items():
            done += number
            end = round(done / total * _PIECES) if total else 0
            if end > start:
                cell = _add_cell(made, row, (_WIDE - _NAME) / _PIECES * (end - start), end - start)
                rate(cell, LOOKS[rating], f"{number} {LOOKS[rating].letter}" if end - start > 2 else str(number))
            start = end
    keep_with_next(made)


def strip(word: WordDocument, rows: Sequence[tuple[str, Sequence[Rating]]]) -> None:
    """A row of cells for each name, one cell with its letter for each rating."""
    made = _grid(word, [_NAME, *[1.05] * (len(rows[0][1]) if rows else 0)])
    for name, ratings in rows:
        row = made._tbl.add_tr()
        say(_add_cell(made, row, _NAME), name)
        for rating in ratings:
            rate(_add_cell(made, row, 1.05), LOOKS[rating], LOOKS[rating].letter)
    keep_with_next(made)


def _grid(word: WordDocument, widths: Sequence[float]) -> Table:
    """A table without rows whose columns have these widths, in centimetres."""
    made = word.add_table(rows=0, cols=len(widths), style="Table Grid")
    made.autofit = False
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    return made


def _add_cell(made: Table, row: Any, width: float, columns: int = 1) -> _Cell:
    cell = _Cell(row.add_tc(), made)
    cell.width = Cm(width)
    if columns > 1:
        cell._tc.grid_span = columns
    return cell


def legend(word: WordDocument) -> None:
    """What the letters and colours of ratings mean."""
    made = word.add_table(rows=1, cols=len(LOOKS), style="Table Grid")
    for cell, look in zip(made.rows[0].cells, LOOKS.values(), strict=True):
        rate(cell, look, f"{look.letter}  {look.words}")
    keep_with_next(made)
