"""Spelling repaired: shorthand spelt out, and slips mended to the words that the documents and the bank use."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

_WORD = re.compile(r"[A-Za-z]{4,}")
_WRITTEN = re.compile(r"[\w/']+")
_SHORTHAND = Path(__file__).parent / "shorthand.yaml"


@cache
def _shorthand() -> tuple[dict[str, str], dict[str, str]]:
    """What is always shorthand, and what is where the first kind stands beside it."""
    read = yaml.safe_load(_SHORTHAND.read_text(encoding="utf-8"))
    return read["sure"], {str(short): meant for short, meant in read["others"].items()}


def spell_out(text: str) -> str:
    """The text with shorthand ("wot", "sum1") spelt out; "2" and "n" only in a text that has other shorthand."""
    sure, others = _shorthand()
    meant = sure | others if any(word in sure for word in _WRITTEN.findall(text.lower())) else {}
    return _WRITTEN.sub(lambda match: meant.get(match.group().lower(), match.group()), text) if meant else text


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
        """The text with shorthand spelt out, and each unknown word replaced by the known one that is nearest, if near.

        Near is one slip (a letter added, dropped, changed or swapped with its neighbour) in words of up to seven
        letters, two in longer ones, with the same first letter.
        """
        return _WORD.sub(lambda match: self._repair(match.group()), spell_out(text))

    def _repair(self, word: str) -> str:
        lower = word.lower()
        if lower in self._known:
            return word
        slips = 1 if len(word) < 8 else 2
        found = extractOne(
            lower, self._choices.get(lower[0], []), scorer=DamerauLevenshtein.distance, score_cutoff=slips
        )
        return str(found[0]) if found else word
