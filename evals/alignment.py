"""Where the words of a received document (source.txt) stand in its stored text (document.md).

The baselines quote source.txt, the assistant quotes the stored text. To judge them by one yardstick, every
quote is turned into the spans of the stored text that it shows.
"""

import re
from difflib import SequenceMatcher

from corpus.document import Document

Span = tuple[int, int]

_WORD = re.compile(r"\w+")
_FOUND = 0.8  # the share of a passage's words that counts as finding it in the source


class SourceMap:
    """The stored spans that any stretch of a source shows.

    Words are matched in reading order over the whole document first (Ratcliff and Obershelp, by difflib). A
    passage of which less than four fifths was found that way stood in an interleaved table: it is then looked
    for by itself near its longest run of words, line by line, as a reader of the source would have to.
    """

    def __init__(self, document: Document, source: str) -> None:
        self._source_words = [match.span() for match in _WORD.finditer(source)]
        self._stored_words = [match.span() for match in _WORD.finditer(document.text)]
        source_keys = [source[a:b].lower() for a, b in self._source_words]
        stored_keys = [document.text[a:b].lower() for a, b in self._stored_words]
        self._stored_of: dict[int, int] = {}
        for block in SequenceMatcher(None, stored_keys, source_keys, autojunk=False).get_matching_blocks():
            self._stored_of |= {block.b + i: block.a + i for i in range(block.size)}
        self._find_interleaved(document, source_keys, stored_keys)

    def _find_interleaved(self, document: Document, source_keys: list[str], stored_keys: list[str]) -> None:
        mapped = set(self._stored_of.values())
        lost: list[list[int]] = []
        for passage in document.passages:
            numbers = [n for n, (a, b) in enumerate(self._stored_words) if a >= passage.start and b <= passage.end]
            if numbers and len(mapped.intersection(numbers)) < _FOUND * len(numbers):
                lost.append(numbers)
        gone = {number for numbers in lost for number in numbers}
        self._stored_of = {s: d for s, d in self._stored_of.items() if d not in gone}
        for numbers in sorted(lost, key=len, reverse=True):
            keys = [stored_keys[n] for n in numbers]
            free = [s for s in range(len(source_keys)) if s not in self._stored_of]
            longest = SequenceMatcher(None, keys, [source_keys[s] for s in free], autojunk=False).find_longest_match()
            reach = 2 * len(keys) + 20
            near = free[max(0, longest.b - longest.a - reach) : longest.b + len(keys) + reach]
            blocks = SequenceMatcher(None, keys, [source_keys[s] for s in near], autojunk=False).get_matching_blocks()
            for block in blocks:
                self._stored_of |= {near[block.b + i]: numbers[block.a + i] for i in range(block.size)}

    def shown(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of the stored text whose words stand in ``source[start:end]``, in stored order, merged."""
        words = sorted(
            self._stored_of[n]
            for n, (a, b) in enumerate(self._source_words)
            if a >= start and b <= end and n in self._stored_of
        )
        spans: list[Span] = []
        previous = -2
        for number in words:
            a, b = self._stored_words[number]
            if number == previous + 1:
                spans[-1] = (spans[-1][0], b)
            else:
                spans.append((a, b))
            previous = number
        return tuple(spans)

    def coverage(self) -> float:
        """The share of the stored text's words that were found in the source."""
        return len(set(self._stored_of.values())) / len(self._stored_words)
