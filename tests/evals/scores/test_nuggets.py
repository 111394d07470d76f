from collections.abc import Callable

import pytest

from evals.ground import Ground, folded
from evals.questions import Nugget, Question
from evals.reply import Reply
from evals.scores import nuggets
from evals.scores.tally import Tally

NUGGET = Nugget(says="wind and hand", weight="vital", terms=("need wind", "steady hand|firm hand"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boats need  WIND and a firm hand", "supported"),
        ("Boats need wind", "uncertain"),
        ("Boats need petrol", "missing"),
        ("A boat needs winds, and hands that are steady", "uncertain"),
        ("Wind is what a boat needs", "missing"),
    ],
)
def test_all_phrases_support_a_nugget_and_some_or_most_words_of_all_leave_it_to_a_person(
    text: str, expected: str
) -> None:
    assert nuggets.verdict(NUGGET, folded(text)) == expected


def test_vital_nuggets_are_counted_apart(
    boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply]
) -> None:
    okay = Nugget(says="crew", weight="okay", terms=("the crew",))
    question = ask(nuggets=[NUGGET, okay])
    reply = answer("the crew")
    assert nuggets.nuggets_vital(question, reply, boats) == Tally(0, 1)
    assert nuggets.nuggets_all(question, reply, boats) == Tally(1, 2)


def test_a_phrase_that_must_not_be_said_is_found_in_a_quote(
    boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply]
) -> None:
    question = ask(must_not_say=["Never SINK", "petrol"])
    assert nuggets.said_wrong(question, answer("Boats never sink"), boats) == Tally(1, 2)
