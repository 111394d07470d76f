from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.scores.confidence import Judged, confidence, judged
from evals.scores.tally import Tally

_ANSWERS = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_the_risk_coverage_curve_lets_the_surest_answers_in_first() -> None:
    made = confidence([Judged(0.9, True), Judged(0.8, True), Judged(0.2, False)], items=4)
    assert made.curve == ((0.25, 0.0), (0.5, 0.0), (0.75, pytest.approx(1 / 3)))
    assert made.aurc == pytest.approx((0 + 0 + 1 / 3) / 3)


def test_the_brier_score_is_the_mean_squared_error() -> None:
    assert confidence([Judged(0.8, True), Judged(0.4, False)], items=2).brier == pytest.approx((0.04 + 0.16) / 2)


def test_without_answers_nothing_is_scored() -> None:
    assert confidence([], items=3).aurc is None


@given(_ANSWERS)
def test_the_curve_ends_at_the_share_of_wrong_answers(answers: list[Judged]) -> None:
    made = confidence(answers, items=len(answers))
    assert made.curve[-1] == (1.0, pytest.approx(sum(not a.right for a in answers) / len(answers)))


@given(_ANSWERS)
def test_sorting_right_before_wrong_is_never_worse(answers: list[Judged]) -> None:
    outcomes = sorted((a.right for a in answers), reverse=True)
    best = [Judged(1 - place / len(outcomes), right) for place, right in enumerate(outcomes)]
    assert (confidence(best, len(answers)).aurc or 0) <= (confidence(answers, len(answers)).aurc or 0) + 1e-9


@given(_ANSWERS)
def test_every_answer_stands_in_one_reliability_bin(answers: list[Judged]) -> None:
    assert sum(count for _, _, count in confidence(answers, len(answers)).bins) == len(answers)


@given(_ANSWERS)
def test_answers_of_the_same_confidence_count_the_same_in_whatever_order_they_come(answers: list[Judged]) -> None:
    alike = [Judged(0.5, answer.right) for answer in answers]
    wrong = sum(not answer.right for answer in alike) / len(alike)
    assert confidence(alike, len(alike)).aurc == pytest.approx(wrong)


@pytest.mark.parametrize(
    ("outcome", "status", "shown", "expected"),
    [
        (["answered"], "answered", Tally(1, 2), Judged(0.5, right=True)),
        (["answered"], "answered", Tally(1, 3), Judged(0.5, right=False)),
        (["abstained"], "answered", Tally(0, 0), Judged(0.5, right=False)),
        (["answered"], "abstained", Tally(0, 1), None),
        (["abstained", "partial"], "partial", Tally(0, 0), None),
    ],
)
def test_an_answer_is_right_where_it_was_in_order_and_half_of_the_evidence_is_shown(
    ask: Any, answer: Any, outcome: list[str], status: str, shown: Tally, expected: Judged | None
) -> None:
    assert judged(ask(outcome=outcome), answer(status=status), shown) == expected
