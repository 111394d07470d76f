"""A new index is written beside the one in use, and published whole."""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.bank import BankQuestion
from corpus.document import Document
from corpus.errors import SignpostError, StorageError
from corpus.index.embedding import READING_MODEL, DocumentEncoder, Vectors, model_fingerprint
from corpus.index.lexical import LexicalIndex
from corpus.index.reading import Index, open_index
from corpus.index.storage import FORMAT, IndexStorage, Manifest
from corpus.index.vectors import collection_name, open_client
from corpus.settings import Settings
from corpus.units import Unit, units

Progress = Callable[[int, int], None]
_BATCH = 512


@dataclass(frozen=True)
class Written:
    """What a call of :func:`write_index` did."""

    fingerprint: str
    changed: bool
    embedded: int
    reused: int


def write_index(
    settings: Settings, documents: Sequence[Document], questions: Sequence[BankQuestion], progress: Progress
) -> Written:
    """Build the index of these documents and put it in place of the one in use.

    Unchanged documents leave the index as it is; of changed ones only new texts are embedded. Whatever goes
    wrong, the index in use stays in use. ``progress`` is told how many of how many texts are embedded. Call it under
    ``IndexStorage.locked``, taken before the documents are loaded, so that no other process publishes in between.

    Raises:
        StorageError: the data folder can't be written, or the disk is full.
    """
    storage = IndexStorage(settings.data)
    model = model_fingerprint(settings.model)
    found = _units(documents)
    parts = _parts(documents, found, questions)
    fingerprint = _fingerprint(model, parts)
    old = _old_index(settings)
    if old and old.manifest.fingerprint == fingerprint:
        return Written(fingerprint, changed=False, embedded=0, reused=old.manifest.vectors)
    name = storage.begin()
    try:
        known = _known_vectors(old)
        texts = {"units": [u.searched_text for u in found], "questions": [q.text for q in questions]}
        embedded = _write(settings, storage, name, texts, parts, known, model, progress)
        manifest = Manifest(
            name=name,
            fingerprint=fingerprint,
            model=settings.model,
            model_fingerprint=model,
            format=FORMAT,
            created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            units=len(found),
            questions=len(questions),
            digests={part: hashlib.sha256(data).hexdigest() for part, data in parts.items()},
        )
        storage.publish(manifest)
    except OSError as error:
        raise StorageError(
            f"The index could not be written to {settings.data} ({error.strerror or error}): free some space "
            "and run `signpost ingest` again. The index in use is as it was."
        ) from error
    _clean_up(settings, storage, name)
    return Written(fingerprint, changed=True, embedded=embedded, reused=manifest.vectors - embedded)


def expected_fingerprint(settings: Settings, documents: Sequence[Document], questions: Sequence[BankQuestion]) -> str:
    """The fingerprint that the index of these documents would have."""
    return _fingerprint(model_fingerprint(settings.model), _parts(documents, _units(documents), questions))


def _units(documents: Sequence[Document]) -> list[Unit]:
    return [unit for document in documents for unit in units(document.passages)]


def _old_index(settings: Settings) -> Index | None:
    """The index in use, or None where there is none that can be read whole."""
    try:
        return open_index(settings)
    except SignpostError:
        return None


def _known_vectors(old: Index | None) -> dict[str, Vectors]:
    if old is None:
        return {}
    texts = [unit.searched_text for unit in old.units] + [question.text for question in old.questions]
    return dict(zip(texts, [*old.unit_vectors.vectors(), *old.question_vectors.vectors()], strict=True))


def _parts(documents: Sequence[Document], found: Sequence[Unit], questions: Sequence[BankQuestion]) -> dict[str, bytes]:
    """The files of an index that hold its documents, passages, units and questions, by name."""
    titles = [{"slug": d.slug, "about": d.about.model_dump(mode="json"), "text": d.text} for d in documents]
    passages = [passage for document in documents for passage in document.passages]
    number = {passage.id: place for place, passage in enumerate(passages)}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents.jsonl": titles,
        "passages.jsonl": [vars(passage) for passage in passages],
        "units.jsonl": [
            {"passages": [number[p.id] for p in u.passages], "whole": u.whole, "series": u.series} for u in found
        ],
        "questions.jsonl": [vars(question) for question in questions],
    }
    return {
        name: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines).encode()
        for name, lines in rows.items()
    }


def _fingerprint(model: str, parts: dict[str, bytes]) -> str:
    digest = hashlib.sha256(f"{FORMAT} {model}".encode())
    for name in sorted(parts):
        digest.update(hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()[:12]


def _write(
    settings: Settings,
    storage: IndexStorage,
    name: str,
    texts: dict[str, list[str]],
    parts: dict[str, bytes],
    known: dict[str, Vectors],
    model: str,
    progress: Progress,
) -> int:
    """Write everything but the manifest; returns how many texts were embedded."""
    folder = storage.folder(name)
    for part, data in parts.items():
        (folder / part).write_bytes(data)
    for part, lines in texts.items():
        LexicalIndex.build(lines).save(folder / "lexical" / part)
    new = [text for lines in texts.values() for text in lines if text not in known]
    new = list(dict.fromkeys(new))
    exported = storage.model_path(model)
    if new or not exported.is_file():
        encoder = DocumentEncoder(settings.model)
        if not exported.is_file():
            encoder.export(exported)
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            known.update(zip(batch, encoder.encode(batch), strict=True))
            progress(min(start + _BATCH, len(new)), len(new))
    to_read = storage.model_path(model_fingerprint(READING_MODEL))
    if not to_read.is_file():
        DocumentEncoder(READING_MODEL).export(to_read)
    for part, lines in texts.items():
        _write_vectors(folder, settings.chroma_url, collection_name(name, part), lines, known)
    return len(new)


def _write_vectors(folder: Path, url: str | None, name: str, texts: list[str], known: dict[str, Vectors]) -> None:
    """Write one collection through LlamaIndex's node and vector-store types."""
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    # Kept as a whole, once, when all is in: what Chroma has not kept it puts in anew whenever it is opened, never in
    # quite the same way, and the same question then finds other passages in another process.
    shape: CreateHNSWConfiguration = {"space": "cosine", "sync_threshold": max(2, len(texts))}
    try:
        client = open_client(folder, url)
        collection = client.create_collection(name, configuration={"hnsw": shape}, embedding_function=None)
        store = ChromaVectorStore(chroma_collection=collection)
        for start in range(0, len(texts), _BATCH):
            nodes: list[BaseNode] = [
                TextNode(id_=str(number), text=text, embedding=np.asarray(known[text]).tolist())
                for number, text in enumerate(texts[start : start + _BATCH], start)
            ]
            store.add(nodes)
    except StorageError:
        raise
    except Exception as error:  # Chroma wraps a full disk and a lost server in errors of its own
        raise StorageError(
            f"The vectors could not be written ({str(error.__cause__ or error)[:200]}): see that there is space, and "
            "where SIGNPOST_CHROMA_URL is set that the server runs, and run `signpost ingest` again. The index in use "
            "is as it was."
        ) from error


def _clean_up(settings: Settings, storage: IndexStorage, new: str) -> None:
    """Remove the indexes that nobody reads: the new one and any that is held open stay."""
    removed = storage.remove_all_but(new)
    if settings.chroma_url:
        client = open_client(settings.data, settings.chroma_url)
        there = {collection.name for collection in client.list_collections()}
        for name in removed:
            for part in ("units", "questions"):
                if collection_name(name, part) in there:  # an ingest that was ended may not have come so far
                    client.delete_collection(collection_name(name, part))
