"""A workbook on disk: one SQLite file, in which nothing is overwritten. What a cell says is its latest change."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import StorageError, WorkbookError
from workbook.changes import Change, Conflict, Edition
from workbook.fields import Cell, canonical, check_value
from workbook.personal import hide_in, refuse

FORMAT = 1
_APPLICATION = 0x53504752  # "SPGR": tells a workbook from any other SQLite file
_WAIT = 10  # seconds for another writer to finish
_TABLES = """
CREATE TABLE changes (number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,
    sheet TEXT NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX by_cell ON changes (sheet, item, field, number);
CREATE TABLE probes (id TEXT PRIMARY KEY, element TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE edition (title TEXT NOT NULL, date TEXT NOT NULL);
"""
_LATEST = (
    "SELECT * FROM changes WHERE number IN "
    "(SELECT max(number) FROM changes WHERE at <= ? GROUP BY sheet, item, field) ORDER BY number"
)
ALWAYS = "9999"  # later than any time that a change can have


class Store:
    """A workbook's file. Every method opens it, does one thing in one transaction, and closes it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, edition: Edition, changes: Iterable[Change]) -> "Store":
        """Make a new workbook with these first changes.

        Raises:
            WorkbookError: there is a file already, or a change could not have been made.
            StorageError: the file can't be written.
        """
        store, first = cls(path), list(changes)
        for change in first:
            check_value(change.cell, change.value)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(exist_ok=False)
        except FileExistsError:
            raise WorkbookError(f"{path} is there already: choose another name.") from None
        except OSError as error:
            raise StorageError(f"{path} can't be written ({error.strerror}): choose another place.") from error
        with store._open(new=True) as connection:
            connection.executescript(f"BEGIN; {_TABLES}")
            connection.execute("INSERT INTO edition VALUES (?, ?)", (edition.title, edition.date))
            rows = [(id, element, text) for id, (element, text) in edition.probes.items()]
            connection.executemany("INSERT INTO probes VALUES (?, ?, ?)", rows)
            for change in first:
                value = canonical(change.cell, change.value)
                _insert(connection, change.at, hide_in(change.who), change.cell, value)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")
        return store

    def write(self, cell: Cell, value: str, seen: str, who: str) -> Change:
        """Write a value in a cell which its writer last saw saying ``seen``. When this returns, it is on the disk.

        Raises:
            Conflict: the cell says something else by now, and not the same as ``value``.
            PersonalDataFound: the value holds personal data.
            WorkbookError: the value can't be written there.
            StorageError: the file can't be written.
        """
        check_value(cell, value)
        value = canonical(cell, value)
        refuse(cell, value)
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            latest = _latest(connection, cell)
            now = latest.value if latest else ""
            if latest and now == value:
                connection.execute("ROLLBACK")
                return latest
            if now != seen:
                connection.execute("ROLLBACK")
                raise Conflict(latest or Change(0, "", "Somebody", cell, ""))
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            change = _insert(connection, at, hide_in(who), cell, value)
            connection.execute("COMMIT")
            return change

    def erase(self, sheet: str, item: str) -> None:
        """Take an item out of the workbook with its whole history, so that nothing of it is left in the file.

        Raises:
            StorageError: the file can't be written.
        """
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM changes WHERE sheet = ? AND item = ?", (sheet, item))
            connection.execute("COMMIT")

    def latest(self, at: str = ALWAYS) -> list[Change]:
        """For each cell the change that it shows, as things stood at a time (UTC, ISO 8601); by default, now.

        Raises:
            StorageError, WorkbookError: the file can't be read.
        """
        with self._open() as connection:
            return [_change(row) for row in connection.execute(_LATEST, (at,))]

    def history(self) -> list[Change]:
        """Every change, oldest first.

        Raises:
            StorageError, WorkbookError: the file can't be read.
        """
        with self._open() as connection:
            return [_change(row) for row in connection.execute("SELECT * FROM changes ORDER BY number")]

    def edition(self) -> Edition:
        """The standards that the workbook was begun on.

        Raises:
            StorageError, WorkbookError: the file can't be read.
        """
        with self._open() as connection:
            title, date = connection.execute("SELECT title, date FROM edition").fetchone()
            rows = connection.execute("SELECT id, element, text FROM probes ORDER BY rowid").fetchall()
            return Edition(title, date, {row["id"]: (row["element"], row["text"]) for row in rows})

    @contextmanager
    def _open(self, new: bool = False) -> Iterator[sqlite3.Connection]:
        if not self.path.is_file():
            raise WorkbookError(f"{self.path} is not there: check the name, or make it with `signpost workbook new`.")
        try:
            with closing(sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                # A rollback journal keeps a workbook to one file; FULL has each change on the disk before it is shown
                # as saved; what is erased is overwritten.
                connection.executescript("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
                if not new:
                    self._check(connection)
                yield connection
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"{self.path} can't be used ({error}): it is no workbook, or it is damaged, or the disk is full. "
                "Use a copy or an export of it."
            ) from error

    def _check(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
            raise WorkbookError(f"{self.path} is not a workbook of Signpost.")
        if connection.execute("PRAGMA user_version").fetchone()[0] > FORMAT:
            raise WorkbookError(f"{self.path} was made by a newer Signpost: open it with that one.")


def _insert(connection: sqlite3.Connection, at: str, who: str, cell: Cell, value: str) -> Change:
    row = (at, who, cell.sheet, cell.item, cell.field, value)
    done = connection.execute("INSERT INTO changes (at, who, sheet, item, field, value) VALUES (?, ?, ?, ?, ?, ?)", row)
    return Change(done.lastrowid or 0, at, who, cell, value)


def _latest(connection: sqlite3.Connection, cell: Cell) -> Change | None:
    row = connection.execute(
        "SELECT * FROM changes WHERE sheet = ? AND item = ? AND field = ? ORDER BY number DESC LIMIT 1",
        (cell.sheet, cell.item, cell.field),
    ).fetchone()
    return _change(row) if row else None


def _change(row: sqlite3.Row) -> Change:
    cell = Cell(sheet=row["sheet"], item=row["item"], field=row["field"])
    return Change(row["number"], row["at"], row["who"], cell, row["value"])
