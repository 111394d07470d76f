"""The tables of an HTML page: rows and columns where they hold facts, plain text where they only lay out the page."""

from collections.abc import Callable

from lxml import html

from ingest.readers.blocks import Block
from ingest.readers.tables import table_blocks

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = ("td", "th")
_WIDEST = 100

Read = Callable[[html.HtmlElement], list[Block]]


def read_table(table: html.HtmlElement, read: Read, hidden: Callable[[html.HtmlElement], bool]) -> list[Block]:
    """A table row by row. One of a single cell a row, or with headings or tables in its cells, lays out a page."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not hidden(row)]
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    caption = [block for each in table.iterchildren("caption") for block in read(each)]
    lays_out = any(element is not table for element in table.iter("table", *HEADINGS))
    if lays_out or all(len(row) < 2 for row in cells):
        return caption + [block for row in cells for cell in row for block in read(cell)]
    headed = next(rows[0].iterancestors("thead"), None) is not None or all(cell.tag == "th" for cell in cells[0])
    return caption + table_blocks(_grid(cells, read), first_is_header=headed or None)


def _grid(rows: list[list[html.HtmlElement]], read: Read) -> list[list[str | None]]:
    """The words of each row by column, as ``table_blocks`` takes them."""
    grid: list[list[str | None]] = []
    reaching: dict[int, tuple[int, str | None]] = {}  # columns into which a cell further up reaches, for so many rows
    for row in rows:
        made: list[str | None] = []
        below: dict[int, tuple[int, str | None]] = {}
        waiting = list(row)
        while waiting or len(made) in reaching:
            if len(made) in reaching:
                left, words = reaching[len(made)]
                if left > 1:
                    below[len(made)] = (left - 1, words)
                made.append(words)
                continue
            cell = waiting.pop(0)
            down, first = _span(cell, "rowspan"), len(made)
            made += [" ".join(block.text for block in read(cell)), *[None] * (_span(cell, "colspan") - 1)]
            if down > 1:
                below.update({column: (down - 1, made[column]) for column in range(first, len(made))})
        grid.append(made)
        reaching = below
    return grid


def _span(cell: html.HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 7 else 1
