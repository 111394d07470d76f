from hypothesis import given
from hypothesis import strategies as st

from assistant.training.noise import typed_in_a_hurry

TEXT = "Who should be told about the safeguarding concern before the enquiry starts?"


@given(st.text(max_size=200), st.integers(0, 10_000))
def test_the_same_seed_types_the_same(text: str, seed: int) -> None:
    assert typed_in_a_hurry(text, seed) == typed_in_a_hurry(text, seed)


@given(st.integers(0, 10_000))
def test_no_word_is_lost(seed: int) -> None:
    assert len(typed_in_a_hurry(TEXT, seed).split()) == len(TEXT.split())


def test_most_texts_come_out_changed() -> None:
    assert sum(typed_in_a_hurry(TEXT, seed) != TEXT for seed in range(100)) > 90
