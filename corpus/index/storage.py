"""Where indexes lie: a folder each, and a pointer to the one in use.

data/current                the name of the index in use; replaced in one step
data/indexes/<name>/        manifest.json, documents, passages, units and questions (.jsonl), lexical/, chroma/
data/models/<model>-<layers>.onnx    the embedding model for questions
"""

import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from corpus.errors import IndexDamaged, IndexMissing, StorageError
from corpus.index.embedding import EARLY_LAYERS

FORMAT = 4


@dataclass(frozen=True)
class Manifest:
    """What an index was made from, and how much is in it."""

    name: str
    fingerprint: str
    model: str
    model_fingerprint: str
    format: int
    created: str
    units: int
    questions: int
    digests: dict[str, str]

    @property
    def vectors(self) -> int:
        """How many vectors the index holds."""
        return self.units + self.questions


class IndexStorage:
    """The folders under ``settings.data`` in which indexes are kept."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._pointer = data / "current"
        self._indexes = data / "indexes"

    def model_path(self, model_fingerprint: str) -> Path:
        """Where the exported embedding model lies."""
        return self.data / "models" / f"{model_fingerprint}-{EARLY_LAYERS}-last.onnx"

    def folder(self, name: str) -> Path:
        """Where the index of that name lies."""
        return self._indexes / name

    def current(self) -> str:
        """The name of the index in use.

        Raises:
            IndexMissing: there is none yet.
        """
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise IndexMissing(f"There is no index yet in {self.data}: run `signpost ingest` to make it.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"{self._pointer} can't be read ({error}): run `signpost ingest`.") from error
        if not name or "/" in name or not self.folder(name).is_dir():
            raise IndexDamaged(f"{self._pointer} names an index that is not there: run `signpost ingest`.")
        return name

    def hold(self, name: str) -> IO[str]:
        """Keep an index from being removed, until the file that this returns is closed or its process ends.

        Raises:
            IndexDamaged: it is not there.
        """
        try:
            held = self._manifest_path(name).open(encoding="utf-8")
        except OSError as error:
            raise IndexDamaged(f"{self._manifest_path(name)} can't be read: {_AGAIN}") from error
        fcntl.flock(held, fcntl.LOCK_SH)
        return held

    def manifest(self, name: str) -> Manifest:
        """Read an index's manifest.

        Raises:
            IndexDamaged: it is missing, cut off, or of another format.
        """
        path = self._manifest_path(name)
        try:
            manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged(f"{path} can't be read: {_AGAIN}") from error
        if manifest.format != FORMAT:
            raise IndexDamaged(
                f"The index in {self.folder(name)} was made by another version of Signpost: run `signpost ingest`."
            )
        return manifest

    def begin(self) -> str:
        """Make the empty folder of a new index and return its name.

        Raises:
            StorageError: the folder can't be written.
        """
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:6]}"
        try:
            self.folder(name).mkdir(parents=True)
            self.model_path("").parent.mkdir(exist_ok=True)
        except OSError as error:
            raise StorageError(f"{self.data} can't be written ({error.strerror}): {_ADVICE}") from error
        return name

    def publish(self, manifest: Manifest) -> None:
        """Seal a finished index with its manifest and point to it, in one step that can't be seen half done."""
        _write_whole(self._manifest_path(manifest.name), json.dumps(asdict(manifest), indent=1))
        _write_whole(self._pointer, manifest.name)

    def remove_all_but(self, new: str) -> list[str]:
        """Remove the folders of other indexes that nobody holds, and return their names. Call under :meth:`locked`."""
        return [p.name for p in self._indexes.glob("*") if p.name != new and self._removed(p.name)]

    def _removed(self, name: str) -> bool:
        """Remove an index's folder, unless somebody holds it; an unfinished one has no manifest, and no readers."""
        with ExitStack() as stack:
            if self._manifest_path(name).is_file():
                held = stack.enter_context(self._manifest_path(name).open())
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
            shutil.rmtree(self.folder(name), ignore_errors=True)
        return True

    def _manifest_path(self, name: str) -> Path:
        return self.folder(name) / "manifest.json"

    @contextmanager
    def locked(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the right to write; another process waits for it, after calling ``waiting`` once.

        Raises:
            StorageError: the folder can't be written.
        """
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            lock = (self.data / "ingest.lock").open("w")
        except OSError as error:
            raise StorageError(f"{self.data} can't be written ({error.strerror}): {_ADVICE}") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


_AGAIN = "run `signpost ingest` to make the index again."
_ADVICE = "free some space, or set SIGNPOST_DATA to a folder that can be written."


def _write_whole(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
