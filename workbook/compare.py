"""Where partners differ, and what has moved between two moments."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbook.book import Book
from workbook.fields import RATINGS, Rating
from workbook.standards import Standards

Counts = dict[Rating, int]  # how many probes have each rating; "" counts those that are not rated


@dataclass(frozen=True)
class Difference:
    """A probe that partners rate differently. ``steps``: from the lowest to the highest level, 1 to 3."""

    probe: str
    steps: int
    ratings: dict[str, Rating]


@dataclass(frozen=True)
class Move:
    """One partner's rating of one probe, then and now. ``steps`` is None where either is no level."""

    partner: str
    probe: str
    before: Rating
    after: Rating
    steps: int | None


def count(book: Book, partners: Iterable[str], probes: Iterable[str]) -> Counts:
    """How many ratings of each kind these partners give these probes, in the order of RATINGS, not rated last."""
    listed = list(probes)
    found = Counter(book.entry(partner, probe).rating for partner in partners for probe in listed)
    return {rating: found[rating] for rating in (*RATINGS, "")}


def differences(book: Book, standards: Standards) -> list[Difference]:
    """The probes that partners rate at different levels, the furthest apart first."""
    made = []
    for probe in standards.probes:
        ratings = {partner: book.entry(partner, probe).rating for partner in book.partners}
        levels = [level for p in book.partners if (level := book.entry(p, probe).level) is not None]
        if levels and max(levels) > min(levels):
            made.append(Difference(probe, max(levels) - min(levels), ratings))
    return sorted(made, key=lambda difference: -difference.steps)


def moved(before: Book, after: Book, standards: Standards) -> list[Move]:
    """Every rating that has changed, partner by partner in the tool's order. Partners are the same by their names."""
    then = {name.casefold(): partner for partner, name in before.partners.items()}
    made = []
    for partner, name in after.partners.items():
        for probe in standards.probes:
            old = before.entry(then.get(name.casefold(), ""), probe)
            new = after.entry(partner, probe)
            if old.rating != new.rating:
                steps = None if old.level is None or new.level is None else new.level - old.level
                made.append(Move(partner, probe, old.rating, new.rating, steps))
    return made
