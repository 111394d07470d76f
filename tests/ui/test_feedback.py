"""Feedback: given in the page, kept masked, forgotten in time."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.answer import Answer
from corpus.errors import StorageError
from corpus.index.reading import Index
from tests.ui import answers
from tests.ui.conftest import Visitor
from ui import words
from ui.feedback import KINDS, Feedback
from ui.service import Service


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "kept" / "feedback.sqlite", days=90)


@pytest.fixture
def answer(index: Index) -> Answer:
    return answers.HandMade(index).ask(answers.BOARD)


@pytest.mark.parametrize("kind", KINDS)
def test_feedback_is_kept_with_the_question_and_what_was_cited(feedback: Feedback, answer: Answer, kind: str) -> None:
    feedback.give(answer, kind, "  A line. ")
    (kept,) = feedback.all()
    assert (kept.kind, kept.comment, kept.question) == (kind, "A line.", answers.BOARD)
    assert kept.passages == (answer.citations[0].passage,)


def test_personal_data_in_a_comment_is_masked_before_it_is_kept(feedback: Feedback, answer: Answer) -> None:
    feedback.give(answer, "useful", "Ring me on 07700 900123 or ada@example.org")
    (kept,) = feedback.all()
    assert kept.comment == "Ring me on [phone number] or [e-mail address]"


def test_an_unknown_kind_is_refused(feedback: Feedback, answer: Answer) -> None:
    with pytest.raises(ValueError, match="no kind of feedback"):
        feedback.give(answer, "'; DROP TABLE feedback; --", "")
    assert feedback.all() == []


def test_a_comment_is_never_a_command_to_the_database(feedback: Feedback, answer: Answer) -> None:
    feedback.give(answer, "useful", "'); DROP TABLE feedback; --")
    assert feedback.all()[0].comment == "'); DROP TABLE feedback; --"


def test_feedback_outlives_a_restart(feedback: Feedback, answer: Answer, tmp_path: Path) -> None:
    feedback.give(answer, "useful", "")
    assert len(Feedback(tmp_path / "kept" / "feedback.sqlite", days=90).all()) == 1


def test_feedback_outlives_a_program_that_is_killed_the_moment_it_was_given(answer: Answer, tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from assistant.answer import Answer; from ui.feedback import Feedback;"
        "Feedback(Path(sys.argv[1]), 90).give(Answer.model_validate_json(sys.argv[2]), 'useful', 'kept');"
        "os.kill(os.getpid(), 9)"
    )
    path = tmp_path / "feedback.sqlite"
    killed = subprocess.run([sys.executable, "-c", program, str(path), answer.model_dump_json()], check=False)
    assert killed.returncode == -9
    assert [given.comment for given in Feedback(path, 90).all()] == ["kept"]


def test_feedback_is_forgotten_when_its_time_is_over(feedback: Feedback, answer: Answer, tmp_path: Path) -> None:
    feedback.give(answer, "useful", "old and gone")
    feedback.give(answer, "useful", "new")
    path = tmp_path / "kept" / "feedback.sqlite"
    long_ago = (datetime.now(UTC) - timedelta(days=91)).isoformat(timespec="seconds")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE feedback SET given_at = ? WHERE comment = 'old and gone'", (long_ago,))
    assert [given.comment for given in feedback.all()] == ["new"]
    assert b"old and gone" not in path.read_bytes()


def test_feedback_can_be_exported_for_reviewers(feedback: Feedback, answer: Answer, tmp_path: Path) -> None:
    feedback.give(answer, "something missing", "é")
    assert feedback.export(tmp_path / "out.jsonl") == 1
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["kind"] == "something missing"


def test_a_folder_that_cannot_be_written_is_said(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="SIGNPOST_DATA"):
        Feedback(tmp_path / "file" / "feedback.sqlite", days=90).give(answer, "useful", "")


def give(visitor: Visitor, label: str, comment: str = "") -> None:
    visitor.page.locator("#latest .feedback summary").click()
    visitor.page.get_by_label(label).check()
    visitor.page.get_by_label(words.FEEDBACK_COMMENT).fill(comment)
    visitor.page.get_by_role("button", name=words.FEEDBACK_SEND).click()


def test_feedback_given_in_the_page_is_kept_and_thanked_for(visitor: Visitor, service: Service) -> None:
    visitor.ask(answers.BOARD)
    give(visitor, words.FEEDBACK_KINDS["wrong citation"], "From jo@example.org")
    expect(visitor.page.locator("#latest .thanks")).to_have_text(words.FEEDBACK_THANKS)
    kept = service.feedback.all()[-1]
    assert (kept.kind, kept.comment) == ("wrong citation", "From [e-mail address]")


def test_every_kind_of_feedback_can_be_chosen_in_the_page() -> None:
    assert tuple(words.FEEDBACK_KINDS) == KINDS


def test_feedback_without_a_choice_is_not_sent(visitor: Visitor, service: Service) -> None:
    visitor.ask(answers.BOARD)
    before = len(service.feedback.all())
    visitor.page.locator("#latest .feedback summary").click()
    visitor.page.get_by_role("button", name=words.FEEDBACK_SEND).click()
    visitor.page.wait_for_timeout(300)
    assert len(service.feedback.all()) == before
    expect(visitor.page.locator("#latest .feedback form")).to_be_visible()


def test_how_long_feedback_is_kept_is_said_where_it_is_given(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    visitor.page.locator("#latest .feedback summary").click()
    expect(visitor.page.locator("#comment-hint")).to_contain_text("90 days")


def test_the_next_answer_can_be_judged_anew(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    give(visitor, words.FEEDBACK_KINDS["useful"])
    visitor.page.locator("#latest .thanks").wait_for()
    visitor.ask(answers.MYTH)
    expect(visitor.page.locator("#latest .feedback")).to_be_visible()
    expect(visitor.page.locator("#latest .feedback form input:checked")).to_have_count(0)


def test_the_page_tells_of_feedback_that_could_not_be_kept(
    visitor: Visitor, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(answer: Answer, kind: str, comment: str) -> None:
        raise StorageError("The disk is full: free some space.")

    monkeypatch.setattr(service.feedback, "give", full)
    visitor.ask(answers.BOARD)
    give(visitor, words.FEEDBACK_KINDS["useful"])
    expect(visitor.page.locator("#question-problem")).to_contain_text("disk is full")
