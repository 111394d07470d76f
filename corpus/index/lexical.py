"""The lexical side of the index: BM25 over stemmed words, by bm25s."""

import re
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")
_NOTHING = "\x00"  # bm25s can't index a text without words
_STEMMER = Stemmer.Stemmer("english")
_STOPWORDS = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her his how i if in into "
    "is it its me my of on or our she should so than that the their them then there these they this those to us was "
    "we were what when where which while who whom why will with would you your".split()
)


def words(text: str) -> list[str]:
    """The stemmed content words of a text, in order; “5.2” stays one word."""
    plain = text.lower().replace("’", "'").replace("'s", "")
    return [str(_STEMMER.stemWord(word)) for word in _WORD.findall(plain) if word not in _STOPWORDS]


class LexicalIndex:
    """BM25 scores of a query against every text, in the order in which the texts were given."""

    def __init__(self, retriever: bm25s.BM25) -> None:
        self._retriever = retriever

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index texts; one without words scores 0 for every query."""
        retriever = bm25s.BM25(method="lucene")
        retriever.index([words(text) or [_NOTHING] for text in texts] or [[_NOTHING]], show_progress=False)
        return cls(retriever)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index that :meth:`save` wrote."""
        return cls(bm25s.BM25.load(str(folder), load_corpus=False))

    def save(self, folder: Path) -> None:
        """Write the index as a folder."""
        self._retriever.save(str(folder), show_progress=False)

    def scores(self, query: Sequence[str]) -> np.ndarray:
        """One score a text, of shape (texts,), for words made by :func:`words`."""
        known = [word for word in query if word in self._retriever.vocab_dict]
        if not known:
            return np.zeros(self._retriever.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._retriever.get_scores(known), dtype=np.float32)

    def knows(self, word: str) -> bool:
        """Whether any text has a word made by :func:`words`."""
        return word in self._retriever.vocab_dict

    def weight(self, word: str) -> float:
        """The inverse document frequency of a word made by :func:`words`; the highest there is for an unknown word.

        Lucene's form: ln(1 + (N - n + 0.5) / (n + 0.5)).
        """
        count = int(self._retriever.scores["num_docs"])
        number = self._retriever.vocab_dict.get(word)
        # The scores are a sparse matrix, a column a word: what it holds of one is a text that has the word.
        starts = self._retriever.scores["indptr"]
        found = 0 if number is None else int(starts[number + 1] - starts[number])
        return float(np.log(1 + (count - found + 0.5) / (found + 0.5)))
