"""What readers think of answers: kept in a local SQLite file, masked, and forgotten after a while."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.answer import Answer
from assistant.guard.personal_data import find_personal_data, mask
from corpus.errors import StorageError

KINDS = ("useful", "wrong citation", "something missing", "should not have answered")
LONGEST_COMMENT = 500  # characters

_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    given_at TEXT NOT NULL, kind TEXT NOT NULL, comment TEXT NOT NULL, question TEXT NOT NULL, status TEXT NOT NULL,
    passages TEXT NOT NULL, answer TEXT NOT NULL, index_used TEXT NOT NULL)"""


@dataclass(frozen=True)
class Given:
    """One reader's feedback on one answer. ``given_at`` is in UTC; ``passages`` are the ids of those cited."""

    given_at: str
    kind: str
    comment: str
    question: str
    status: str
    passages: tuple[str, ...]
    answer: str
    index_used: str


class Feedback:
    """The feedback kept in a file; whatever is older than ``days`` is deleted whenever the file is used."""

    def __init__(self, path: Path, days: int) -> None:
        self._path = path
        self.days = days

    def give(self, answer: Answer, kind: str, comment: str) -> None:
        """Keep feedback on an answer. Personal data in the comment is masked; the answer's question already is.

        Raises:
            ValueError: there is no such kind.
            StorageError: the file can't be written.
        """
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of feedback; the kinds are {', '.join(KINDS)}.")
        short = comment.strip()[:LONGEST_COMMENT]
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            kind,
            mask(short, find_personal_data(short)),
            answer.question,
            answer.status,
            json.dumps([citation.passage for citation in answer.citations]),
            answer.id,
            answer.index,
        )
        with self._open() as connection:
            connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def all(self) -> list[Given]:
        """Everything kept, oldest first.

        Raises:
            StorageError: the file can't be read.
        """
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM feedback ORDER BY given_at, rowid").fetchall()
        return [Given(**(dict(row) | {"passages": tuple(json.loads(row["passages"]))})) for row in rows]

    def export(self, out: Path) -> int:
        """Write everything kept to a file, a JSON object a line; returns how many.

        Raises:
            StorageError: a file can't be read or written.
        """
        kept = self.all()
        try:
            out.write_text("".join(json.dumps(asdict(given)) + "\n" for given in kept), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{out} can't be written ({error.strerror}): choose another place.") from error
        return len(kept)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        oldest = (datetime.now(UTC) - timedelta(days=self.days)).isoformat(timespec="seconds")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute(_TABLE)
                connection.execute("DELETE FROM feedback WHERE given_at < ?", (oldest,))
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"Feedback can't be kept in {self._path} ({error}): check the folder, or set SIGNPOST_DATA to another."
            ) from error
