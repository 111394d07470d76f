import math

import numpy as np

from corpus.document import Document
from corpus.index.lexical import LexicalIndex, words


def test_a_word_weighs_by_how_many_texts_have_it(documents: list[Document]) -> None:
    texts = [passage.text for document in documents for passage in document.passages]
    index = LexicalIndex.build(texts)
    vocabularies = [set(words(text)) for text in texts]
    for word in set.union(*vocabularies):
        having = sum(word in vocabulary for vocabulary in vocabularies)
        assert np.count_nonzero(index.scores([word])) == having
        assert math.isclose(index.weight(word), math.log(1 + (len(texts) - having + 0.5) / (having + 0.5)))


def test_a_word_is_known_where_a_text_has_it() -> None:
    index = LexicalIndex.build(["one", "one two"])
    assert [index.knows(word) for word in ("two", "three")] == [True, False]


def test_an_unknown_word_weighs_most() -> None:
    assert LexicalIndex.build(["one", "one two"]).weight("three") == math.log(1 + 2.5 / 0.5)
