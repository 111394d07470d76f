"""Whether everything is in order: settings, documents, model and index, each with what to do where it is not."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from corpus.bank import BankQuestion, load_bank
from corpus.document import Document
from corpus.errors import SignpostError
from corpus.index.embedding import model_fingerprint
from corpus.index.reading import Index, open_index
from corpus.index.writing import expected_fingerprint
from corpus.library import document_folder, load_document
from corpus.settings import Settings

_LEAST_SPACE = 500_000_000
_SAMPLE = 20
_SAME_VECTOR = 0.999


@dataclass(frozen=True)
class Finding:
    """What was looked at, and whether it is well; if not, what was found and what to do."""

    well: bool
    said: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, one finding after the other."""
    yield _space(settings)
    try:
        yield Finding(True, f"The model {settings.model} is there (fingerprint {model_fingerprint(settings.model)}).")
    except SignpostError as error:
        yield Finding(False, str(error))
        return
    documents: list[Document] = []
    questions: list[BankQuestion] = []
    unread = 0
    for path in sorted([*settings.documents.glob("*/about.yaml"), *settings.added.glob("*/about.yaml")]):
        try:
            document = load_document(path.parent)
            questions += load_bank(document_folder(settings, document.slug), document)
            documents.append(document)
        except SignpostError as error:
            unread += 1
            yield Finding(False, str(error))
    if not documents:
        yield Finding(False, f"There is no document in {settings.documents}: set SIGNPOST_DOCUMENTS to their folder.")
    yield Finding(not unread, f"{len(documents)} documents can be read{f', {unread} can not' if unread else ''}.")
    try:
        index = open_index(settings)
    except SignpostError as error:
        yield Finding(False, str(error))
        return
    yield Finding(True, f"The index {index.manifest.fingerprint} is whole: {index.manifest.vectors} vectors.")
    yield _spans(index)
    yield _vectors(index)
    current = not unread and expected_fingerprint(settings, _in_order(settings, documents), questions)
    if current == index.manifest.fingerprint:
        yield Finding(True, "The index is that of the documents as they are now.")
    else:
        yield Finding(False, "The documents have changed since the index was made: run `signpost ingest`.")


def _in_order(settings: Settings, documents: list[Document]) -> list[Document]:
    return sorted(documents, key=lambda document: ((settings.added / document.slug).is_dir(), document.slug))


def _space(settings: Settings) -> Finding:
    place = settings.data if settings.data.is_dir() else settings.data.parent
    if not os.access(place, os.W_OK):
        return Finding(False, f"{settings.data} can't be written: set SIGNPOST_DATA to a folder that can.")
    free = shutil.disk_usage(place).free
    if free < _LEAST_SPACE:
        return Finding(False, f"{settings.data} has {free / 1e6:.0f} MB left: an ingest may need 500 MB. Free some.")
    return Finding(True, f"{settings.data} can be written and has {free / 1e9:.0f} GB left.")


def _spans(index: Index) -> Finding:
    wrong = [p.id for p in index.passages if index.documents[p.document].text[p.start : p.end] != p.text]
    if wrong:
        return Finding(False, f"{len(wrong)} passages are not where the index says, such as {wrong[0]}: remove the "
                              "folder `indexes` of SIGNPOST_DATA and run `signpost ingest`.")  # fmt: skip
    return Finding(True, f"All {len(index.passages)} passages stand in their documents word for word.")


def _vectors(index: Index) -> Finding:
    """Some units embedded anew must have the vectors that are stored."""
    stored = index.unit_vectors.vectors()
    step = max(len(stored) // _SAMPLE, 1)
    for number in range(0, len(stored), step):
        if float(np.dot(stored[number], index.embed(index.units[number].searched_text))) < _SAME_VECTOR:
            return Finding(False, "The index's vectors are not those of the model: remove the folder `indexes` of "
                                  "SIGNPOST_DATA and run `signpost ingest`.")  # fmt: skip
    return Finding(True, "The index's vectors are those of the model.")
