"""An index, opened to be read."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from weakref import finalize

from corpus.about import About
from corpus.bank import BankQuestion
from corpus.document import Passage
from corpus.errors import IndexDamaged, IndexOutdated
from corpus.index.embedding import READING_MODEL, Encoded, QuestionEncoder, Vectors, model_fingerprint
from corpus.index.lexical import LexicalIndex
from corpus.index.storage import IndexStorage, Manifest
from corpus.index.vectors import VectorIndex, collection_name, open_client
from corpus.settings import Settings
from corpus.units import Unit


@dataclass(frozen=True)
class StoredDocument:
    """What the index keeps of a document: its title page and its text."""

    slug: str
    about: About
    text: str


class Index:
    """A published index: its documents, passages and questions, and the four ways to find them.

    Opening checks that it is whole. It never changes once open, and is not removed while it is: a newly published one
    is another object.
    """

    def __init__(self, settings: Settings, storage: IndexStorage, manifest: Manifest) -> None:
        folder = storage.folder(manifest.name)
        finalize(self, storage.hold(manifest.name).close)
        self.manifest = manifest
        self.documents = {doc.slug: doc for doc in _read_documents(folder, manifest)}
        self.passages = [_passage(line) for line in _read_lines(folder / "passages.jsonl", manifest)]
        self.questions = [BankQuestion(**line) for line in _read_lines(folder / "questions.jsonl", manifest)]
        self.units = [
            Unit(tuple(self.passages[number] for number in line["passages"]), line["whole"], line["series"])
            for line in _read_lines(folder / "units.jsonl", manifest)
        ]
        client = open_client(folder, settings.chroma_url)
        self.unit_vectors = VectorIndex(client, collection_name(manifest.name, "units"), manifest.units)
        self.question_vectors = VectorIndex(client, collection_name(manifest.name, "questions"), manifest.questions)
        try:
            self.unit_words = LexicalIndex.load(folder / "lexical" / "units")
            self.question_words = LexicalIndex.load(folder / "lexical" / "questions")
        except Exception as error:  # bm25s lets numpy's, json's and the system's exceptions through
            raise IndexDamaged(f"{folder / 'lexical'} can't be read: run `signpost ingest`.") from error
        self._model = settings.model
        self._exported = storage.model_path(manifest.model_fingerprint)
        to_read = manifest.model_fingerprint if self._model == READING_MODEL else model_fingerprint(READING_MODEL)
        self._exported_to_read = storage.model_path(to_read)
        for exported in (self._exported, self._exported_to_read):
            if not exported.is_file():
                raise IndexDamaged(f"{exported} is missing: run `signpost ingest` to make it again.")

    def embed(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimensions,). The model is loaded for the first one."""
        return self._encoder.encode(text).vector

    def read(self, text: str) -> Encoded:
        """A message as the model with which messages are read sees it. That is loaded for the first one."""
        return self._reading_encoder.encode(text)

    @property
    def searches_as_it_reads(self) -> bool:
        """Whether one model does both, so that what was read need not be embedded again to be searched for."""
        return self._exported == self._exported_to_read

    @cached_property
    def _encoder(self) -> QuestionEncoder:
        return self._reading_encoder if self.searches_as_it_reads else QuestionEncoder(self._model, self._exported)

    @cached_property
    def _reading_encoder(self) -> QuestionEncoder:
        return QuestionEncoder(READING_MODEL, self._exported_to_read)

    def document_passages(self, slug: str) -> list[Passage]:
        """The passages of one document, in reading order."""
        return [passage for passage in self.passages if passage.document == slug]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id, if there is one."""
        return self._by_id.get(passage_id)

    @cached_property
    def _by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def realities(self) -> list[tuple[Passage, Passage]]:
        """Each myth of the documents with the passage that corrects it."""
        pairs = ((self.passage(p.parent), p) for p in self.passages if p.kind == "reality" and p.parent)
        return [(myth, reality) for myth, reality in pairs if myth]

    @cached_property
    def answering_unit(self) -> list[int]:
        """For each question of the bank, the number of the unit that answers it."""
        return [self.unit_answering(question) for question in self.questions]

    def unit_answering(self, question: BankQuestion) -> int:
        """The number of the unit that answers a question of the bank; for a myth's, its reality's."""
        by_series, by_list, by_passage = self._units_by_passage
        return (by_series if question.series else by_list if question.whole else by_passage)[question.passage]

    @cached_property
    def _units_by_passage(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        single: dict[str, int] = {}
        whole: dict[str, int] = {}
        series: dict[str, int] = {}
        for number, unit in enumerate(self.units):
            (series if unit.series else whole if unit.whole else single).setdefault(unit.first.id, number)
        corrected = {p.parent: single[p.id] for p in self.passages if p.kind == "reality" and p.parent}
        return series, single | whole, corrected | whole | single


def open_index(settings: Settings) -> Index:
    """Open the index in use.

    Raises:
        IndexMissing: there is none yet.
        IndexOutdated: it was made with another embedding model.
        IndexDamaged: it is not whole.
    """
    storage = IndexStorage(settings.data)
    while True:
        name = storage.current()
        try:
            return _open(settings, storage, name)
        except IndexDamaged:
            if storage.current() == name:
                raise  # else it was replaced, and cleared away, while it was being opened


def _open(settings: Settings, storage: IndexStorage, name: str) -> Index:
    manifest = storage.manifest(name)
    if manifest.model_fingerprint != model_fingerprint(settings.model):
        raise IndexOutdated(
            f"The index was made with the model {manifest.model}, and SIGNPOST_MODEL is {settings.model}: "
            "run `signpost ingest` to make it again, or change the setting back."
        )
    return Index(settings, storage, manifest)


def _read(path: Path, manifest: Manifest) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IndexDamaged(f"{path} can't be read: run `signpost ingest` to make the index again.") from error
    if hashlib.sha256(data).hexdigest() != manifest.digests.get(path.name):
        raise IndexDamaged(f"{path} is not as it was written: run `signpost ingest` to make the index again.")
    return data


def _read_lines(path: Path, manifest: Manifest) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in _read(path, manifest).decode("utf-8").split("\n") if line]


def _read_documents(folder: Path, manifest: Manifest) -> list[StoredDocument]:
    return [
        StoredDocument(line["slug"], About.model_validate(line["about"]), line["text"])
        for line in _read_lines(folder / "documents.jsonl", manifest)
    ]


def _passage(line: dict) -> Passage:  # type: ignore[type-arg]
    return Passage(**(line | {"section": tuple(line["section"])}))
