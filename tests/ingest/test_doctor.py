from collections.abc import Iterator

import pytest

from corpus.index.storage import IndexStorage
from corpus.settings import Settings
from ingest.doctor import examine
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up


def problems(settings: Settings) -> Iterator[str]:
    return (finding.said for finding in examine(settings) if not finding.well)


def test_where_all_is_well_nothing_is_wrong(own: Settings) -> None:
    assert list(problems(own)) == []


def test_changed_documents_are_noticed(own: Settings) -> None:
    made_up(own.documents / "made-up", "## Boards\n\nBoards meet.\n")
    assert "run `signpost ingest`" in next(problems(own))


def test_a_document_that_can_not_be_read_is_named(own: Settings) -> None:
    (own.documents / "made-up" / "about.yaml").write_text("title: [", encoding="utf-8")
    assert "made-up" in next(problems(own))


def test_a_damaged_index_is_named_and_ingest_mends_it(own: Settings) -> None:
    (IndexStorage(own.data).folder(IndexStorage(own.data).current()) / "passages.jsonl").write_text(
        "", encoding="utf-8"
    )
    assert "passages.jsonl is not as it was written: run `signpost ingest`" in next(problems(own))
    ingest(own)
    assert list(problems(own)) == []


def test_vectors_of_another_model_are_noticed(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.index.reading.Index.embed", lambda self, text: [0.0] * 384)
    assert "vectors are not those of the model" in next(problems(own))


def test_a_model_that_is_not_there_is_named(own: Settings) -> None:
    assert "SIGNPOST_MODEL" in next(problems(own.model_copy(update={"model": "none"})))
