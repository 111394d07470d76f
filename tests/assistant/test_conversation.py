import pytest

from assistant.conversation import context_of, leans


@pytest.mark.parametrize(
    "question", ["and who chairs it?", "what about the police?", "Why?", "who else?", "is that right?"]
)
def test_a_question_that_points_back_leans_on_the_conversation(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    [
        "What are the six principles of adult safeguarding practice?",
        "When should modern slavery be reported to adult social care?",
    ],
)
def test_a_question_with_a_subject_of_its_own_does_not(question: str) -> None:
    assert not leans(question)


def test_a_change_of_subject_leaves_the_old_one_behind() -> None:
    assert context_of("Different question: what is it called?", ["Who chairs the board?"]) == ""


def test_a_follow_up_to_a_follow_up_reaches_back_to_the_subject() -> None:
    assert "board" in context_of("and why?", ["Who chairs the board?", "and how often?"])


def test_without_history_a_question_leans_on_nothing() -> None:
    assert context_of("and why?", []) == ""
