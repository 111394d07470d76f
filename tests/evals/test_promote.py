import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EvaluationError, StorageError
from evals.ground import Ground
from evals.promote import promote
from evals.questions import QUESTIONS, Question, load_questions
from evals.reply import Reply
from evals.run import execute


@pytest.fixture
def folder(tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]) -> Path:
    """A run in which “one” passes, and “two” and “three” fail."""
    execute(scripted(lambda question: answer("Boats need wind and a steady hand.")), three, boats, tmp_path / "run")
    return tmp_path / "run"


@pytest.fixture
def own_set(tmp_path: Path) -> Path:
    """A copy of the question set to promote into."""
    shutil.copytree(QUESTIONS, tmp_path / "questions")
    return tmp_path / "questions"


def test_a_failure_becomes_a_question_of_its_stratums_file(folder: Path, own_set: Path, three: list[Question]) -> None:
    before = load_questions(own_set)
    path = promote(folder, "three", own_set)
    added = [question for question in load_questions(own_set) if question not in before]
    assert path.name == "unanswerable.yaml"
    assert [question.model_copy(update={"note": ""}) for question in added] == [three[2]]
    assert "where it should be abstained" in added[0].note


def test_the_file_is_otherwise_left_as_it_was(folder: Path, own_set: Path) -> None:
    before = (own_set / "unanswerable.yaml").read_text(encoding="utf-8")
    promote(folder, "three", own_set)
    assert (own_set / "unanswerable.yaml").read_text(encoding="utf-8").startswith(before)


def test_what_passed_is_not_promoted(folder: Path, own_set: Path) -> None:
    with pytest.raises(EvaluationError, match="did not fail"):
        promote(folder, "one", own_set)


def test_a_question_is_not_promoted_twice(folder: Path, own_set: Path) -> None:
    promote(folder, "two", own_set)
    with pytest.raises(EvaluationError, match="has two already"):
        promote(folder, "two", own_set)


def test_a_question_that_the_run_does_not_have_is_refused(folder: Path, own_set: Path) -> None:
    with pytest.raises(EvaluationError, match="no question nine"):
        promote(folder, "nine", own_set)


def test_a_set_that_can_not_be_written_is_said_so(folder: Path, own_set: Path) -> None:
    with pytest.raises(StorageError, match="nothing was added"):
        promote(folder, "three", own_set / "fact.yaml")
