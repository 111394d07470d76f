"""How ratings look in every form of the report: a letter and a colour each, so that neither is needed alone."""

from dataclasses import dataclass
from datetime import date

from corpus.document import Passage
from workbook.compare import Move
from workbook.fields import Rating

NOT_RATED = "not rated"


@dataclass(frozen=True)
class Look:
    """A rating's words and letter, its colour and the colour of words on it (RRGGBB)."""

    words: str
    letter: str
    colour: str
    ink: str


# From red over yellow to blue, dark at both ends: told apart by the colour-blind too. Words on each: 4.5 to 1 or more.
LOOKS: dict[Rating, Look] = {
    "not in place": Look("not in place", "N", "A8322A", "FFFFFF"),
    "started": Look("started", "S", "E8B44F", "17222B"),
    "largely in place": Look("largely in place", "L", "8DB4D0", "17222B"),
    "embedded": Look("embedded", "E", "1D4F73", "FFFFFF"),
    "can’t say": Look("can’t say", "?", "D9D4C7", "17222B"),
    "": Look(NOT_RATED, "–", "FFFFFF", "17222B"),
}


def direction(move: Move) -> str:
    """A move in words."""
    if move.steps is None:
        return "newly rated" if move.before in ("", "can’t say") else "no longer rated"
    return f"{'up' if move.steps > 0 else 'down'} {abs(move.steps)}"


def lead_in(passage: Passage) -> str:
    """What must be read before a passage: the words that it goes on from, or the myth that it corrects."""
    if not passage.lead_in:
        return ""
    if passage.kind == "reality":
        return f"In answer to the belief: “{passage.lead_in}”"
    return f"… {passage.lead_in.rpartition('. ')[2]}"


def day(value: str) -> str:
    """A date (ISO 8601) as people write it: 3 April 2026. Anything else is given back as it is."""
    try:
        made = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{made.day} {made:%B %Y}"
