"""The tables of a Word file: their cells, merged ones among them, and whether the first row holds headings."""

from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

_FIRST_ROW = 0x20  # of a table's look: its first row is set apart


def table_cells(table: Any) -> list[list[Any]]:
    """The cells of each row, without those of tables within a cell."""
    rows = [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]
    return [[cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row] for row in rows]


def table_grid(rows: list[list[Any]], words: Callable[[Any], str]) -> list[list[str | None]]:
    """The words of each row by column, as ``tables.table_blocks`` takes them."""
    grid: list[list[str | None]] = []
    for row in rows:
        before = row[0].getparent().find(f"{qn('w:trPr')}/{qn('w:gridBefore')}") if row else None
        made: list[str | None] = [""] * _number(before, 0)
        for cell in row:
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            above = grid[-1][len(made)] if goes_on and grid and len(made) < len(grid[-1]) else None
            span = _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)
            made += [above or words(cell), *[None] * (min(span, 100) - 1)]
        grid.append(made)
    return grid


def is_headed(table: Any, rows: list[list[Any]], styles: dict[str, Any]) -> bool:
    """Whether the first row is marked as the table's heading, is bold, or is set apart by the table's style."""
    first = next(table.iter(qn("w:tr")))
    if first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None or all(_bold(cell) for cell in rows[0]):
        return True
    style = styles.get(_value(table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")))
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    if style is None or look is None:
        return False
    apart = [part for part in style.element.iter(qn("w:tblStylePr")) if part.get(qn("w:type")) == "firstRow"]
    shown = look.get(qn("w:firstRow")) in ("1", "true") or bool(int(_value(look) or "0", 16) & _FIRST_ROW)
    return shown and any(part.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for part in apart)


def _bold(cell: Any) -> bool:
    runs = [run for run in cell.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()]
    return bool(runs) and all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)


def _value(element: Any) -> str:
    return str(element.get(qn("w:val"), "")) if element is not None else ""


def _number(element: Any, usual: int) -> int:
    return int(_value(element)) if _value(element).isdigit() else usual
