"""Blind grading: what is shown, what is kept, and that it reaches the run."""

from pathlib import Path

import pytest

from corpus.errors import EvaluationError
from evals.agreement import load_grades
from evals.ground import Ground
from evals.questions import Question
from evals.run import execute
from evals.run_folder import Run
from tests.evals.conftest import Scripted
from tests.ui.test_evaluations import abstained
from ui.evaluate_item import grading_html
from ui.grading import Grading

Made = tuple[Run, Path, Ground]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    fields = {"stratum": "unanswerable", "outcome": ["abstained"], "must_not_say": ["Paris"]}
    questions = [Question.model_validate(fields | {"id": f"q{n}", "question": f"Question {n}?"}) for n in range(4)]
    ground = Ground([])
    return execute(Scripted(abstained, "the-system"), questions, ground, tmp_path / "run"), tmp_path / "run", ground


def test_every_reply_is_shown_once_and_the_grades_reach_the_run(made: Made) -> None:
    run, folder, ground = made
    seen = []
    for done in range(4):
        next_ = Grading(run, folder, ground, "rita").next()  # as new each time, as after a restart
        assert (next_.done, next_.total) == (done, 4)
        assert next_.item is not None
        seen.append(next_.item.question.id)
        Grading(run, folder, ground, "rita").give(next_.code, "fully", "no", "")
    assert sorted(seen) == ["q0", "q1", "q2", "q3"]
    assert Grading(run, folder, ground, "rita").next().item is None
    assert {id_: graded.grades[0].serves for id_, graded in load_grades(folder).items()} == dict.fromkeys(seen, "fully")


def test_two_reviewers_grade_by_themselves_and_both_count(made: Made) -> None:
    run, folder, ground = made
    for name in ("rita", "ray"):
        grading = Grading(run, folder, ground, name)
        assert grading.next().done == 0
        grading.give("R001", "no", "yes", "")
    (graded,) = load_grades(folder).values()
    assert len(graded.grades) == 2


def test_the_page_shows_nothing_of_the_system_the_scores_or_what_was_expected(made: Made) -> None:
    run, folder, ground = made
    shown = grading_html("a-run", Grading(run, folder, ground, "rita").next())
    for word in ("the-system", "Paris", "Expected", "unanswerable"):
        assert word not in shown


def test_the_run_keeps_no_name_of_a_reviewer_and_no_personal_data(made: Made) -> None:
    run, folder, ground = made
    Grading(run, folder, ground, "rita").give("R001", "no", "yes", "Ask ada@example.org")
    kept = "".join(f"{path.name} {path.read_text()}" for path in folder.rglob("*.json"))
    assert "rita" not in kept
    assert "ada@example.org" not in kept


@pytest.mark.parametrize(("code", "serves", "harm"), [("R999", "no", "no"), ("R001", "x", "no"), ("R001", "no", "")])
def test_what_is_no_grade_is_refused(made: Made, code: str, serves: str, harm: str) -> None:
    run, folder, ground = made
    with pytest.raises(EvaluationError, match="no grade"):
        Grading(run, folder, ground, "rita").give(code, serves, harm, "")
    assert load_grades(folder) == {}
