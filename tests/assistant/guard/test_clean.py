import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import LIMIT, check, clean
from corpus.errors import QuestionError


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u00ad", "\U000e0041", "\x00"])
def test_what_can_not_be_seen_is_taken_out(hidden: str) -> None:
    assert clean(f"Who{hidden} chairs?") == "Who chairs?"


def test_a_question_of_hidden_characters_only_is_empty() -> None:
    with pytest.raises(QuestionError, match="empty"):
        check("\u200b \u200b")


def test_a_question_over_the_limit_is_told_the_limit() -> None:
    with pytest.raises(QuestionError, match="2,000"):
        check("a" * (LIMIT + 1))
