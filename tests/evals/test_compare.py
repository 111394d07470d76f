from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EvaluationError
from evals.compare import Difference, compare, differences
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.run import execute
from evals.run_folder import Item

Ask = Callable[..., Question]
Answer = Callable[..., Reply]
Scored = Callable[[Question, Reply], Item]


def _pairs(ask: Ask, answer: Answer, scored: Scored, mended: int, groups: int = 12) -> list[tuple[Item, Item]]:
    made = []
    for number in range(groups):
        question = ask(id=f"q{number}", outcome=["answered"])
        after = "answered" if number < mended else "abstained"
        made.append((scored(question, answer(status="abstained")), scored(question, answer(status=after))))
    return made


def _of(found: tuple[Difference, ...], score: str) -> Difference:
    return next(each for each in found if each.score == score)


def test_a_change_in_every_question_is_no_chance(ask: Ask, answer: Answer, scored: Scored) -> None:
    found = _of(differences(_pairs(ask, answer, scored, mended=12), ["outcome_right"]), "outcome_right")
    assert found.change == 1
    assert found.p < 0.01
    assert not found.worse


def test_a_change_in_one_question_of_twelve_may_be_chance(ask: Ask, answer: Answer, scored: Scored) -> None:
    found = _of(differences(_pairs(ask, answer, scored, mended=1), ["outcome_right"]), "outcome_right")
    assert found.p > 0.5
    assert found.low <= 0


def test_a_smaller_difference_can_be_detected_with_more_questions(ask: Ask, answer: Answer, scored: Scored) -> None:
    few, many = _pairs(ask, answer, scored, mended=6), _pairs(ask, answer, scored, mended=24, groups=48)
    detectable = [_of(differences(pairs, ["outcome_right"]), "outcome_right").detectable for pairs in (few, many)]
    assert detectable[0] is not None
    assert detectable[1] is not None
    assert detectable[1] < 0.6 * detectable[0]


def test_where_nothing_changed_nothing_says_what_could_be_detected(ask: Ask, answer: Answer, scored: Scored) -> None:
    found = _of(differences(_pairs(ask, answer, scored, mended=0), ["outcome_right"]), "outcome_right")
    assert (found.p, found.detectable) == (1.0, None)


def test_more_false_answers_are_worse(ask: Ask, answer: Answer, scored: Scored) -> None:
    question = ask(outcome=["abstained"])
    pair = (scored(question, answer(status="abstained")), scored(question, answer(status="answered")))
    assert _of(differences([pair], ["false_answer"]), "false_answer").worse


def test_a_score_that_applies_in_one_run_only_is_not_compared(ask: Ask, answer: Answer, scored: Scored) -> None:
    question = ask(evidence=("the crew",))
    pair = (scored(question, answer("the crew")), scored(question, answer(status="abstained")))
    assert differences([pair], ["citation_precision"]) == ()


def test_items_that_passed_and_now_fail_are_named(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Answer
) -> None:
    good = {"one": answer("Boats need wind and a steady hand."), "two": answer("Moor the boat with two ropes.")}
    silent = answer(status="abstained")
    before = execute(scripted(lambda q: good.get(q.id, silent)), three, boats, tmp_path / "before")
    after = execute(scripted(lambda q: good["two"] if q.id == "two" else silent), three, boats, tmp_path / "after")
    found = compare(before, after)
    assert [pair[1].question.id for pair in found.broken] == ["one"]
    assert found.mended == ()
    assert [pair[1].question.id for pair in compare(after, before).mended] == ["one"]


def test_runs_over_different_questions_are_not_compared(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Answer
) -> None:
    system = scripted(lambda question: answer())
    before = execute(system, three, boats, tmp_path / "before")
    after = execute(system, three[:2], boats, tmp_path / "after")
    with pytest.raises(EvaluationError, match="different questions"):
        compare(before, after)


@pytest.mark.parametrize(("mended", "expected"), [(2, 0.5), (5, 0.0625), (6, 0.03125)])
def test_the_p_value_is_exact_where_few_sections_change(
    ask: Ask, answer: Answer, scored: Scored, mended: int, expected: float
) -> None:
    pairs = _pairs(ask, answer, scored, mended=mended, groups=40)
    assert _of(differences(pairs, ["outcome_right"]), "outcome_right").p == pytest.approx(expected)


def test_no_difference_is_called_detectable_that_the_test_could_never_find(
    ask: Ask, answer: Answer, scored: Scored
) -> None:
    pairs = _pairs(ask, answer, scored, mended=1, groups=100)
    assert _of(differences(pairs, ["outcome_right"]), "outcome_right").detectable == pytest.approx(6 / 100)


def test_questions_on_one_section_change_places_together(ask: Ask, answer: Answer) -> None:
    """Twelve questions mended, but all on one section: one observation, not twelve."""
    from evals.blessed import BlessedItem
    from evals.scores.tally import yes

    def all_of(value: bool, group: str) -> BlessedItem:
        return BlessedItem(group, {"outcome_right": yes(value)})

    together = [(all_of(False, "one"), all_of(True, "one"))] * 12
    apart = [(all_of(False, str(n)), all_of(True, str(n))) for n in range(12)]
    assert _of(differences(together, ["outcome_right"]), "outcome_right").p == 1
    assert _of(differences(apart, ["outcome_right"]), "outcome_right").p < 0.001


def test_a_rise_is_no_evidence_of_a_fall(ask: Ask, answer: Answer, scored: Scored) -> None:
    rose = _of(differences(_pairs(ask, answer, scored, mended=6), ["outcome_right"]), "outcome_right")
    fallen = [(after, before) for before, after in _pairs(ask, answer, scored, mended=6)]
    fell = _of(differences(fallen, ["outcome_right"]), "outcome_right")
    assert rose.p_worse > 0.95
    assert fell.p_worse == pytest.approx(fell.p / 2)
