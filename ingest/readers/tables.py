"""A table becomes list items, one a row, so that each row can be found and quoted by itself."""

from collections.abc import Sequence
from itertools import zip_longest

from ingest.readers.blocks import Block, plain

_LONGEST_COLUMN_NAME = 60

# The cells of a row from left to right; None where the cell to the left reaches over this column, too. A cell that
# reaches over several rows stands in each.
Row = Sequence[str | None]


def table_blocks(rows: Sequence[Row], first_is_header: bool | None, pages: Sequence[int | None] = ()) -> list[Block]:
    """A table as list items, one a row, each cell after its column's heading: "Who: the nurse; When: at once".

    Where it is not known whether the first row holds headings (None), it does if there are three columns or more
    and all its cells are short. Cells of a row that have no headings follow one another, the first set off by a colon.
    ``pages`` is the page of each row, where there are pages.
    """
    plainer = [[cell if cell is None else plain(cell) for cell in row] for row in rows]
    filled = [row for row in plainer if any(row)]
    if not filled:
        return []
    on = [page for row, page in zip(plainer, pages or [None] * len(rows), strict=True) if any(row)]
    if first_is_header is None:
        first = filled[0]
        first_is_header = len(first) > 2 and all(cell and len(cell) <= _LONGEST_COLUMN_NAME for cell in first)
    if not first_is_header or len(filled) == 1:
        return [Block("item", _joined(row), 1, page) for row, page in zip(filled, on, strict=True)]
    header, *body = filled
    return [Block("item", _labelled(header, row), 1, page) for row, page in zip(body, on[1:], strict=True)]


def _labelled(header: Row, row: Row) -> str:
    """The cells after their columns' headings; a cell that reaches over the whole row is about none of them."""
    cells: list[tuple[str, list[str]]] = []
    name = ""
    whole = [*row, *[""] * (len(header) - len(row))]
    for heading, cell in zip_longest(header, whole, fillvalue=""):
        name = heading if heading is not None else name
        if cell is not None or not cells:
            cells.append((cell or "", []))
        cells[-1][1].append(name.rstrip(":"))
    if len(cells) == 1:
        return cells[0][0]
    named = [(" and ".join(filter(None, dict.fromkeys(names))), text) for text, names in cells if text]
    texts = [f"{names}: {text}" if names else text for names, text in named]
    return "; ".join([*(text.rstrip(".;") for text in texts[:-1]), *texts[-1:]])


def _joined(row: Row) -> str:
    first, *others = [cell for cell in row if cell]
    return f"{first.rstrip(':')}: {'; '.join(others)}" if others else first
