"""What a workbook says at one moment: partners, their ratings of each probe, and the log of reflections."""

import re
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from corpus.errors import WorkbookError
from workbook.changes import Change, Edition
from workbook.fields import LEVELS, LOG, PARTNERS, Cell, Evidence, Rating, read_evidence
from workbook.personal import refuse
from workbook.standards import Standards
from workbook.store import Store

SUFFIX = ".workbook"
THREE_PARTNERS = ("Council", "NHS", "Police")
_KEY = re.compile(r"[\w-]{16,64}")


@dataclass(frozen=True)
class Entry:
    """How one partner sees one probe: its rating, what it does, what it holds, and what it will do by when."""

    rating: Rating = ""
    doing: str = ""
    evidence: tuple[Evidence, ...] = ()
    action: str = ""
    owner: str = ""
    due: str = ""

    @property
    def level(self) -> int | None:
        """0 to 3, from not in place to embedded; None where it is not rated or can't be said."""
        return LEVELS.get(self.rating)


@dataclass(frozen=True)
class Reflection:
    """One entry of the log. ``topic`` is the heading in the guidance that it was begun from."""

    id: str
    date: str = ""
    topic: str = ""
    principle: str = ""
    situation: str = ""
    did: str = ""
    change: str = ""
    need: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook as it stands, or stood. ``entries`` is by partner and probe; both may have ids that are gone."""

    title: str
    partners: Mapping[str, str]
    entries: Mapping[tuple[str, str], Entry]
    log: tuple[Reflection, ...]

    def entry(self, partner: str, probe: str) -> Entry:
        """What a partner has entered for a probe; empty where it has entered nothing."""
        return self.entries.get((partner, probe), Entry())


@dataclass(frozen=True)
class EditionChange:
    """How the standards now differ from those that a workbook was begun on. ``gone`` has elements and texts by id."""

    begun: str
    now: str
    gone: Mapping[str, tuple[str, str]]
    new: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything has changed at all."""
        return bool(self.gone or self.new)


def new_key() -> str:
    """A workbook's key: who has it can open the workbook, and nobody can guess it.

    It has no hyphen: one at its start would be taken for an option in the terminal.
    """
    return secrets.token_hex(16)


def path_of(folder: Path, key: str) -> Path:
    """Where the workbook of that key is kept.

    Raises:
        WorkbookError: that can't be a key.
    """
    if not _KEY.fullmatch(key):
        raise WorkbookError("That is not a workbook’s key: copy all of it, to its last letter or digit.")
    return folder / f"{key}{SUFFIX}"


def begin(path: Path, title: str, partners: Sequence[str], standards: Standards, who: str) -> Store:
    """Make a new workbook on the standards of today.

    Raises:
        WorkbookError: the title or a partner's name is empty or there twice, or there is a file already.
        PersonalDataFound: a name holds personal data.
        StorageError: the file can't be written.
    """
    if not title.strip():
        raise WorkbookError("Give the workbook a name.")
    names = [name.strip() for name in partners if name.strip()]
    if len({name.casefold() for name in names}) < len(names):
        raise WorkbookError("Two partners have the same name. Give each its own.")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    cells = {Cell(field="title"): title.strip()}
    cells |= {Cell(sheet=PARTNERS, item=f"partner-{n}", field="name"): name for n, name in enumerate(names, 1)}
    for cell, value in cells.items():
        refuse(cell, value)
    return Store.create(path, edition(standards), [Change(0, at, who, cell, value) for cell, value in cells.items()])


def edition(standards: Standards) -> Edition:
    """The standards of today as a workbook keeps them."""
    probes = {p.id: (e.title, p.text) for e in standards.elements for p in e.probes}
    return Edition(standards.about.title, standards.about.date, probes)


def edition_change(begun: Edition, standards: Standards) -> EditionChange:
    """What has changed since a workbook was begun. A probe's id depends on its words: new words, new id."""
    gone = {id: probe for id, probe in begun.probes.items() if id not in standards.probes}
    new = tuple(id for id in standards.probes if id not in begun.probes)
    return EditionChange(begun.date, standards.about.date, gone, new)


def read_book(changes: Iterable[Change]) -> Book:
    """A workbook from the latest changes of its cells."""
    title = ""
    partners: dict[str, str] = {}
    entries: dict[tuple[str, str], dict[str, str]] = {}
    log: dict[str, dict[str, str]] = {}
    for change in changes:
        cell, value = change.cell, change.value
        if cell.sheet == "":
            title = value
        elif cell.sheet == PARTNERS:
            partners[cell.item] = value
        elif cell.sheet == LOG:
            log.setdefault(cell.item, {})[cell.field] = value
        else:
            entries.setdefault((cell.sheet, cell.item), {})[cell.field] = value
    return Book(
        title=title,
        partners=dict(sorted(partners.items(), key=lambda partner: int(partner[0].rpartition("-")[2]))),
        entries={place: _entry(fields) for place, fields in entries.items()},
        log=tuple(sorted((Reflection(id, **fields) for id, fields in log.items()), key=_newest, reverse=True)),
    )


def _newest(reflection: Reflection) -> tuple[str, str]:
    return reflection.date, reflection.id


def end_of(day: date) -> str:
    """The last moment of a day of this machine's clock, as changes are timed (UTC, ISO 8601)."""
    midnight = datetime.fromtimestamp(time.mktime((day + timedelta(days=1)).timetuple()), UTC)
    return (midnight - timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def _entry(fields: Mapping[str, str]) -> Entry:
    return Entry(
        rating=cast(Rating, fields.get("rating", "")),
        doing=fields.get("doing", ""),
        evidence=read_evidence(fields.get("evidence", "")),
        action=fields.get("action", ""),
        owner=fields.get("owner", ""),
        due=fields.get("due", ""),
    )
