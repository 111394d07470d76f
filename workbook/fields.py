"""What can be written in a workbook, where, and in what form."""

import re
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import WorkbookError

Rating = Literal["", "not in place", "started", "largely in place", "embedded", "can’t say"]
RATINGS: tuple[Rating, ...] = tuple(r for r in get_args(Rating) if r)
LEVELS: dict[Rating, int] = {"not in place": 0, "started": 1, "largely in place": 2, "embedded": 3}

LONGEST = 4000  # characters in one field
MOST_EVIDENCE = 60  # pieces for one probe of one partner

# A cell is found by its sheet, its item and its field. The sheet of a partner's ratings is the partner's id, and its
# items are probes; the title has neither sheet nor item.
PARTNERS = "partners"
LOG = "log"
TITLE_FIELDS = ("title",)
PARTNER_FIELDS = ("name",)
ENTRY_FIELDS = ("rating", "doing", "evidence", "action", "owner", "due")
LOG_FIELDS = ("date", "topic", "principle", "situation", "did", "change", "need")
_ITEMS = {"": "", PARTNERS: r"partner-\d{1,3}", LOG: r"[\w-]{1,64}"}
_PARTNER = re.compile(_ITEMS[PARTNERS])
_PROBE = r"[\w-]+:[0-9a-f]{10}"


class Cell(BaseModel):
    """A place in a workbook."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sheet: str = ""
    item: str = ""
    field: str


class Evidence(BaseModel):
    """A piece of evidence: ``source`` is the id of a source that the tool names, or "" for one that was added."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = ""
    name: str = ""
    link: str = ""


_EVIDENCE = TypeAdapter(tuple[Evidence, ...])


def _fields(sheet: str) -> tuple[str, ...]:
    return {"": TITLE_FIELDS, PARTNERS: PARTNER_FIELDS, LOG: LOG_FIELDS}.get(sheet, ENTRY_FIELDS)


def check_value(cell: Cell, value: str) -> None:
    """Refuse what can't be written in a cell.

    Raises:
        WorkbookError: there is no such field, or the value is too long or of the wrong form for it.
    """
    known = cell.sheet in _ITEMS or _PARTNER.fullmatch(cell.sheet)
    if (
        not known
        or not re.fullmatch(_ITEMS.get(cell.sheet, _PROBE), cell.item)
        or cell.field not in _fields(cell.sheet)
    ):
        raise WorkbookError("A workbook has no such place to write in.")
    if len(value) > LONGEST:
        raise WorkbookError(f"This is {len(value)} characters long. Make it {LONGEST} or fewer.")
    if cell.field == "rating" and value not in get_args(Rating):
        raise WorkbookError(f"“{value}” is not a rating. The ratings are: {', '.join(RATINGS)}.")
    if cell.field in ("due", "date") and value:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise WorkbookError(f"“{value}” is not a date. Write it as year-month-day, such as 2026-03-31.") from None
    if cell.field == "evidence":
        _check_evidence(read_evidence(value))
    if cell.sheet == PARTNERS and not value.strip():
        raise WorkbookError("Give the partner a name.")


def _check_evidence(pieces: tuple[Evidence, ...]) -> None:
    if len(pieces) > MOST_EVIDENCE:
        raise WorkbookError(f"This is more than {MOST_EVIDENCE} pieces of evidence for one probe. Group some of them.")
    for piece in pieces:
        if not piece.source and not piece.name.strip():
            raise WorkbookError("Give each piece of evidence that you add a name.")
        if piece.link and urlsplit(piece.link).scheme not in ("http", "https"):
            raise WorkbookError("A link must begin with https:// or http://.")


def canonical(cell: Cell, value: str) -> str:
    """The value in the one form in which it is kept.

    Raises:
        WorkbookError: it is evidence that can't be read.
    """
    return write_evidence(read_evidence(value)) if cell.field == "evidence" else value


def read_evidence(value: str) -> tuple[Evidence, ...]:
    """The pieces of evidence in a cell; an empty cell has none.

    Raises:
        WorkbookError: the value is not a list of evidence.
    """
    try:
        return _EVIDENCE.validate_json(value) if value else ()
    except ValidationError as error:
        raise WorkbookError("The evidence could not be read. Enter it again.") from error


def write_evidence(pieces: tuple[Evidence, ...]) -> str:
    """The value of a cell that holds these pieces of evidence: always the same for the same pieces."""
    return _EVIDENCE.dump_json(pieces).decode() if pieces else ""
