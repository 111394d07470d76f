from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling import Speller

SPELLER = Speller(["safeguarding adults board", "financial abuse"] * 2)


def test_a_slip_is_mended() -> None:
    assert SPELLER.repair("safegaurding and finacial abuse") == "safeguarding and financial abuse"


def test_a_word_that_is_near_nothing_stays() -> None:
    assert SPELLER.repair("zebra crossing") == "zebra crossing"


@given(st.text(max_size=100))
def test_what_is_mended_stays_as_it_is(text: str) -> None:
    assert SPELLER.repair(SPELLER.repair(text)) == SPELLER.repair(text)
