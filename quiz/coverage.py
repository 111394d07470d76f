"""The blueprint of a quiz: how many of its items test which outcome, and rest on which section."""

from collections import Counter
from collections.abc import Sequence

from quiz.item import Item
from quiz.sessions import Session


def by_outcome(items: Sequence[Item], session: Session) -> dict[str, int]:
    """Items for each of a session's outcomes, those without any item too."""
    found = Counter(session.outcome_of(item) for item in items)
    return {outcome.outcome: found[outcome.outcome] for outcome in session.outcomes}


def by_section(items: Sequence[Item]) -> dict[tuple[str, str], int]:
    """Items for each document (by title) and section that a first key stands in, in the order first met."""
    return dict(Counter((item.keys[0].source.title, item.section) for item in items))
