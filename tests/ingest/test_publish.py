import pytest

from assistant.assistant import Assistant
from corpus.errors import SignpostError
from corpus.settings import Settings
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up


def test_an_ingest_says_what_it_did(own: Settings) -> None:
    report = ingest(own)
    assert (report.documents, report.sections, report.passages, report.questions) == (1, 1, 1, 0)


def test_progress_is_told_up_to_the_end(own: Settings) -> None:
    told: list[tuple[int, int]] = []
    made_up(own.documents / "made-up", "## Boards\n\nBoards meet.\n")
    ingest(own, lambda done, total: told.append((done, total)))
    assert told[-1] == (1, 1)


def test_a_document_that_can_not_be_read_leaves_the_old_index_answering(own: Settings) -> None:
    before = ingest(own).written.fingerprint
    (own.documents / "made-up" / "about.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(SignpostError):
        ingest(own)
    assert Assistant(own).index.manifest.fingerprint == before


def test_a_running_assistant_takes_up_a_new_index_by_itself(own: Settings) -> None:
    ingest(own)
    assistant = Assistant(own)
    made_up(own.documents / "made-up", "## Visits\n\nOfficers visit the adult at home within a week.\n")
    after = ingest(own).written.fingerprint
    assert assistant.ask("When do officers visit?").index == after
