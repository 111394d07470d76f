"""Figures, dates, sections, Acts, bodies and names: each in a written sentence must stand in what it names."""

import re

from assistant.verify.evidence import Evidence, Sentence
from assistant.verify.language import Text, agencies, language

_SECTIONS = re.compile(
    r"\b(sections?|s|ss|articles?|chapters?|schedules?|parts?|elements?|themes?|principles?|paragraphs?|regulations?)"
    r"\.? ?(\d+(?:\.\d+)*(?:(?:,? (?:and|to|or)|,|-|–) ?\d+(?:\.\d+)*)*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ACT = re.compile(r"\b((?:[A-Z][\w’']+ (?:and |of |for )?){1,5})(Acts?|Regulations?|Bill|Order|Code)\b(?: (\d{4}))?")
_MONTHS = "January February March April June July August September October November December".split()
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}|May(?= \d))\b")
_NAME = re.compile(r"(?<![.!?:\n“\"‘'] )(?<!^)(?<![\w’'-])[A-Z][\w’'-]+")
_INITIALS = {"mca": "mental capacity act", "hra": "human rights act"}
_GOES_ON = ("they", "it", "this", "these", "their", "its")
_AROUND = 4  # words between a figure and the word that it counts


def wrong_fact(claim: str, said: Text, evidence: Evidence) -> str | None:
    """What the claim states that the evidence does not have; None where it has everything."""
    source = evidence.whole
    for name, missing in (
        ("section", _sections(claim) - _sections(source.plain)),
        ("Act", _acts(claim) - _acts(source.plain)),
        ("date", set(_MONTH.findall(claim)) - set(_MONTH.findall(source.plain))),
        ("frequency", _often(said) - _often(source)),
        ("name", _names(claim, said) - set(re.findall(r"[\w-]+", source.plain.lower()))),
    ):
        if missing:
            return f"{name} that is not there: {', '.join(sorted(map(str, missing)))}"
    for value, counted in _figures(said):
        there = [near for number, near in _figures(source) if number == value]
        if not there or not any(near & counted or not counted or not near for near in there):
            return f"figure that is not there: {value:g}"
    return None


def wrong_agency(said: Text, nearest: Sentence, evidence: Evidence) -> str | None:
    """A body that the claim names where the sentence nearest to it names another; None where there is none."""
    claimed = {name for _, name in agencies(said)}
    anywhere = {name for _, name in agencies(evidence.whole)}
    if claimed - anywhere:
        return f"body that is not there: {', '.join(sorted(claimed - anywhere))}"
    near = {name for _, name in agencies(nearest.full)}
    goes_on = nearest.said.words[:1] and nearest.said.words[0] in _GOES_ON
    around = {name for _, name in agencies(nearest.context)} if goes_on else set()
    if near and claimed - near - around:
        return f"another body: {', '.join(sorted(claimed - near))}"
    return None


def wrong_act(claim: str, nearest: Sentence) -> str | None:
    """An Act that the claim names where the sentence nearest to it names only others."""
    near = _acts(f"{nearest.full.plain} . {nearest.context.plain}")
    claimed = _acts(claim)
    return "another Act" if claimed and near and not claimed & near else None


def _sections(plain: str) -> set[str]:
    found: set[str] = set()
    for kind, numbers in _SECTIONS.findall(plain):
        kind = "section" if kind.lower() in ("s", "ss") else kind.lower().rstrip("s")
        found |= {f"{kind} {number}" for number in _NUMBER.findall(numbers)}
    return found


def _acts(plain: str) -> set[str]:
    """Each Act by name, and by name and year where a year is given: "care act", "care act 2014"."""
    found: set[str] = set()
    for words, kind, year in _ACT.findall(plain):
        name = re.sub(r"^(?:the|under|a|an|and|in|of|section|this|that|see|as) ", "", f"{words}{kind}".lower())
        while (shorter := re.sub(r"^(?:the|under|a|an|and|in|of|this|that|see|as) ", "", name)) != name:
            name = shorter
        if name in ("act", "code", "order", "the act", "regulations"):
            continue
        name = name.removesuffix("s")
        found |= {name, f"{name} {year}"} if year else {name}
    lower = plain.lower()
    found |= {name for initials, name in _INITIALS.items() if re.search(rf"\b{initials}\b", lower)}
    return found | ({"care act"} if re.search(r"\bcare act\b", lower) else set())


def _names(claim: str, said: Text) -> set[str]:
    """Words with a capital that are no sentence's first, but for the bodies that are known by another name."""
    named = {m.group().lower().removesuffix("’s").removesuffix("'s").strip("’'") for m in _NAME.finditer(claim)}
    bodies = " ".join(p for patterns in language()["agencies"].values() for p in patterns)
    first = re.match(r"([A-Z][\w’'-]+) [A-Z]", claim)
    if first and first.group(1).lower() not in language()["function"].split():
        named.add(first.group(1).lower())
    return {name for name in named if name not in bodies and name.rstrip("s") not in bodies and name != "i"}


def _often(text: Text) -> set[str]:
    return {name for name in language()["often"] if text.has(f"often.{name}")}


def _figures(text: Text) -> list[tuple[float, set[str]]]:
    """Each figure, in digits or words, with the stems of the words that follow it closely."""
    found: list[tuple[float, set[str]]] = []
    for place, word in enumerate(text.words):
        digits = re.fullmatch(r"(\d+(?:,\d{3})*(?:\.\d+)?)%?", word)
        value = float(digits.group(1).replace(",", "")) if digits else language()["numbers"].get(word)
        if value is None or (word == "half" and "half" not in text.words):
            continue
        near = {stem for stem in text.stems[place + 1 : place + 1 + _AROUND] if stem}
        found.append((float(value), set() if value > 31 else near))
    return found
