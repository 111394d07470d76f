"""Items from names and what goes with them: match them all, or say which name goes with one quote."""

import random
from collections.abc import Iterator, Sequence

from quiz.check.supported import scope, supported
from quiz.check.words import stems
from quiz.item import Item, Option, Source
from quiz.library import Library
from quiz.make.parts import cited, finished, first_clean, option, where
from quiz.reviewed import MatchEntry

_PAIRS = 5  # of a matching item, where there are so many
_FEWEST = 3


def from_matches(library: Library, document: str, entries: Sequence[MatchEntry], rng: random.Random) -> Iterator[Item]:
    """A matching item of each entry, and one for each of its names."""
    for entry in entries:
        sources = {name: library.source(library.find(quote, document), quote) for name, quote in entry.pairs.items()}
        confused = _confused(library, sources)
        yield from _matching(library, entry, sources, confused, rng)
        if entry.one:
            yield from _names(library, entry, sources, confused, rng)


def _confused(library: Library, sources: dict[str, Source]) -> set[tuple[str, str]]:
    """The pairs of names where the documents also say the first one's quote of the second one."""
    spoken = {name: scope(library, [name], []) for name in sources}
    found = set()
    for name, source in sources.items():
        quote = option(source, True, "")
        found |= {
            (name, other)
            for other, passages in spoken.items()
            if other != name and supported(library, quote, passages, by_meaning=False)
        }
    return found


def _matching(
    library: Library, entry: MatchEntry, sources: dict[str, Source], confused: set[tuple[str, str]], rng: random.Random
) -> Iterator[Item]:
    fit = [name for name in sources if not _told(name, sources)]

    def draw() -> Item | None:
        chosen = rng.sample(fit, min(_PAIRS, len(fit)))
        names = [name for name in sources if name in chosen]
        if len(names) < _FEWEST or any((one, other) in confused for one in names for other in names):
            return None
        pairs = [option(sources[name], True, f"This is {entry.says}.", prompt=name) for name in names]
        return finished(library, "matching", entry.match, pairs, entry.topic, cited(pairs))

    item = first_clean(draw)
    if item:
        yield item


def _told(name: str, sources: dict[str, Source]) -> bool:
    """Whether a name shares a word with its own quote and with no other: then it matches itself."""
    others = frozenset().union(*(stems(source.quote) for other, source in sources.items() if other != name))
    return bool(stems(name) & stems(sources[name].quote) - others)


def _names(
    library: Library, entry: MatchEntry, sources: dict[str, Source], confused: set[tuple[str, str]], rng: random.Random
) -> Iterator[Item]:
    for name, source in sources.items():
        others = [other for other in sources if other != name and (name, other) not in confused]

        def draw(name: str = name, source: Source = source, others: Sequence[str] = others) -> Item | None:
            if len(others) < 3:
                return None
            key = Option(text=name, right=True, source=source, why=f"This is {entry.says}.")
            wrong = [
                Option(
                    text=other,
                    right=False,
                    source=sources[other],
                    why=f"With this goes “{sources[other].quote}” ({where(sources[other])}).",
                )
                for other in rng.sample(list(others), 3)
            ]
            stem = entry.one.format(quote=source.quote)
            return finished(library, "single best answer", stem, [key, *wrong], entry.topic, f"{name}: {cited([key])}")

        item = first_clean(draw)
        if item:
            yield item
