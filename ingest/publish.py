"""The documents of the corpus become the index in use."""

import time
from dataclasses import dataclass

from corpus.bank import load_bank
from corpus.index.writing import Progress, Written, write_index
from corpus.library import load_documents
from corpus.settings import Settings


@dataclass(frozen=True)
class Report:
    """What an ingest did."""

    documents: int
    sections: int
    passages: int
    questions: int
    seconds: float
    written: Written


def ingest(settings: Settings, progress: Progress = lambda done, total: None) -> Report:
    """Load every document with its question bank, and publish the index over them.

    Raises:
        DocumentError: a document can't be loaded; the index in use stays as it is.
        StorageError: the index can't be written; likewise.
    """
    started = time.monotonic()
    documents = load_documents(settings.documents)
    questions = [q for d in documents for q in load_bank(settings.documents / d.slug, d)]
    written = write_index(settings, documents, questions, progress)
    return Report(
        documents=len(documents),
        sections=sum(len(document.sections) for document in documents),
        passages=sum(len(document.passages) for document in documents),
        questions=len(questions),
        seconds=time.monotonic() - started,
        written=written,
    )
