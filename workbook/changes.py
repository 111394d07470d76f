"""A change in a workbook, two that can't both stand, and the standards that a workbook was begun on."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import WorkbookError
from workbook.fields import Cell


@dataclass(frozen=True)
class Change:
    """Who wrote what, where and when (UTC, ISO 8601)."""

    number: int
    at: str
    who: str
    cell: Cell
    value: str


@dataclass(frozen=True)
class Edition:
    """The standards that a workbook was begun on: their title and date, and each probe's element and text by its id."""

    title: str
    date: str
    probes: Mapping[str, tuple[str, str]]


class Conflict(WorkbookError):
    """Somebody else has written in a cell since it was read. ``theirs`` is what it says now."""

    def __init__(self, theirs: Change) -> None:
        super().__init__(f"{theirs.who} changed this while you were writing. Yours has not been saved.")
        self.theirs = theirs
