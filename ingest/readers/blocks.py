"""What every reader gives: blocks of plain words in reading order, and what the file says about itself."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quotation"]
DEEPEST = 6
_LONGEST_COLUMN_NAME = 60
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


class UnreadableFile(Exception):
    """A file can't be read; the message is the reason, fit to stand after the file's name and a colon."""


@dataclass(frozen=True)
class Block:
    """A heading (``level`` 1 to 6), a list item (``level`` its depth, from 1), a paragraph or a quotation.

    ``page`` is the page on which it begins, counted from 1, where the file has pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None


@dataclass(frozen=True)
class ReadFile:
    """What was read: blocks, what the file says of itself, and ``notes`` on what could not be read or was left out."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    notes: tuple[str, ...] = ()


def plain(text: str) -> str:
    """One line of words: ligatures spelt out, and nothing that can't be seen (control characters, soft hyphens)."""
    spaced = "".join(" " if c.isspace() else c for c in text.translate(_LIGATURES))
    seen = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def heading_level(level: int) -> int:
    """The level brought within 1 to 6."""
    return min(max(level, 1), DEEPEST)


def table_blocks(rows: Sequence[Sequence[str]], first_is_header: bool | None, page: int | None = None) -> list[Block]:
    """A table as list items, one a row, each cell after its column's heading: "Who: the nurse; When: at once".

    Where it is not known whether the first row holds headings (None), it does if there are three columns or more
    and all its cells are short. Cells of a row that have no headings follow one another, the first set off by a colon.
    """
    filled = [[plain(cell) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if not filled:
        return []
    if first_is_header is None:
        first = filled[0]
        first_is_header = len(first) > 2 and all(0 < len(cell) <= _LONGEST_COLUMN_NAME for cell in first)
    if not first_is_header or len(filled) == 1:
        return [Block("item", _joined(row), 1, page) for row in filled]
    header, *body = filled
    return [Block("item", _labelled(header, row), 1, page) for row in body]


def _labelled(header: Sequence[str], row: Sequence[str]) -> str:
    names = [*header, *[""] * (len(row) - len(header))]
    cells = [f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell]
    return "; ".join([*(cell.rstrip(".;") for cell in cells[:-1]), *cells[-1:]])


def _joined(row: Sequence[str]) -> str:
    first, *others = [cell for cell in row if cell]
    return f"{first.rstrip(':')}: {'; '.join(others)}" if others else first
