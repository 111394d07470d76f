"""The folder of added documents: each is put in its place whole, replaced whole or removed whole.

<data>/documents/<slug>/        about.yaml, document.md, pages.json where there are pages, source.<kind> as received
<data>/documents/.work/         documents that are being read, and those that are on their way out
<data>/documents/.replaced/     the old version, while the new one takes its place
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StorageError, UnknownDocument

_A_DAY = 86_400


class AddedDocuments:
    """The added documents under ``settings.added``. What changes them is called under ``IndexStorage.locked``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._work = folder / ".work"
        self._replaced = folder / ".replaced"

    def slugs(self) -> list[str]:
        """The documents there are."""
        return sorted(path.parent.name for path in self.folder.glob("*/about.yaml"))

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """A new folder to prepare documents in; it is gone afterwards.

        Raises:
            StorageError: it can't be written.
        """
        made = self._work / uuid.uuid4().hex
        try:
            made.mkdir(parents=True)
        except OSError as error:
            raise StorageError(
                f"{self.folder} can't be written ({error.strerror}): free some space, or set SIGNPOST_DATA to a "
                "folder that can be written."
            ) from error
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def put(self, prepared: Path) -> None:
        """Put a prepared document's folder in its place, and the old version, if there is one, out of it."""
        place, aside = self.folder / prepared.name, self._replaced / prepared.name
        if place.exists():
            self._replaced.mkdir(exist_ok=True)
            os.rename(place, aside)
        os.rename(prepared, place)
        shutil.rmtree(aside, ignore_errors=True)

    def remove(self, slug: str) -> None:
        """Remove a document.

        Raises:
            UnknownDocument: none of that name was added.
        """
        if slug not in self.slugs():
            there = ", ".join(self.slugs()) or "none"
            raise UnknownDocument(f"No document called {slug} was added: the added ones are: {there}.")
        with self.working_folder() as work:
            os.rename(self.folder / slug, work / slug)

    def recover(self) -> None:
        """Finish what a process that was killed left half done."""
        for aside in self._replaced.glob("*"):
            if (self.folder / aside.name).exists():
                shutil.rmtree(aside, ignore_errors=True)
            else:
                os.rename(aside, self.folder / aside.name)
        for left in self._work.glob("*"):
            if left.stat().st_mtime < time.time() - _A_DAY:
                shutil.rmtree(left, ignore_errors=True)
