import pytest

from corpus.errors import EvaluationError
from evals.ground import Ground
from evals.questions import Question
from evals.split import select


def test_about_a_fifth_is_kept_apart(questions: list[Question], ground: Ground) -> None:
    kept = select(questions, ground, "test")
    assert 0.15 < len(kept) / len(questions) < 0.25


def test_dev_and_test_share_no_section_and_leave_nothing_out(questions: list[Question], ground: Ground) -> None:
    dev, test = select(questions, ground, "dev"), select(questions, ground, "test")
    assert not {ground.group(q) for q in dev} & {ground.group(q) for q in test}
    assert {q.id for q in [*dev, *test]} == {q.id for q in questions}


def test_every_stratum_stands_on_both_sides(questions: list[Question], ground: Ground) -> None:
    strata = {q.stratum for q in questions}
    assert {q.stratum for q in select(questions, ground, "dev")} == strata
    assert {q.stratum for q in select(questions, ground, "test")} == strata


def test_an_empty_split_is_refused(questions: list[Question], ground: Ground) -> None:
    kept = select(questions, ground, "test")[:1]
    with pytest.raises(EvaluationError, match="--split all"):
        select(kept, ground, "dev")
