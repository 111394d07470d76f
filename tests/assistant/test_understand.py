import pytest

from assistant.spelling import Speller
from assistant.understand import Understood, expand, understand

SPELLER = Speller(["leadership evidence safeguarding board improvement"] * 2)


def read(question: str) -> Understood:
    return understand(question, (), SPELLER)


@pytest.mark.parametrize(
    ("question", "column"),
    [
        ("what should a peer reviewer see as evidence of leadership?", "evidence"),
        ("What paperwork would prove our strategy is joined up?", "evidence"),
        ("what is the ideal for commissioning", "ideal"),
        ("what does good look like for outcomes?", "ideal"),
        ("which questions should we ask ourselves about the board?", "probe"),
        ("What is self-neglect?", None),
    ],
)
def test_the_column_that_is_asked_for_is_seen(question: str, column: str | None) -> None:
    assert read(question).column == column


def test_numbers_of_elements_and_ideals_are_seen() -> None:
    assert read("what is ideal 5.2 under element 7?").numbers == {"5.2", "7"}


def test_a_document_that_is_named_is_seen() -> None:
    assert read("what does the improvement tool say of it?").documents == {"adult-safeguarding-improvement-tool"}


@pytest.mark.parametrize(("short", "meaning"), [("SAB", "safeguarding adults board"), ("s42", "section 42")])
def test_abbreviations_are_searched_in_full_as_well(short: str, meaning: str) -> None:
    assert meaning in expand(f"what does a {short} do?")


def test_a_synonym_is_searched_as_the_documents_say_it() -> None:
    assert "financial abuse" in expand("her son scammed her")


def test_what_was_asked_stays_at_the_front() -> None:
    assert expand("who is on the SAB?").startswith("who is on the SAB?")
