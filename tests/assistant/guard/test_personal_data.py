import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import find_personal_data, mask


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("NHS number 999 000 0018, what kind of abuse is it?", {"nhs_number"}),
        ("ring me on 07700 900123", {"phone"}),
        ("write to someone@example.org", {"email"}),
        ("NI number QQ123456C", {"ni_number"}),
        ("Mrs Okafor has lost money", {"name"}),
        ("born 12/03/1941 and lives alone", {"date_of_birth"}),
    ],
)
def test_personal_data_is_found_with_its_kind(text: str, kinds: set[str]) -> None:
    assert {found.kind for found in find_personal_data(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "What does section 42 of the Care Act 2014 say?",
        "Where is NICE guideline NG189?",
        "What changed in March 2015?",
        "What is Making Safeguarding Personal?",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert find_personal_data(text) == []


@given(st.text(max_size=200))
def test_masking_leaves_nothing_outside_what_was_found_changed(text: str) -> None:
    assert find_personal_data(text) or mask(text, []) == text
