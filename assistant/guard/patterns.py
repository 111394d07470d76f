"""The guard's lists, kept in YAML beside it: of patterns, and of words."""

import re
from functools import cache
from pathlib import Path

import yaml

Cues = dict[str, bool]
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


def find_cues(name: str, text: str) -> Cues:
    """Which lists of the file of that name have a pattern that is found in the text, in the file's order."""
    text = plain(text)
    small = text.translate(_SMALL).lower()
    return {
        key: pattern.search(text if pattern.flags & re.IGNORECASE else small) is not None
        for key, pattern in _cue_patterns(name).items()
    }


@cache
def _cue_patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The patterns, for a text in small letters where they have no capital: ``re`` finds those in half the time."""
    return {
        key: pattern if _CAPITAL.search(pattern.pattern) else re.compile(pattern.pattern)
        for key, pattern in patterns(name).items()
    }


def plain(text: str) -> str:
    """The text as the patterns expect it: no apostrophe inside a word, so that "isn't" is "isnt"."""
    return _APOSTROPHE.sub("", text)
