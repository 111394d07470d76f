"""Every item that the documents allow, for one seed."""

import random
from collections.abc import Iterator
from functools import lru_cache

from quiz.item import Item
from quiz.library import Library
from quiz.make.generic import from_structure
from quiz.make.lists import from_lists
from quiz.make.matches import from_matches
from quiz.make.others import from_scenario, from_statements, from_steps
from quiz.make.points import from_points
from quiz.reviewed import reviewed


@lru_cache(maxsize=4)
def candidates(library: Library, seed: int, documents: tuple[str, ...]) -> tuple[Item, ...]:
    """Items of every kind, none with a flaw, more than one for some passages; the same for the same seed.

    Raises:
        QuizError: what is reviewed does not fit its document.
    """
    return tuple(item for document in documents for item in _of(library, document, random.Random(f"{seed} {document}")))


def _of(library: Library, document: str, rng: random.Random) -> Iterator[Item]:
    asked = reviewed(document)
    if asked is None:
        yield from from_structure(library, document, rng)
        return
    yield from from_lists(library, document, asked.lists, rng)
    yield from from_points(library, document, asked.points, rng)
    yield from from_matches(library, document, asked.matches, rng)
    yield from from_statements(library, document, asked, rng)
    for steps in asked.steps:
        yield from_steps(library, document, steps, rng)
    for scenario in asked.scenarios:
        yield from_scenario(library, document, scenario)
