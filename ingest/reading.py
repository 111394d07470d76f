"""Files are read in another process, under limits on time and memory, so that no file can hold up or end an ingest."""

import json
import os
import selectors
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import ingest
from ingest.readers.blocks import ReadFile, UnreadableFile

_READ = TypeAdapter(ReadFile)
_ROOT = Path(ingest.__file__).parent.parent


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: seconds, bytes of memory, bytes of the file, bytes of what is read from it."""

    seconds: float = 120
    memory: int = 2_000_000_000
    size: int = 100_000_000
    words: int = 50_000_000


LIMITS = Limits()


class FileReader:
    """Reads files one at a time in a child process, which is kept for the next file until one breaks it.

    :meth:`close` ends the child.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> ReadFile:
        """Read a file of a kind that ``ingest.readers.READERS`` lists.

        Raises:
            UnreadableFile: the reason why nothing was read: what is wrong with the file, or the limit that it broke.
        """
        reply = self._ask(path)
        try:
            said = json.loads(reply)
            if said.get("spent"):
                self.close()
            if "reason" in said:
                raise UnreadableFile(str(said["reason"]))
            return _READ.validate_python(said["read"])
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            self.close()
            raise UnreadableFile("what was read from it makes no sense: it is damaged") from error

    def _ask(self, path: Path) -> bytes:
        if self._child is not None and self._child.poll() is not None:
            self.close()
        child = self._child = self._child or self._start()
        to_child, from_child = child.stdin, child.stdout
        assert to_child is not None
        assert from_child is not None
        try:
            to_child.write(json.dumps({"path": str(path)}).encode() + b"\n")
            to_child.flush()
            return self._reply(from_child.fileno())
        except (BrokenPipeError, EOFError) as error:
            self.close()
            raise UnreadableFile("reading it ended the reader: it is damaged, or needs too much memory") from error
        except UnreadableFile:
            self.close()
            raise

    def _reply(self, source: int) -> bytes:
        """One line from the child, in time."""
        until = time.monotonic() + self.limits.seconds
        found = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(source, selectors.EVENT_READ)
            while not found.endswith(b"\n"):
                if not selector.select(max(until - time.monotonic(), 0)):
                    raise UnreadableFile(f"reading it took longer than {self.limits.seconds:g} seconds")
                part = os.read(source, 1 << 20)
                if not part:
                    raise EOFError
                found += part
                if len(found) > self.limits.words:
                    raise UnreadableFile(f"it holds more than {self.limits.words / 1e6:g} MB of words")
        return bytes(found)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "ingest.child", str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1"},
        )

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is None:
            return
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._child.kill()
        self._child.wait()
        self._child = None
