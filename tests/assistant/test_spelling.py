from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling import Speller, spell_out

SPELLER = Speller(["safeguarding adults board", "financial abuse"] * 2)


def test_a_slip_is_mended() -> None:
    assert SPELLER.repair("safegaurding and finacial abuse") == "safeguarding and financial abuse"


def test_shorthand_is_spelt_out() -> None:
    assert SPELLER.repair("wot do i do if sum1 is at risk") == "what do i do if someone is at risk"


def test_a_number_stays_a_number_where_nothing_else_is_shorthand() -> None:
    assert spell_out("element 2 and principle 4") == "element 2 and principle 4"


def test_a_word_that_is_near_nothing_stays() -> None:
    assert SPELLER.repair("zebra crossing") == "zebra crossing"


@given(st.text(max_size=100))
def test_what_is_mended_stays_as_it_is(text: str) -> None:
    assert SPELLER.repair(SPELLER.repair(text)) == SPELLER.repair(text)
