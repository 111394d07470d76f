from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reply import Written, written


@pytest.mark.parametrize(
    "reply",
    [
        "One thing. [p1]\nAnother thing. [p2][p3]\n",
        "One thing [p1]. Another thing [p2][p3].",
        "One thing. [p1] Another thing. [p2] [p3]",
        "- One thing. [p1]\n2. Another thing. [P2, p3]",
        "One thing.[p1]\n\nAnother thing.[p2][p3]",
    ],
)
def test_sentences_come_with_their_keys_however_they_are_set_out(reply: str) -> None:
    assert list(written([reply])) == [Written("One thing.", ("p1",)), Written("Another thing.", ("p2", "p3"))]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert [w.text for w in written(["Use a tool, e.g. Making it real, etc. here [p1]."])] == [
        "Use a tool, e.g. Making it real, etc. here."
    ]


def test_no_answer_is_told_apart() -> None:
    assert [w.silent for w in written(["NO ANSWER"])] == [True]


REPLY = "One thing is so. [p1] Another (p. 3) is not [p2][p3].\nWhat “they” say. [p1]\nA last one without an end"


@given(st.lists(st.integers(0, len(REPLY)), max_size=30))
def test_it_does_not_matter_how_a_reply_is_cut_into_bits(cuts: list[int]) -> None:
    places = sorted({0, *cuts, len(REPLY)})
    assert list(written(REPLY[a:b] for a, b in pairwise(places))) == list(written([REPLY]))


@given(st.lists(st.text(max_size=40), max_size=20))
def test_any_reply_is_taken_and_no_sentence_has_a_key_left_in_it(bits: list[str]) -> None:
    assert all("[p1]" not in sentence.text for sentence in written([*bits, "[p1]"]))
