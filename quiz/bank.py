"""The bank that trainers keep: items with what was decided about them, in a SQLite file that several may have open."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from assistant.guard.personal_data import find_personal_data
from corpus.errors import StorageError
from quiz.errors import BankConflict, QuizError
from quiz.item import Item

State = Literal["proposed", "accepted", "rejected"]
STATES: tuple[State, ...] = get_args(State)
LONGEST = 1000  # characters of a text that a trainer writes

_TABLE = """CREATE TABLE IF NOT EXISTS items (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, item TEXT NOT NULL)"""


@dataclass(frozen=True)
class Kept:
    """An item of the bank. ``version`` goes up with each change; ``stale`` where a document has changed since."""

    item: Item
    state: State
    version: int
    stale: bool


class Bank:
    """The bank in a file. Each change names the version that it was made from, so that nobody overwrites another."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, items: Iterable[Item]) -> int:
        """Put items at the end, as proposed; those that are there already stay as they are. Returns how many are new.

        Raises:
            StorageError: the file can't be written.
        """
        with self._open() as connection:
            last = connection.execute("SELECT COALESCE(MAX(place), 0) FROM items").fetchone()[0]
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO items VALUES (?, ?, 'proposed', 1, ?)",
                [(item.id, last + n, item.model_dump_json()) for n, item in enumerate(items, 1)],
            )
            return connection.total_changes - before

    def all(self, fingerprints: dict[str, str]) -> list[Kept]:
        """Every item in the trainers' order; ``fingerprints`` are those of the documents as they are now.

        Raises:
            StorageError: the file can't be read.
        """
        with self._open() as connection:
            rows = connection.execute("SELECT state, version, item FROM items ORDER BY place, id").fetchall()
        read = ((row[0], row[1], Item.model_validate_json(row[2])) for row in rows)
        return [Kept(item, state, version, item.is_stale(fingerprints)) for state, version, item in read]

    def decide(self, id: str, version: int, state: State) -> None:
        """Accept or reject an item, or take that back.

        Raises:
            BankConflict: someone else has changed it since.
            StorageError: the file can't be written.
        """
        with self._open() as connection:
            self._changed(
                connection.execute(
                    "UPDATE items SET state = ?, version = version + 1 WHERE id = ? AND version = ?",
                    (state, id, version),
                )
            )

    def edit(self, id: str, version: int, stem: str, options: Sequence[str], explanation: str) -> None:
        """Change an item's words. Its sources stay, and it is marked as edited and asks to be accepted again.

        Raises:
            QuizError: a text is empty, too long, or holds personal data.
            BankConflict: someone else has changed the item since.
            StorageError: the file can't be written.
        """
        with self._open() as connection:
            row = connection.execute("SELECT item FROM items WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise BankConflict(_GONE)
            item = Item.model_validate_json(row[0])
            _check_texts([stem, *options, explanation], [item.stem, *(o.text for o in item.options), item.explanation])
            if len(options) != len(item.options):
                raise QuizError("The item has another number of options: open it again.")
            new = [o.model_copy(update={"text": t.strip()}) for o, t in zip(item.options, options, strict=True)]
            words = {"stem": stem.strip(), "options": tuple(new), "explanation": explanation.strip(), "edited": True}
            self._changed(
                connection.execute(
                    "UPDATE items SET item = ?, state = 'proposed', version = version + 1 WHERE id = ? AND version = ?",
                    (item.model_copy(update=words).model_dump_json(), id, version),
                )
            )

    def move(self, id: str, up: bool) -> None:
        """Let an item change places with the one above or below it among those decided alike; at the end it stays.

        Raises:
            StorageError: the file can't be written.
        """
        alike = "SELECT id, place FROM items WHERE state = (SELECT state FROM items WHERE id = ?) ORDER BY place, id"
        with self._open() as connection:
            rows = connection.execute(alike, (id,)).fetchall()
            at = next((n for n, row in enumerate(rows) if row[0] == id), -1)
            other = at + (-1 if up else 1)
            if at < 0 or not 0 <= other < len(rows):
                return
            (one, place), (neighbour, its_place) = rows[at], rows[other]
            swapped = [(its_place, one), (place, neighbour)]
            connection.executemany("UPDATE items SET place = ? WHERE id = ?", swapped)

    def remove(self, states: Sequence[State]) -> int:
        """Delete every item in one of these states; returns how many.

        Raises:
            StorageError: the file can't be written.
        """
        with self._open() as connection:
            marks = json.dumps(list(states))
            return connection.execute(
                "DELETE FROM items WHERE state IN (SELECT value FROM json_each(?))", (marks,)
            ).rowcount

    @staticmethod
    def _changed(done: sqlite3.Cursor) -> None:
        if done.rowcount != 1:
            raise BankConflict(_GONE)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10, isolation_level=None)) as connection:
                connection.execute(_TABLE)
                connection.execute("BEGIN IMMEDIATE")
                with connection:
                    yield connection
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"The quiz bank {self._path} can't be used ({error}): check the folder, or set another SIGNPOST_DATA."
            ) from error


_GONE = "Someone else has changed this item since you opened it. Here it is as it stands now: look at it again."


def _check_texts(texts: Sequence[str], before: Sequence[str]) -> None:
    for text in texts:
        if not text.strip():
            raise QuizError("A question and its options need words: nothing can be left empty.")
        if len(text) > LONGEST and text not in before:
            raise QuizError(f"A text has {len(text):,} characters, and the limit is {LONGEST:,}: shorten it.")
        if text not in before and (found := find_personal_data(text)):
            raise QuizError(
                f"The text seems to hold personal data ({found[0].kind}): leave out what could identify someone."
            )
