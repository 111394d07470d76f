"""The guard's lists, kept in YAML beside it: of patterns, and of words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_SMALL = str.maketrans("İıſ", "iis")  # as re.IGNORECASE has it, and str.lower has not
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_lists(name: str) -> dict[str, list[str]]:
    """The lists in the file of that name: of its lines, or of the words of a folded block."""
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str] | str] = yaml.load(text, Loader=_LOADER)
    return {key: value.split() if isinstance(value, str) else value for key, value in lists.items()}


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """One pattern for each list in the file of that name; ``{x}`` in a pattern stands for the list ``_x``."""
    lists = read_lists(name)
    parts = {f"{{{key[1:]}}}": f"(?:{'|'.join(lines)})" for key, lines in lists.items() if key.startswith("_")}

    def filled(line: str) -> str:
        for part, meaning in parts.items():
            line = line.replace(part, meaning)
        return line

    return {
        key: re.compile("|".join(map(filled, lines)), re.IGNORECASE)
        for key, lines in lists.items()
        if not key.startswith("_")
    }


class Cues(Mapping[str, bool]):
    """Which lists of the file of that name have a pattern that is found in the text, in the file's order.

    A list is looked for when it is first asked for: most messages are done with after one or two.
    """

    def __init__(self, name: str, text: str) -> None:
        self._patterns = _cue_patterns(name)
        self._text = plain(text)
        self._small = self._text.translate(_SMALL).lower()
        self._found: dict[str, bool] = {}

    def __getitem__(self, key: str) -> bool:
        """Whether a pattern of that list is found."""
        if key not in self._found:
            pattern, with_capitals = self._patterns[key]
            self._found[key] = pattern.search(self._text if with_capitals else self._small) is not None
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        """The names of the lists, in the file's order."""
        return iter(self._patterns)

    def __len__(self) -> int:
        """How many lists there are."""
        return len(self._patterns)


@cache
def _cue_patterns(name: str) -> dict[str, tuple[re.Pattern[str], bool]]:
    """The patterns, each with whether it has capitals: ``re`` finds one that has none in half the time in small letters."""
    return {
        key: (pattern, True) if _CAPITAL.search(pattern.pattern) else (re.compile(pattern.pattern), False)
        for key, pattern in patterns(name).items()
    }


def plain(text: str) -> str:
    """The text as the patterns expect it: no apostrophe inside a word, so that "isn't" is "isnt"."""
    return _APOSTROPHE.sub("", text)
