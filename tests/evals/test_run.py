import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EvaluationError, StorageError
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.run import execute
from evals.run_folder import Item, item_line, load_run
from evals.scores.tally import Tally


def _lines(folder: Path) -> list[str]:
    return (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def finished(tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]) -> Path:
    """The folder of a finished run over three questions."""
    folder = tmp_path / "run"
    execute(scripted(lambda question: answer("the crew")), three, boats, folder)
    return folder


def test_a_run_reads_back_as_it_was_made(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    made = execute(scripted(lambda question: answer("the crew")), three, boats, tmp_path / "run")
    assert load_run(tmp_path / "run") == made
    assert [item.question for item in made.items] == three


def test_an_interrupted_run_is_resumed_and_loses_no_finished_item(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    def stop(question: Question) -> Reply:
        if question.id == "three":
            raise KeyboardInterrupt
        return answer("the crew")

    folder = tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        execute(scripted(stop), three, boats, folder)
    before = _lines(folder)
    second = scripted(lambda question: answer("the anchor"))
    made = execute(second, three, boats, folder)
    assert second.asked == ["three"]
    assert _lines(folder)[:2] == before
    assert len(made.items) == 3


def test_a_line_that_was_cut_off_is_asked_again(
    finished: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    path = finished / "items.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    second = scripted(lambda question: answer("the anchor"))
    execute(second, three, boats, finished)
    assert second.asked == ["three"]


def test_a_finished_run_is_not_asked_again(
    finished: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    second = scripted(lambda question: answer())
    execute(second, three, boats, finished)
    assert second.asked == []


def test_a_run_of_another_system_is_not_continued(
    finished: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    with pytest.raises(EvaluationError, match="another system"):
        execute(scripted(lambda question: answer(), name="other"), three, boats, finished)


def test_a_run_over_other_questions_is_not_continued(
    finished: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    with pytest.raises(EvaluationError, match="another questions"):
        execute(scripted(lambda question: answer()), three[:2], boats, finished)


def test_a_folder_with_something_else_in_it_is_left_alone(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(EvaluationError, match="not empty"):
        execute(scripted(lambda question: answer()), three, boats, tmp_path)


def test_a_folder_that_can_not_be_written_is_said_so(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="could not be written"):
        execute(scripted(lambda question: answer()), three, boats, tmp_path / "file" / "run")


def test_a_missing_line_is_refused_with_the_question_that_it_was_of(finished: Path) -> None:
    lines = _lines(finished)
    (finished / "items.jsonl").write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"items\.jsonl lacks 1 of 3 .* two"):
        load_run(finished)


def test_a_line_that_is_no_json_is_refused_with_its_number(finished: Path) -> None:
    lines = _lines(finished)
    (finished / "items.jsonl").write_text("\n".join([lines[0], lines[1][:50], lines[2]]) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 2 is damaged"):
        load_run(finished)


def test_a_line_in_which_a_score_was_changed_is_refused(finished: Path) -> None:
    lines = _lines(finished)
    line = json.loads(lines[1])
    line["scores"]["evidence_recall"] = [1, 1]
    lines[1] = json.dumps(line)
    (finished / "items.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 2 is not as it was written"):
        load_run(finished)


def test_questions_that_were_changed_are_refused(finished: Path) -> None:
    path = finished / "questions.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("yacht", "dinghy"), encoding="utf-8")
    with pytest.raises(EvaluationError, match="not as it was written"):
        load_run(finished)


@pytest.mark.parametrize("name", ["run.json", "questions.jsonl", "items.jsonl"])
def test_a_missing_file_is_refused_by_its_name(finished: Path, name: str) -> None:
    (finished / name).unlink()
    with pytest.raises(EvaluationError, match=name):
        load_run(finished)


@pytest.mark.parametrize("name", ["run.json", "questions.jsonl", "items.jsonl"])
def test_a_file_of_other_bytes_is_refused_by_its_name(finished: Path, name: str) -> None:
    (finished / name).write_bytes(b"\xff\xfe{]\n")
    with pytest.raises(EvaluationError, match=name):
        load_run(finished)


def test_a_run_with_other_scores_than_there_are_now_is_refused(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    made = execute(scripted(lambda question: answer()), three, boats, tmp_path / "run")
    old = [Item(i.question, i.group, i.reply, {"wit": Tally(1, 1)}) for i in made.items]
    (tmp_path / "run" / "items.jsonl").write_text("".join(map(item_line, old)), encoding="utf-8")
    with pytest.raises(EvaluationError, match="another version"):
        load_run(tmp_path / "run")
