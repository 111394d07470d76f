"""A file becomes the folder of a document, ready to be put in its place."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.bank import load_bank
from corpus.document import Document
from corpus.errors import DocumentError, StorageError
from corpus.library import load_document
from corpus.settings import Settings
from ingest.describe import about_yaml, describe, with_new_edition
from ingest.gather import Given, slug_of
from ingest.readers.blocks import UnreadableFile
from ingest.reading import FileReader
from ingest.stored import document_markdown, pages

_KEPT = ("about.yaml", "questions.yaml")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Prepared:
    """What became of a file: a document in ``folder``, or the ``reason`` why there is none; ``notes`` either way.

    ``replaces`` is the document whose place it will take; where nothing has changed since, there is no ``folder``.
    """

    name: str
    slug: str
    folder: Path | None = None
    document: Document | None = None
    replaces: Document | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the file is the one that the document was made from."""
        return self.reason is None and self.folder is None


def prepare(settings: Settings, files: Iterable[Given], work: Path, reader: FileReader) -> Iterator[Prepared]:
    """Read files into folders under ``work``, one after the other; each failure is told with its reason."""
    taken: dict[str, str] = {}
    for file in files:
        slug = slug_of(file.name)
        if file.reason:
            yield Prepared(file.name, slug, reason=file.reason)
        elif slug in taken:
            yield Prepared(
                file.name, slug, reason=f"it would be called {slug}, as {taken[slug]} is: rename one of them"
            )
        elif (settings.documents / slug).exists():
            yield Prepared(file.name, slug, reason=f"Signpost came with a document called {slug}: rename the file")
        else:
            taken[slug] = file.name
            yield _prepared(settings, file, slug, work / slug, reader)


def _prepared(settings: Settings, file: Given, slug: str, folder: Path, reader: FileReader) -> Prepared:
    place = settings.added / slug
    try:
        folder.mkdir()
        source = folder / f"source{Path(file.name).suffix.lower()}"
        if _copy(file.path, source, reader.limits.size) == _fingerprint(place / source.name):
            shutil.rmtree(folder)
            there = load_document(place)
            return Prepared(file.name, slug, document=there, replaces=there)
        read = reader.read(source)
        if not any(block.kind != "heading" for block in read.blocks):
            raise UnreadableFile("it has no text")
        about = describe(read, file.name)
        for kept in _KEPT:
            if (place / kept).is_file():
                shutil.copy(place / kept, folder / kept)
        about_path = folder / "about.yaml"
        if about_path.is_file():
            about_path.write_text(with_new_edition(about_path.read_text("utf-8"), file.name), encoding="utf-8")
        else:
            about_path.write_text(about_yaml(about), encoding="utf-8")
        (folder / "document.md").write_bytes(document_markdown(read.blocks, about.title).encode())
        document = load_document(folder)
        if numbers := pages(document, read.blocks):
            (folder / "pages.json").write_text(json.dumps(numbers, indent=0), encoding="utf-8")
        load_bank(folder, document)
        replaces = load_document(place) if place.is_dir() else None
        return Prepared(file.name, slug, folder, document, replaces, notes=read.notes)
    except UnreadableFile as error:
        reason = str(error)
    except DocumentError as error:
        reason = f"it does not fit what its owner wrote about the earlier version. {error}"
    except OSError as error:
        if error.filename != str(file.path) and error.errno is not None:
            raise StorageError(
                f"{settings.added} can't be written ({error.strerror}): free some space, or set SIGNPOST_DATA to a "
                "folder that can be written. Nothing was changed."
            ) from error
        reason = f"it can't be read ({error.strerror})"
    shutil.rmtree(folder, ignore_errors=True)
    return Prepared(file.name, slug, reason=reason)


def _copy(path: Path, copy: Path, most: int) -> str:
    """Copy a file and return its fingerprint, without following a link put in its place since."""
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as source, copy.open("wb") as target:
        size = os.fstat(source.fileno()).st_size
        if size > most:
            raise UnreadableFile(f"it has {size / 1e6:,.0f} MB, and Signpost reads up to {most / 1e6:,.0f} MB")
        if size == 0:
            raise UnreadableFile("it is empty")
        while part := source.read(_CHUNK):
            digest.update(part)
            target.write(part)
    return digest.hexdigest()


def _fingerprint(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
