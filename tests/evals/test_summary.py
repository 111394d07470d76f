from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.questions import Question
from evals.reply import Reply
from evals.run_folder import Item
from evals.summary import by_stratum, figure, interval, mean, proportion_interval

Scored = Callable[[Question, Reply], Item]
_VALUES = st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abcdef")), min_size=1, max_size=30)


@given(_VALUES)
def test_an_interval_lies_within_the_values(pairs: list[tuple[float, str]]) -> None:
    values = np.array([value for value, _ in pairs])
    low, high = interval(values, [group for _, group in pairs], mean, resamples=100)
    assert values.min() - 1e-9 <= low <= high <= values.max() + 1e-9


def test_questions_on_one_section_widen_the_interval() -> None:
    values = np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0] * 5)
    alone = interval(values, [str(n) for n in range(len(values))], mean)
    together = interval(values, [str(n // 4) for n in range(len(values))], mean)
    assert together[1] - together[0] > 1.5 * (alone[1] - alone[0])


def test_a_figure_has_no_value_where_the_score_never_applies(
    ask: Callable[..., Question], answer: Callable[..., Reply], scored: Scored
) -> None:
    made = figure([scored(ask(), answer())], "myth_found")
    assert (made.value, made.items, made.of) == (None, 0, 0)


def test_a_figure_keeps_its_counts(ask: Callable[..., Question], answer: Callable[..., Reply], scored: Scored) -> None:
    question = ask(evidence=("the crew", "the anchor"))
    items = [scored(question, answer("the crew")), scored(question, answer("the crew", "the anchor"))]
    made = figure(items, "evidence_recall")
    assert (made.value, made.items, made.total, made.of) == (0.75, 2, 3, 4)


def test_never_failing_in_few_questions_does_not_give_a_certain_figure(
    ask: Callable[..., Question], answer: Callable[..., Reply], scored: Scored
) -> None:
    items = [scored(ask(id=f"q{n}"), answer("the crew")) for n in range(15)]
    assert figure(items, "outcome_right").low == pytest.approx(0.782, abs=0.001)


def test_figures_are_by_stratum_with_all_first(
    ask: Callable[..., Question], answer: Callable[..., Reply], scored: Scored
) -> None:
    items = [scored(ask(id="a", stratum="role"), answer()), scored(ask(id="b", stratum="list"), answer())]
    figures = by_stratum(items)
    assert list(figures) == ["all", "role", "list"]
    assert figures["all"]["outcome_right"].items == 2
    assert "myth_found" not in figures["all"]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef")), min_size=1, max_size=40))
def test_the_interval_of_a_proportion_holds_it_and_is_never_a_point(pairs: list[tuple[bool, str]]) -> None:
    values = np.array([float(value) for value, _ in pairs])
    low, high = proportion_interval(values, [group for _, group in pairs])
    assert 0 <= low <= values.mean() + 1e-9
    assert values.mean() - 1e-9 <= high <= 1
    assert high - low > 0.05


def test_the_interval_of_independent_items_is_that_of_clopper_and_pearson() -> None:
    values = np.array([1.0] * 90 + [0.0] * 10)
    found = proportion_interval(values, [str(n) for n in range(100)])
    assert found == pytest.approx((0.824, 0.951), abs=0.002)


def test_one_failure_in_few_questions_is_not_taken_for_more_than_it_is() -> None:
    """Resampling gives 0.8 to 1.0 here, which holds the true share far less often than it says."""
    values = np.array([1.0] * 14 + [0.0])
    low, high = proportion_interval(values, [str(n) for n in range(15)])
    assert low < 0.69
    assert high < 1


def test_proportions_that_go_together_by_section_are_less_certain() -> None:
    values = np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0] * 5)
    alone = proportion_interval(values, [str(n) for n in range(len(values))])
    together = proportion_interval(values, [str(n // 4) for n in range(len(values))])
    assert together[1] - together[0] > 1.5 * (alone[1] - alone[0])
