import pytest

from assistant.assistant import Assistant

BELIEFS = [
    ("A tenant hoards, so we have no choice, it has to go through section 42 every time, right?", "Self neglect"),
    ("She isn't eligible under section 42 so the council can just close the case and do nothing", "not eligible"),
    ("We've told the council, so it is their job to sort it out now and we can close our file", "Once a concern"),
    ("Nothing has happened yet so there's no safeguarding to do until someone raises a concern", "only needed after"),
]
NEUTRAL = ["What is self-neglect?", "Who chairs the board?", "When does hoarding become a safeguarding matter?"]


@pytest.mark.parametrize(("question", "myth"), BELIEFS)
def test_a_belief_is_met_with_the_right_pair(assistant: Assistant, question: str, myth: str) -> None:
    assert any(n.kind == "myth" and myth in (n.myth or "") for n in assistant.ask(question).notices)


@pytest.mark.parametrize("question", NEUTRAL)
def test_a_neutral_question_is_not_taken_for_a_belief(assistant: Assistant, question: str) -> None:
    assert [n for n in assistant.ask(question).notices if n.kind == "myth"] == []
