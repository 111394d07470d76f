"""Statements that correct a myth, steps in their order, and scenarios to talk about."""

import random
from collections.abc import Iterator

from corpus.document import Passage
from quiz.item import Item, Option
from quiz.library import Library
from quiz.make.parts import Stem, cited, finished, first_clean, option, where
from quiz.reviewed import Reviewed, ScenarioEntry, StatementEntry, StepsEntry

_STEPS = 5  # of an order item


def from_statements(library: Library, document: str, asked: Reviewed, rng: random.Random) -> Iterator[Item]:
    """For each myth: which of four corrections is its own. The others each correct another myth."""
    realities = {entry.myth: _reality(library, document, entry) for entry in asked.statements}
    for entry in asked.statements:
        reality = realities[entry.myth]
        key = option(library.source(reality, entry.key), True, "This is the guidance’s answer to the belief.")
        wrong = [
            _answers_another(library, realities[other.myth], other.key)
            for other in asked.statements
            if other is not entry and not realities[other.myth].text.startswith(entry.not_beside)
        ]
        stem = Stem(library, entry.ask, "", (), [reality])
        wrong = [one for one in wrong if not stem.refuses(one)]
        said = f"Myth: “{reality.lead_in}” Reality: “{reality.text}” ({where(key.source)})"

        def draw(
            entry: StatementEntry = entry, key: Option = key, wrong: list[Option] = wrong, said: str = said
        ) -> Item | None:
            if len(wrong) < 3:
                return None
            return finished(library, "statement", entry.ask, [key, *rng.sample(wrong, 3)], entry.topic, said)

        item = first_clean(draw)
        if item:
            yield item


def from_steps(library: Library, document: str, entry: StepsEntry, rng: random.Random) -> Item:
    """Some of the steps, the last among them, to be put in order."""
    places = [*sorted(rng.sample(range(len(entry.steps) - 1), _STEPS - 1)), len(entry.steps) - 1]
    steps = [
        option(library.source(library.find(entry.steps[place], document), entry.steps[place]), True, "")
        for place in places
    ]
    return finished(library, "order", entry.ask, steps, entry.topic, cited(steps))


def from_scenario(library: Library, document: str, entry: ScenarioEntry) -> Item:
    """A situation with questions to talk about, and what the documents say that bears on it."""
    points = [option(library.source(library.find(quote, document), quote), True, "") for quote in entry.points]
    stem = f"{entry.title}{'' if entry.title.endswith('?') else '.'} {entry.text}"
    return finished(library, "scenario", stem, points, entry.topic, cited(points), questions=entry.questions)


def _reality(library: Library, document: str, entry: StatementEntry) -> Passage:
    return library.find(entry.key, document)


def _answers_another(library: Library, reality: Passage, quote: str) -> Option:
    source = library.source(reality, quote)
    return option(source, False, f"This answers another belief: “{reality.lead_in}” ({where(source)})")
