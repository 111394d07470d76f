import threading

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


def test_questions_asked_at_once_while_indexes_change_are_each_answered_from_one_of_them(own: Settings) -> None:
    assistant = Assistant(own)
    published = {assistant.index.manifest.fingerprint: "Boards plan together."}
    said: list[tuple[str, str]] = []
    failed: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                answer = assistant.ask("What do boards do together?")
                said.append((answer.index, answer.citations[0].quote))
            except Exception as error:
                failed.append(error)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for number in range(6):
        (own.documents / "made-up").rename(own.documents / f"made-up-{number}")  # every passage gets another id
        text = f"Boards plan together for the {number}th time."
        made_up(own.documents / f"made-up-{number}", f"## Boards\n\n{text}\n")
        published[ingest(own).written.fingerprint] = text
        (own.documents / f"made-up-{number}").rename(own.documents / "made-up")
    done.set()
    for asker in askers:
        asker.join()
    assert failed == []
    assert [(index, quote) for index, quote in said if published.get(index) != quote] == []
    assert len({index for index, _ in said}) > 2
