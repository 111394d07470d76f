from collections.abc import Callable

import pytest

from assistant.answer import Notice, PersonalDataKind
from evals.kinds import Kind, personal_data_by_kind
from evals.questions import Question
from evals.reply import Reply
from evals.run_folder import Item
from evals.scores.tally import Tally

Scored = Callable[[Question, Reply], Item]


@pytest.fixture
def kinds(ask: Callable[..., Question], answer: Callable[..., Reply], scored: Scored) -> dict[str, Kind]:
    """Two phone numbers of which one is noticed, a name that is taken for an address, and a question with neither."""

    def told(*what: PersonalDataKind) -> Reply:
        return answer(notices=(Notice(kind="personal_data", text="", what=what),) if what else ())

    items = [
        scored(ask(id="a", personal_data=["phone"]), told("phone")),
        scored(ask(id="b", personal_data=["phone"]), told()),
        scored(ask(id="c", personal_data=["name"]), told("name", "address")),
        scored(ask(id="d"), told()),
    ]
    return {kind.name: kind for kind in personal_data_by_kind(items)}


def test_each_kind_has_its_hits_and_its_false_alarms(kinds: dict[str, Kind]) -> None:
    assert (kinds["phone"].found, kinds["phone"].false_alarms) == (Tally(1, 2), Tally(0, 2))
    assert (kinds["name"].found, kinds["name"].false_alarms) == (Tally(1, 1), Tally(0, 3))
    assert kinds["address"].false_alarms == Tally(1, 4)


def test_a_kind_that_is_in_no_question_is_not_applicable(kinds: dict[str, Kind]) -> None:
    assert (kinds["email"].found.value, kinds["email"].low, kinds["email"].high) == (None, None, None)


def test_one_hit_in_one_question_is_no_certainty(kinds: dict[str, Kind]) -> None:
    assert kinds["name"].low == pytest.approx(0.025)
