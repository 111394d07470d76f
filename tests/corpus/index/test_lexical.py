from hypothesis import given
from hypothesis import strategies as st

from corpus.index.lexical import LexicalIndex, words


def test_words_are_stemmed_and_small_ones_left_out() -> None:
    assert words("What are the duties of Boards?") == ["duti", "board"]


def test_a_numbered_standard_stays_one_word() -> None:
    assert "5.2" in words("ideal 5.2")


def test_the_text_with_the_words_scores_best() -> None:
    scores = LexicalIndex.build(["boards and plans", "money missing", ""]).scores(words("a plan of the board"))
    assert scores.argmax() == 0


@given(st.text(max_size=80))
def test_any_query_gets_one_score_a_text(query: str) -> None:
    assert LexicalIndex.build(["boards", "plans"]).scores(words(query)).shape == (2,)
