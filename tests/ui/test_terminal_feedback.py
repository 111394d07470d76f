"""`signpost feedback`: reading what readers said, and making questions of it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.answer import Answer
from corpus.document import Document
from corpus.errors import EvaluationError
from corpus.index.reading import Index
from evals.ground import Ground
from evals.questions import Question, load_questions
from tests.ui import answers
from ui.feedback import KINDS, Feedback
from ui.terminal_feedback import app

KNOWN = "- {id: known, stratum: fact, outcome: [answered], question: A known question?}\n"


@pytest.fixture
def answer(index: Index) -> Answer:
    return answers.HandMade(index).ask(answers.BOARD, id="abc123")


@pytest.fixture
def feedback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Feedback:
    monkeypatch.setenv("SIGNPOST_DATA", str(tmp_path / "data"))
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "fact.yaml").write_text(KNOWN)
    return Feedback(tmp_path / "data" / "feedback.sqlite", days=90)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def promoted(tmp_path: Path, *more: str) -> Question:
    done = run("promote", "abc123", "--into", str(tmp_path / "questions"), *more)
    assert done.exit_code == 0, done.exception
    (question,) = [q for q in load_questions(tmp_path / "questions") if q.id != "known"]
    return question


def test_feedback_is_listed_with_its_reference(feedback: Feedback, answer: Answer) -> None:
    feedback.give(answer, "something missing", "Where is the police?")
    said = run("list").output
    assert "abc123  something missing: Who are the core members" in said
    assert "Where is the police?" in said


def test_feedback_is_exported_a_line_each(feedback: Feedback, answer: Answer, tmp_path: Path) -> None:
    feedback.give(answer, "useful", "")
    assert run("export", str(tmp_path / "out.jsonl")).exit_code == 0
    (line,) = (tmp_path / "out.jsonl").read_text().splitlines()
    assert json.loads(line)["answer"] == "abc123"


def test_a_useful_answer_s_own_passages_become_the_evidence(
    feedback: Feedback, answer: Answer, tmp_path: Path, documents: list[Document]
) -> None:
    feedback.give(answer, "useful", "")
    question = promoted(tmp_path)
    assert question.outcome == ("answered",)
    assert len(Ground(documents).evidence(question)) == len(question.evidence) == 1


def test_an_answer_that_should_not_have_been_becomes_unanswerable(
    feedback: Feedback, answer: Answer, tmp_path: Path
) -> None:
    feedback.give(answer, "should not have answered", "Not in there")
    question = promoted(tmp_path)
    assert (question.stratum, question.outcome) == ("unanswerable", ("abstained",))
    assert "Not in there" in question.note


@pytest.mark.parametrize("kind", ["wrong citation", "something missing"])
def test_what_was_not_right_needs_a_reviewer_to_name_the_passages(
    feedback: Feedback, answer: Answer, tmp_path: Path, kind: str, index: Index
) -> None:
    feedback.give(answer, kind, "")
    failed = run("promote", "abc123", "--into", str(tmp_path / "questions"))
    assert isinstance(failed.exception, EvaluationError)
    assert "--passage" in str(failed.exception)
    question = promoted(tmp_path, "--passage", index.passages[40].id, "--stratum", "list")
    assert (question.stratum, question.evidence[0].quote) == ("list", index.passages[40].text)


def test_the_same_feedback_is_not_promoted_twice(feedback: Feedback, answer: Answer, tmp_path: Path) -> None:
    feedback.give(answer, "useful", "")
    promoted(tmp_path)
    again = run("promote", "abc123", "--into", str(tmp_path / "questions"))
    assert isinstance(again.exception, EvaluationError)


@pytest.mark.parametrize("arguments", [("nothing",), ("abc123", "--passage", "no:such")])
def test_what_is_not_there_is_said(
    feedback: Feedback, answer: Answer, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    feedback.give(answer, KINDS[0], "")
    failed = run("promote", *arguments, "--into", str(tmp_path / "questions"))
    assert isinstance(failed.exception, EvaluationError)
    assert "There is no" in str(failed.exception)
