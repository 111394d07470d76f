"""Spelling repaired against the words that the documents and the question bank use."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

_WORD = re.compile(r"[A-Za-z]{4,}")


class Speller:
    """Knows the words of some texts, and mends words that are a slip away from one of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._known = frozenset(counts)
        self._choices: dict[str, list[str]] = {}
        for word, count in counts.items():
            if count > 1:
                self._choices.setdefault(word[0], []).append(word)

    def repair(self, text: str) -> str:
        """The text with each unknown word replaced by the known one that it is nearest to, if one is near.

        Near is one slip (a letter added, dropped, changed or swapped with its neighbour) in words of up to seven
        letters, two in longer ones, with the same first letter.
        """
        return _WORD.sub(lambda match: self._repair(match.group()), text)

    def _repair(self, word: str) -> str:
        lower = word.lower()
        if lower in self._known:
            return word
        slips = 1 if len(word) < 8 else 2
        found = extractOne(
            lower, self._choices.get(lower[0], []), scorer=DamerauLevenshtein.distance, score_cutoff=slips
        )
        return str(found[0]) if found else word
