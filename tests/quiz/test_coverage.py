"""The blueprint of a quiz."""

from quiz.coverage import by_outcome, by_section
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.sessions import session
from quiz.wanted import Wanted


def test_each_item_counts_for_one_outcome_and_one_section(library: Library) -> None:
    planned = session("board")
    items = make_quiz(library, Wanted(session="board", count=planned.count)).items
    outcomes = by_outcome(items, planned)
    assert list(outcomes) == [outcome.outcome for outcome in planned.outcomes]
    assert sum(outcomes.values()) == sum(by_section(items).values()) == len(items) == planned.count


def test_an_outcome_without_an_item_is_named_too() -> None:
    assert set(by_outcome([], session("induction")).values()) == {0}
