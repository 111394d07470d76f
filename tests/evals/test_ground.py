from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EvaluationError
from evals.ground import Ground, Place, covered, folded
from evals.questions import Question

_SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(place=_SPANS, shown=st.lists(_SPANS, max_size=6))
def test_what_is_covered_is_the_number_of_characters_shown_at_least_once(
    place: list[int], shown: list[list[int]]
) -> None:
    places = [Place("d", *span) for span in shown]
    expected = sum(any(a <= n < b for a, b in shown) for n in range(*place))
    assert covered(Place("d", *place), places) == expected


def test_nothing_of_another_document_covers_a_place() -> None:
    assert covered(Place("one", 0, 9), [Place("two", 0, 9)]) == 0


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_folding_makes_case_space_quotation_marks_and_markup_alike() -> None:
    assert folded("  **People’s**\n “views” – ") == folded('people\'s "views" -')


def test_words_that_stand_twice_are_looked_for_in_the_accepted_sections(
    boats: Ground, ask: Callable[..., Question]
) -> None:
    anywhere = boats.evidence(ask(evidence=("crew",)))
    accepted = boats.evidence(ask(evidence=("crew",), sections=["Mooring"]))
    assert len(anywhere[0]) == 2
    assert [boats.passages(place)[0].section for place in accepted[0]] == [("Mooring",)]


def test_words_that_are_a_whole_passage_are_meant_rather_than_the_same_words_in_a_sentence(
    boats: Ground, ask: Callable[..., Question]
) -> None:
    places = boats.evidence(ask(evidence=("the crew",)))[0]
    assert [boats.passages(place)[0].kind for place in places] == ["list item"]


def test_evidence_that_the_document_does_not_say_is_refused(boats: Ground, ask: Callable[..., Question]) -> None:
    with pytest.raises(EvaluationError, match="does not say"):
        boats.evidence(ask(evidence=("Boats need petrol",)))


def test_an_unknown_section_is_refused(boats: Ground, ask: Callable[..., Question]) -> None:
    with pytest.raises(EvaluationError, match="Rowing"):
        boats.accepted(ask(sections=["Rowing"]))


def test_the_evidences_own_section_is_accepted_though_it_is_not_named(
    boats: Ground, ask: Callable[..., Question]
) -> None:
    accepted = boats.accepted(ask(evidence=("the anchor",)))
    assert [boats.text(place).splitlines()[0] for place in accepted] == ["## Sailing"]


def test_a_question_without_evidence_is_a_group_of_its_own(boats: Ground, ask: Callable[..., Question]) -> None:
    assert boats.group(ask(id="alone")) == "alone"


def test_the_documents_have_six_myths_each_with_its_reality(ground: Ground) -> None:
    assert len(ground.myths) == 6
    assert all(ground.text(myth.place) == myth.text for myth in ground.myths)
