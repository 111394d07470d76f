"""Names of people in a question: by lists of names, and by what stands around a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.guard.patterns import patterns, read_lists

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_PARTICLES = frozenset("al bin bint da de del della den der di dos du el ibn la le san st van von".split())
_LONGEST = 4  # words of a name
_SHORT_CAPITALS = 4  # a word of so few capitals is an abbreviation or initials


@dataclass(frozen=True)
class _Word:
    text: str  # without a possessive 's
    start: int
    end: int
    owns: bool  # has a possessive 's

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return (
            self.text[0].isupper()
            and len(self.text) > 1
            and (not self.text.isupper() or len(self.text) > _SHORT_CAPITALS)
        )


@dataclass(frozen=True)
class _Lists:
    clear: frozenset[str]
    capital: frozenset[str]
    ambiguous: frozenset[str]
    surnames: frozenset[str]
    surname_words: frozenset[str]
    others: frozenset[str]
    followers: frozenset[str]
    public: re.Pattern[str]


@cache
def _lists() -> _Lists:
    given, surnames, others = read_lists("given_names"), read_lists("surnames"), read_lists("not_names")
    return _Lists(
        clear=frozenset(given["clear"]),
        capital=frozenset(given["capital"]),
        ambiguous=frozenset(given["ambiguous"]),
        surnames=frozenset(surnames["clear"]),
        surname_words=frozenset(surnames["words"]),
        others=frozenset(others["words"]),
        followers=frozenset(others["followers"]),
        public=re.compile(rf"\b(?:{'|'.join(others['phrases'])})\b", re.IGNORECASE),
    )


def find_names(text: str) -> list[tuple[int, int]]:
    """The character spans of the names in a text, in order. A title before a name is no part of it."""
    public = [match.span() for match in _lists().public.finditer(text.replace("’", "'"))]
    words = [word for word in _words(text) if not any(start < word.end and word.start < end for start, end in public)]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        end = _Around(text, words, i).name_end()
        if end:
            found.append((words[i].start, words[end - 1].end))
        i = end or i + 1
    return found


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        base = _POSSESSIVE.sub("", match.group())
        yield _Word(base, match.start(), match.start() + len(base), owns=base != match.group())


class _Around:
    """One word of a text, with what stands before and after it."""

    def __init__(self, text: str, words: list[_Word], i: int) -> None:
        self.text, self.words, self.i, self.word = text, words, i, words[i]
        self.before = text[max(0, self.word.start - 80) : self.word.start].replace("’", "'")
        after = _POSSESSIVE.sub("", text[self.word.start :].split(maxsplit=1)[0])
        self.after = text[self.word.end : self.word.end + 40].replace("’", "'") if after else ""

    def name_end(self) -> int:
        """The index after the last word of a name that begins at this word; 0 if none does."""
        lists, found, lower = _lists(), patterns("name_context"), self.word.lower
        if (
            self.text[self.word.start - 1 : self.word.start] == "["
            and self.text[self.word.end : self.word.end + 1] == "]"
        ):
            return 0
        if found["title"].search(self.before):
            initial = len(lower) == 1 and self._whole() > self.i + 1
            if self.word.capital or initial or (self.word.text.isupper() and len(lower) > 1):
                return self._whole() if lower not in lists.others or lower in lists.surname_words or initial else 0
            return self._after_small_title()
        if lower in lists.others and lower not in lists.ambiguous:
            return 0
        if self._is_thing():
            return 0
        if self._is_given(lower) or self._in_context():
            return self._whole()
        return 0

    def _after_small_title(self) -> int:
        """ "mrs patel", "mr oyelaran"; a short title that is also a word needs a known surname after it."""
        lists, lower = _lists(), self.word.lower
        known = lists.surnames | lists.surname_words | lists.clear | lists.capital
        sure = patterns("name_context")["sure_title"].search(self.before)
        if lower in _PARTICLES and lower not in known:
            return self._whole() if self._whole() > self.i + 1 else 0
        if lower in known or (sure and sure.group()[0].islower() and len(lower) > 2 and lower not in lists.others):
            return self._whole()
        return 0

    def _is_given(self, lower: str) -> bool:
        lists, found = _lists(), patterns("name_context")
        names = lists.clear | lists.capital if self.word.capital else lists.clear
        if lower in names or (
            "-" in lower and self.word.capital and all(part in lists.clear | lists.capital for part in lower.split("-"))
        ):
            return True
        # "doreens son": the apostrophe left out
        return lower.endswith("s") and lower[:-1] in lists.clear and bool(found["possession"].match(self.after))

    def _in_context(self) -> bool:
        lists, found, lower = _lists(), patterns("name_context"), self.word.lower
        if found["named"].search(self.before) and lower not in lists.others:
            known = lists.clear | lists.capital | lists.ambiguous | lists.surnames
            return self.word.capital or (lower in known and bool(found["named_person"].search(self.before)))
        if not self.word.capital:
            return (
                lower in lists.ambiguous and bool(found["person"].search(self.before)) and lower not in ("may", "will")
            )
        if lower not in lists.ambiguous:
            family = lower in lists.surnames | lists.surname_words and found["family"].match(self.after)
            person = found["person"].search(self.before) and lower not in lists.others
            return bool(family or person or found["age"].match(self.after) or self._given_follows())
        return bool(
            found["person"].search(self.before)
            or (self.word.owns and found["possession"].match(self.after[2:]))
            or found["age"].match(self.after)
            or self._surname_follows()
            or found["does"].match(self.after)
            or (found["of_person"].search(self.before) and not found["month"].fullmatch(lower))
        )

    def _surname_follows(self) -> bool:
        following = self._following(self.i)
        return following is not None and following.capital and following.lower in _lists().surnames

    def _given_follows(self) -> bool:
        """Whether this is a surname that stands before its given name: "Nguyen Thi Lan"."""
        following = self._following(self.i)
        given = _lists().clear | _lists().capital
        return following is not None and following.lower in given and self.word.lower in _lists().surnames

    def _following(self, i: int) -> _Word | None:
        """The next word, if only a space or an initial stands between."""
        if i + 1 == len(self.words) or self.words[i].owns:
            return None
        between = self.text[self.words[i].end : self.words[i + 1].start]
        return (
            self.words[i + 1] if between in (" ", ". ") and (between == " " or len(self.words[i].text) == 1) else None
        )

    def _is_thing(self) -> bool:
        """Whether a thing is called by the name: "Clare's Law", "Victoria Ward", "Francis report", "St Mary's"."""
        if patterns("name_context")["saint"].search(self.before):
            return True
        i, thing = self.i, _lists().followers
        if self.word.owns:
            return i + 1 < len(self.words) and self.words[i + 1].lower in ("law", "rule", "act")
        for _ in range(2):
            following = self._following(i)
            if following is None:
                return False
            if following.lower in thing and (
                following.capital or following.lower in ("law", "report", "protocol", "inquiry", "ward", "training")
            ):
                return True
            i += 1
        return False

    def _whole(self) -> int:
        """The index after the last word of the name: surnames, particles and initials that follow belong to it."""
        lists, i = _lists(), self.i
        small = not self.word.text[0].isupper() and self.word.lower not in _PARTICLES
        shouted = self.word.text.isupper() and len(self.word.text) > 1
        while i - self.i + 1 < _LONGEST:
            following = self._following(i)
            if following is None:
                break
            lower = following.lower
            if small or shouted:
                fits = lower in lists.surnames
            elif following.capital or (len(lower) == 1 and following.text.isupper() and lower not in ("i", "a")):
                fits = lower not in lists.others or lower in lists.surnames
            else:
                fits = lower in _PARTICLES and any(word.capital for word in self.words[i + 2 : i + 4])
            if not fits:
                break
            i += 1
        return i + 1
