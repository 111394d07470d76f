"""A workbook as JSON: to keep a copy that needs no program, and to carry it elsewhere."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import WorkbookError
from workbook.changes import Change, Edition
from workbook.fields import Cell
from workbook.personal import hide
from workbook.store import Store

VERSION = 1
LARGEST = 20_000_000  # characters


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Probe(_Strict):
    id: str
    element: str
    text: str


class _Edition(_Strict):
    title: str
    date: str
    probes: tuple[_Probe, ...]


class _Change(_Strict):
    at: str = Field(pattern=r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$")
    who: str
    cell: Cell
    value: str


class _File(_Strict):
    signpost_workbook: int
    edition: _Edition
    changes: tuple[_Change, ...]


def to_json(store: Store) -> str:
    """The whole workbook with its history.

    Raises:
        StorageError, WorkbookError: the file can't be read.
    """
    edition = store.edition()
    probes = tuple(_Probe(id=id, element=element, text=text) for id, (element, text) in edition.probes.items())
    changes = tuple(_Change(at=c.at, who=c.who, cell=c.cell, value=c.value) for c in store.history())
    made = _Edition(title=edition.title, date=edition.date, probes=probes)
    return _File(signpost_workbook=VERSION, edition=made, changes=changes).model_dump_json(indent=1)


def from_json(text: str, path: Path) -> tuple[Store, int]:
    """Make a workbook from what :func:`to_json` gave. Personal data in it is hidden; returned is how many times.

    Raises:
        WorkbookError: the text is not an exported workbook, or there is a file already.
        StorageError: the file can't be written.
    """
    if len(text) > LARGEST:
        raise WorkbookError("This file is too large to be a workbook.")
    try:
        read = _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole of it"
        raise WorkbookError(f"This is not an exported workbook ({where}: {first['msg']}).") from error
    if read.signpost_workbook > VERSION:
        raise WorkbookError("This workbook was exported by a newer Signpost: import it with that one.")
    hidden = 0
    changes = []
    for change in read.changes:
        value = hide(change.cell, change.value)
        hidden += value != change.value
        changes.append(Change(0, change.at, change.who, change.cell, value))
    probes = {probe.id: (probe.element, probe.text) for probe in read.edition.probes}
    return Store.create(path, Edition(read.edition.title, read.edition.date, probes), changes), hidden
