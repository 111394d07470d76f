"""The vector side of the index: two Chroma collections, the passages and the bank's questions."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import IndexDamaged, StorageError
from corpus.index.embedding import Vectors

os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_BATCH = 1000


def open_client(folder: Path, url: str | None) -> ClientAPI:
    """Chroma inside this process over a folder, or a Chroma server.

    Raises:
        StorageError: the server does not answer.
        IndexDamaged: the folder can't be opened.
    """
    quiet = ChromaSettings(anonymized_telemetry=False)
    if url:
        address = url.removeprefix("https://").removeprefix("http://").rstrip("/")
        host, _, port = address.partition(":")
        try:
            return chromadb.HttpClient(host, int(port or 8000), ssl=url.startswith("https"), settings=quiet)
        except Exception as error:  # Chroma raises ValueError, httpx errors and its own
            raise StorageError(
                f"The Chroma server at {url} does not answer: start it, or unset SIGNPOST_CHROMA_URL."
            ) from error
    try:
        return chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)
    except Exception as error:  # pyo3 panics and sqlite errors have no common public parent
        raise IndexDamaged(f"{folder / 'chroma'} can't be opened: run `signpost ingest` to make it again.") from error


def collection_name(index: str, part: str) -> str:
    """The name of an index's collection; it holds the index's name, as a server keeps those of several."""
    return f"{part}-{index}"


class VectorIndex:
    """One collection, read: the nearest texts to a vector, as positions in the order in which they were written."""

    def __init__(self, client: ClientAPI, name: str, expected: int) -> None:
        try:
            self._collection: Collection = client.get_collection(name, embedding_function=None)
            count = self._collection.count()
        except Exception as error:  # Chroma's NotFoundError, InternalError and panics have no common parent
            raise IndexDamaged(f"The index has lost its {name}: run `signpost ingest` to make it again.") from error
        if count != expected:
            raise IndexDamaged(
                f"The index has {count} of {expected} vectors in {name}: run `signpost ingest` to make it again."
            )
        self._size = expected

    def nearest(self, vector: Vectors, count: int) -> list[tuple[int, float]]:
        """Positions and cosine similarities of the nearest texts, best first."""
        if not self._size:
            return []
        try:
            found = self._collection.query(
                query_embeddings=vector[None, :].tolist(), n_results=min(count, self._size), include=["distances"]
            )
        except Exception as error:  # httpx's and Chroma's own have no common public parent
            raise StorageError(
                f"The vectors can't be searched ({type(error).__name__}): if SIGNPOST_CHROMA_URL is set, see that "
                "the server runs; if not, run `signpost ingest`."
            ) from error
        distances = (found["distances"] or [[]])[0]
        return [(int(key), 1.0 - float(distance)) for key, distance in zip(found["ids"][0], distances, strict=True)]

    def vectors(self) -> Vectors:
        """Every vector, in the order in which the texts were written: shape (texts, dimensions)."""
        rows: list[tuple[int, object]] = []
        for offset in range(0, self._size, _BATCH):
            part = self._collection.get(include=["embeddings"], limit=_BATCH, offset=offset)
            found = part["embeddings"]
            rows += zip(map(int, part["ids"]), found if found is not None else (), strict=True)
        return np.array([row for _, row in sorted(rows, key=lambda row: row[0])], dtype=np.float32)
