"""The lines of a PDF's pages, put into order: tables are told from columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Line

_LONGEST_CELL = 600
_FEWEST_COLUMN_LINES = 4


@dataclass(frozen=True)
class Column:
    """Lines one under another, that overlap from left to right."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Where its leftmost line starts."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where its rightmost line ends."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """The top of its first line."""
        return max(line.base + line.size for line in self.lines)

    @property
    def bottom(self) -> float:
        """The baseline of its last line."""
        return min(line.base for line in self.lines)

    @property
    def letters(self) -> int:
        """How many characters it has."""
        return sum(len(line.text) for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(frozen=True)
class Table:
    """Rows of cells, each of lines; ``header`` is None where it can't be told whether the first row holds headings."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    header: bool | None


Region = Column | Table


def regions(lines: Sequence[Line]) -> list[Region]:
    """The columns and tables of a page, in the order in which it draws them."""
    rows: list[list[Column]] = []
    for column in _columns(lines):
        before, beside = _parted(rows[-1], column) if rows else ([], [])
        if beside:
            rows[-1:] = [before] if before else []
        rows.append([*beside, column])
    return list(_with_tables(rows))


def _columns(lines: Sequence[Line]) -> Iterator[Column]:
    run: list[Line] = []
    for line in lines:
        if run:
            last, column = run[-1], Column(tuple(run))
            under = 0.3 * line.size < last.base - line.base < 3 * max(last.size, line.size)
            overlaps = column.left - 2 * line.size < line.left < column.right and line.right > column.left
            if not (under and overlaps):
                yield column
                run = []
        run.append(line)
    if run:
        yield Column(tuple(run))


def _parted(row: list[Column], column: Column) -> tuple[list[Column], list[Column]]:
    """A row as what stands before a column, and what stands to its left at the same height, if anything does."""
    if len(row) > 1 and _beside(row, column):
        return [], row
    last = row[-1].lines
    higher = tuple(line for line in last if line.base >= column.top)
    level = Column(last[len(higher) :]) if len(higher) < len(last) else None
    if level is None or not _beside([level], column):
        return row, []
    return [*row[:-1], *([Column(higher)] if higher else [])], [level]


def _beside(row: Sequence[Column], column: Column) -> bool:
    """Whether a column stands to the right of a row's last one, at the same height as the row."""
    top, bottom = max(c.top for c in row), min(c.bottom for c in row)
    shared = min(top, column.top) - max(bottom, column.bottom)
    return column.left >= row[-1].right - 1 and shared >= 0.5 * min(top - bottom, column.top - column.bottom)


def _with_tables(rows: Sequence[Sequence[Column]]) -> Iterator[Region]:
    """Rows of several columns become tables where they follow one another, and stay columns of a page otherwise."""
    run: list[Sequence[Column]] = []
    for row in [*rows, []]:
        cells = len(row) > 1 and max(cell.letters for cell in row) <= _LONGEST_CELL
        if cells or (run and len(row) == 1 and _is_part_of(run, row[0])):
            run.append(row)
            continue
        alone = run.pop()[0] if run and len(run[-1]) == 1 else None  # what stands under a table is no row of it
        yield from _table(run)
        if alone:
            yield alone
        run = []
        yield from row


def _is_part_of(run: Sequence[Sequence[Column]], cell: Column) -> bool:
    """Whether a column by itself fills only one of a table's columns: a row whose other cells are empty."""
    filled = [n for n, (left, right) in enumerate(_spans(run)) if cell.left < right and cell.right > left]
    near = run[-1][0].bottom - cell.top < 2 * cell.lines[0].size
    return len(filled) == 1 and near and cell.left > _spans(run)[0][0] + 1


def _table(run: Sequence[Sequence[Column]]) -> Iterator[Region]:
    if not run:
        return
    cells = [cell for row in run for cell in row]
    if len(run) == 1 and max(len(cell.lines) for cell in cells) >= _FEWEST_COLUMN_LINES:
        yield from cells
        return
    spans = _spans(run)
    if _is_running_text(run):
        for left, right in spans:
            yield Column(tuple(line for cell in cells if left <= cell.left < right for line in cell.lines))
        return
    rows = []
    for row in run:
        filled: list[tuple[Line, ...]] = [()] * len(spans)
        for cell in row:
            place = next(n for n, (left, right) in enumerate(spans) if left <= cell.left and cell.right <= right)
            filled[place] += cell.lines
        rows.append(tuple(filled))
    bold = all(cell.bold for cell in run[0]) and not all(cell.bold for cell in cells)
    yield Table(tuple(rows), True if bold and len(run) > 1 else None)


def _is_running_text(run: Sequence[Sequence[Column]]) -> bool:
    """Whether this is a page in columns that was drawn line by line: half of its cells go on with a sentence."""
    starts = [cell.lines[0].text.strip()[:1] for row in run for cell in row]
    return len(run) >= _FEWEST_COLUMN_LINES and sum(start.islower() for start in starts) >= len(starts) / 2


def _spans(run: Sequence[Sequence[Column]]) -> list[tuple[float, float]]:
    """From where to where each column of a table reaches: the cells' reaches, joined where they overlap."""
    spans: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for row in run for cell in row):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(right, spans[-1][1]))
        else:
            spans.append((left, right))
    return spans
