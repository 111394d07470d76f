"""Text becomes words, and words become what they stand for: one name for each body, one stem for each meaning."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import Stemmer
import yaml

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[a-z]+(?:['-][a-z]+)*(?:_[a-z]+)*")
_STEMMER = Stemmer.Stemmer("english")


@cache
def language() -> dict[str, Any]:
    """language.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "language.yaml").read_text(encoding="utf-8"))
    return loaded


@dataclass(frozen=True)
class Text:
    """A stretch of text as words in lower case, each body by its one name, with each word's stem.

    ``stems[n]`` is the meaning of ``words[n]``, empty for a word that carries none of its own.
    """

    plain: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, in order."""
        return tuple(_WORD.findall(_named(self.plain.lower().replace("’", "'").replace("‘", "'"))))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """One stem a word."""
        return tuple("" if word in _function() else stem(word) for word in self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems that carry meaning."""
        return frozenset(stem for stem in self.stems if stem)

    def places(self, kind: str, but: str = "") -> list[tuple[int, int]]:
        """Where the patterns of language.yaml's list ``kind`` match but not those of ``but``: spans of words."""
        return self._places(_pattern(kind), _pattern(but) if but else None)

    def has(self, kind: str, but: str = "") -> bool:
        """Whether there is such a place."""
        return bool(self.places(kind, but))

    def after(self, place: int, count: int) -> list[str]:
        """The next ``count`` stems that carry meaning from a word on."""
        return [stem for stem in self.stems[place:] if stem][:count]

    def _places(self, wanted: re.Pattern[str], unwanted: re.Pattern[str] | None) -> list[tuple[int, int]]:
        line = " ".join(self.words)
        taken = [match.span() for match in unwanted.finditer(line)] if unwanted else []
        spans = [match.span() for match in wanted.finditer(line)]
        free = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in taken)]
        return [(line[:start].count(" "), line[:end].count(" ") + 1) for start, end in free]


@lru_cache(maxsize=4096)
def text_of(plain: str) -> Text:
    """A text, read once."""
    return Text(plain)


@cache
def stem(word: str) -> str:
    """The stem of a word's meaning: words of one meaning have one stem."""
    return _same().get(rough_stem(word), rough_stem(word))


def agencies(text: Text) -> list[tuple[int, str]]:
    """The bodies and roles named, each with the place of its word."""
    return [(place, word) for place, word in enumerate(text.words) if word in language()["agencies"]]


def rough_stem(word: str) -> str:
    """The stem of the word itself."""
    return str(_STEMMER.stemWord(word))


def _named(line: str) -> str:
    for pattern, name in _names():
        line = pattern.sub(f" {name} ", line)
    return line


@cache
def _names() -> list[tuple[re.Pattern[str], str]]:
    return [(_compiled(patterns), name) for name, patterns in language()["agencies"].items()]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    found: Any = language()
    for part in kind.split("."):
        found = found[part]
    return _compiled(found)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(patterns)})(?![\w'-])")


@cache
def _function() -> frozenset[str]:
    return frozenset(language()["function"].split())


@cache
def _same() -> dict[str, str]:
    groups: Iterable[Sequence[str]] = language()["same"]
    return {rough_stem(word): rough_stem(group[0]) for group in groups for word in group}
