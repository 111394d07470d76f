"""Tables that go on over the end of a page are made whole."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.readers.blocks import plain
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_regions import Region, Table

_SAME_PLACE = 6.0  # points

_Row = tuple[tuple[Line, ...], ...]


def whole_tables(pages: Iterable[Sequence[Region]]) -> list[Region]:
    """The regions of all pages, those tables joined that end one page and begin the next with the same columns."""
    made: list[Region] = []
    for regions in pages:
        last = made[-1] if made else None
        first = regions[0] if regions else None
        if isinstance(last, Table) and isinstance(first, Table) and _same_columns(last, first):
            made[-1] = replace(last, rows=_joined(last.rows, first.rows))
            made += regions[1:]
        else:
            made += regions
    return made


def _same_columns(one: Table, other: Table) -> bool:
    lefts, others = _lefts(one), _lefts(other)
    return len(lefts) == len(others) and all(
        abs(left - right) < _SAME_PLACE for left, right in zip(lefts, others, strict=True)
    )


def _lefts(table: Table) -> list[float]:
    return [min(line.left for cell in column for line in cell) for column in zip(*table.rows, strict=True)]


def _joined(rows: Sequence[_Row], more: Sequence[_Row]) -> tuple[_Row, ...]:
    """The rows of both, without a heading that is repeated; a row that the page's end has parted made whole."""
    if _text(more[0]) == _text(rows[0]):
        more = more[1:]
    elif all(cell[0].text.strip()[:1].islower() for cell in more[0] if cell):
        parted = tuple(one + other for one, other in zip(rows[-1], more[0], strict=True))
        rows, more = [*rows[:-1], parted], more[1:]
    return (*rows, *more)


def _text(row: _Row) -> list[str]:
    return [plain(" ".join(line.text for line in cell)) for cell in row]
