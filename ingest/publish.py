"""The documents of the corpus become the index in use."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bank import load_bank
from corpus.errors import StorageError
from corpus.index.storage import IndexStorage
from corpus.index.writing import Progress, Written, write_index
from corpus.library import document_folder, load_corpus
from corpus.settings import Settings
from ingest.added import AddedDocuments


@dataclass(frozen=True)
class Report:
    """What an ingest did."""

    documents: int
    sections: int
    passages: int
    questions: int
    seconds: float
    written: Written


def ingest(
    settings: Settings,
    progress: Progress = lambda done, total: None,
    *,
    put: Sequence[Path] = (),
    remove: Sequence[str] = (),
    waiting: Callable[[], None] = lambda: None,
) -> Report:
    """Load every document with its question bank, and publish the index over them.

    ``put`` are the folders of prepared documents, which take their places first, and ``remove`` the added documents
    that leave theirs. ``waiting`` is called where another ingest is at work and this one waits for it.

    Raises:
        DocumentError: a document can't be loaded; the index in use stays as it is.
        StorageError: the index can't be written; likewise.
        UnknownDocument: there is no added document of a name in ``remove``.
    """
    started = time.monotonic()
    with IndexStorage(settings.data).locked(waiting):
        _change(AddedDocuments(settings.added), put, remove)
        documents = load_corpus(settings)
        questions = [q for d in documents for q in load_bank(document_folder(settings, d.slug), d)]
        written = write_index(settings, documents, questions, progress)
    return Report(
        documents=len(documents),
        sections=sum(len(document.sections) for document in documents),
        passages=sum(len(document.passages) for document in documents),
        questions=len(questions),
        seconds=time.monotonic() - started,
        written=written,
    )


def _change(added: AddedDocuments, put: Sequence[Path], remove: Sequence[str]) -> None:
    try:
        added.recover()
        for slug in remove:
            added.remove(slug)
        for folder in put:
            added.put(folder)
    except OSError as error:
        raise StorageError(
            f"{added.folder} can't be written ({error.strerror}): free some space or give Signpost the right to write "
            "there, and run `signpost ingest` again. The index in use is as it was."
        ) from error
