"""What every reader gives: blocks of plain words in reading order, and what the file says about itself."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quotation"]
DEEPEST = 6
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
