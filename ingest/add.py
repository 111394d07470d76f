"""Files are added to the corpus: read, prepared, put in their places, and published with all the others."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.index.writing import Progress
from corpus.settings import Settings
from ingest.added import AddedDocuments
from ingest.gather import Given, given
from ingest.prepare import Prepared, prepare
from ingest.publish import Report, ingest
from ingest.reading import LIMITS, FileReader, Limits


@dataclass(frozen=True)
class Added:
    """What became of each file, and what was published: nothing (None) in a dry run."""

    files: tuple[Prepared, ...]
    report: Report | None


def add_files(
    settings: Settings,
    files: Sequence[Given],
    progress: Progress = lambda done, total: None,
    *,
    dry_run: bool = False,
    told: Callable[[Prepared], None] = lambda file: None,
    waiting: Callable[[], None] = lambda: None,
    limits: Limits = LIMITS,
) -> Added:
    """Add files to the documents that answers come from.

    A file that can't be read is told of with its reason, and keeps no other from being added. A file of the name of
    an added document replaces it whole. ``told`` hears of each file as soon as it has been read. With ``dry_run``
    nothing is put in place or published.

    Raises:
        StorageError: the data folder can't be written; the index in use stays as it is.
    """
    found: list[Prepared] = []
    with AddedDocuments(settings.added).working_folder() as work, closing(FileReader(limits)) as reader:
        for file in prepare(settings, files, work, reader):
            found.append(file)
            told(file)
        put = [file.folder for file in found if file.folder]
        report = None if dry_run else ingest(settings, progress, put=put, waiting=waiting)
    return Added(tuple(found), report)


def add_upload(settings: Settings, path: Path, name: str) -> Prepared:
    """Add one file that someone sent under a name of their own, and publish it; returns what became of it.

    The name is shown to people and gives the document its short name; it never leads to a place on the disk.

    Raises:
        StorageError: the data folder can't be written; the index in use stays as it is.
    """
    return add_files(settings, [given(path, name)]).files[0]
