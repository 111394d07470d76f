"""Flaws of the options of a question."""

import re
from itertools import pairwise
from statistics import median

from quiz.check.asked import Asked
from quiz.check.rules import Rule
from quiz.check.words import stems, tokens
from quiz.item import plain

_ABSOLUTE = re.compile(r"\b(always|never|all|none|every|everyone|nobody|only|entirely|completely|impossible)\b", re.I)
_VAGUE = re.compile(r"\b(often|sometimes|usually|frequently|occasionally|rarely|seldom|generally)\b", re.I)
_ALL = re.compile(r"\b(all|each|both) of (the|these|those) (above|following|options|answers)\b|^all of (these|them)$|\ball the above\b", re.I)  # fmt: skip
_NONE = re.compile(r"\b(none|neither) of (the|these|those) (above|following|options|answers)\b|^none of (these|them)$|\bnone the above\b", re.I)  # fmt: skip
_K_TYPE = re.compile(r"\b(both|either) ([a-e]|\d) (and|or) ([a-e]|\d)\b|^\(?([a-e]|\d|i+)\)?(,| and| &) .*\b([a-e]|\d|i+)\)?( only)?$", re.I)  # fmt: skip
_NUMBER = re.compile(r"^[£$]?\s*(\d[\d,]*(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d[\d,]*(?:\.\d+)?))?\b")
_LONGER, _LONGER_BY = 1.25, 12  # times and characters by which a key stands out
_SHORT, _LONG = 0.3, 3.0  # of the median length
_SLACK = 30  # characters: short options differ much in ratio and little to the eye
_FEWEST = 3
_CLAUSE = {"where", "when", "if", "because", "after", "once", "that", "whether"}
_PREPOSITION = {"by", "in", "at", "for", "with", "within", "through", "from", "on", "as", "under", "across", "behind"}
_ALIKE = {"other", "determiner"}  # openings that do not stand out beside each other


def _search(pattern: re.Pattern[str], asked: Asked) -> str:
    if asked.form != "choice":
        return ""
    return next((found.group() for text in asked.texts if (found := pattern.search(text.strip(" .")))), "")


def _absolute(asked: Asked) -> str:
    said = [_ABSOLUTE.search(text) for text in asked.texts]
    if asked.form != "choice" or all(said):
        return ""
    return next((found.group() for found in said if found), "")


def _longest(asked: Asked) -> str:
    if asked.form != "choice" or not asked.wrong or len(asked.keys) != 1:
        return ""
    key, rest = len(asked.keys[0]), max(len(text) for text in asked.wrong)
    return asked.keys[0] if key > rest * _LONGER and key - rest > _LONGER_BY else ""


def _length(asked: Asked) -> str:
    if asked.form != "choice" or len(asked.texts) < _FEWEST:
        return ""
    middle = median(len(text) for text in asked.texts)
    for text in asked.texts:
        if not _SHORT * middle <= len(text) <= _LONG * middle and abs(len(text) - middle) > _SLACK:
            return text
    return ""


def _opening(text: str) -> str:
    """How an option begins: with a form in -ing, an infinitive, an article, a preposition, or otherwise."""
    words = tokens(text) or [""]
    first = words[0]
    if len(words) > 1 and first.endswith("ing") and len(first) > 5:
        return "ing"
    if first == "to":
        return "to"
    if first in ("a", "an", "the", "their", "its", "his", "her"):
        return "determiner"
    if first in _CLAUSE:
        return "clause"
    return "preposition" if first in _PREPOSITION else "other"


def _form(asked: Asked) -> str:
    """The key alone begins in a way that all the other options share another way of."""
    if asked.form != "choice" or len(asked.keys) != 1 or len(asked.wrong) < 2:
        return ""
    others = {_opening(text) for text in asked.wrong}
    key = _opening(asked.keys[0])
    same = len(others) == 1 and key not in others and not {key, *others} <= _ALIKE
    ends = {text.strip()[-1:] in ".;" for text in asked.wrong}
    marked = len(ends) == 1 and (asked.keys[0].strip()[-1:] in ".;") not in ends
    small = {text[:1].islower() for text in asked.wrong}
    cased = len(small) == 1 and asked.keys[0][:1].islower() not in small and asked.keys[0][:1].isalpha()
    return asked.keys[0] if same or marked or cased else ""


def _odd_form(asked: Asked) -> str:
    """A wrong option alone begins in another way than all other options, the key among them."""
    if asked.form != "choice" or len(asked.texts) <= _FEWEST:
        return ""
    for text in asked.wrong:
        rest = {_opening(other) for other in asked.texts if other != text}
        if len(rest) == 1 and _opening(text) not in rest and not {_opening(text), *rest} <= _ALIKE:
            return text
    return ""


def _converging(asked: Asked) -> str:
    """The key shares words with most others, and they share none with one another but through it."""
    if asked.form != "choice" or len(asked.keys) != 1 or len(asked.wrong) < 3:
        return ""
    words = {text: stems(text) for text in asked.texts}
    common = frozenset.intersection(*words.values())
    key = asked.keys[0]
    shared = [(words[key] & words[other]) - common for other in asked.wrong]
    near = [one for one in shared if one]
    if len(near) < 2 or len(frozenset().union(*near)) < 2:
        return ""
    score = {
        text: sum(len((words[text] & words[o]) - common) for o in asked.texts if o != text) for text in asked.texts
    }
    runner_up = max(score[other] for other in asked.wrong)
    return ", ".join(sorted(frozenset().union(*near))) if score[key] >= 2 * runner_up else ""


def _numbers(asked: Asked) -> list[tuple[float, float]]:
    spans = []
    for text in asked.texts:
        found = _NUMBER.match(text.strip())
        if not found:
            return []
        low = float(found.group(1).replace(",", ""))
        spans.append((low, float((found.group(2) or found.group(1)).replace(",", ""))))
    return spans


def _unordered(asked: Asked) -> str:
    lows = [low for low, _ in _numbers(asked)] if asked.form == "choice" else []
    return ", ".join(asked.texts) if len(lows) > 1 and lows not in (sorted(lows), sorted(lows, reverse=True)) else ""


def _duplicate(asked: Asked) -> str:
    seen: set[str] = set()
    for text in asked.texts:
        if plain(text) in seen and asked.form in ("choice", "order"):
            return text
        seen.add(plain(text))
    return ""


def _overlapping(asked: Asked) -> str:
    if asked.form != "choice":
        return ""
    spans = sorted(zip(_numbers(asked), asked.texts, strict=False))
    for (low, text), (high, later) in pairwise(spans):
        if low != high and high[0] <= low[1]:
            return f"{text}; {later}"
    for text in asked.texts:
        for other in asked.texts:
            if plain(text) != plain(other) and f" {plain(text)} " in f" {plain(other)} ":
                return f"{text}; {other}"
    return ""


def _few(asked: Asked) -> str:
    return "; ".join(asked.texts) if asked.form == "choice" and 0 < len(asked.texts) < _FEWEST else ""


RULES = (
    Rule("all-of-the-above", "Who sees two right options has the answer.", "Haladyna 26, NBME, Moore", lambda a: _search(_ALL, a)),
    Rule("none-of-the-above", "It shows that someone knows what is wrong, not what is right.", "Haladyna 25, NBME, Moore", lambda a: _search(_NONE, a)),
    Rule("k-type", "Options that combine other options test logic.", "Haladyna 9, NBME, Moore", lambda a: _search(_K_TYPE, a)),
    Rule("absolute-term", "An absolute word marks an option as wrong.", "Haladyna 28, NBME, Moore", _absolute),
    Rule("vague-option", "A vague word of frequency can't be judged right or wrong.", "NBME, Moore", lambda a: _search(_VAGUE, a)),
    Rule("longest-is-key", "The longest option by far is the key.", "Haladyna 24, NBME, Moore", _longest),
    Rule("implausible-length", "An option is far shorter or longer than the others.", "Haladyna 24, Moore", _length),
    Rule("form-cue", "The key alone has another form than the other options.", "Haladyna 23, NBME, Moore", _form),
    Rule("implausible-form", "A wrong option alone has another form than all the others.", "Haladyna 23, Moore", _odd_form),
    Rule("convergence", "The key has most in common with the other options.", "NBME, Moore", _converging),
    Rule("unordered-numbers", "Numbers stand in no order.", "Haladyna 21, NBME, Moore", _unordered),
    Rule("duplicate-options", "Two options say the same.", "Haladyna 22", _duplicate),
    Rule("overlapping-options", "One option holds another.", "Haladyna 22, NBME", _overlapping),
    Rule("too-few-options", "Two options can be guessed one time in two.", "Haladyna 18", _few),
)  # fmt: skip
