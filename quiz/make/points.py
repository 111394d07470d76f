"""Items from single passages: a question that the passage answers, with cuts of other passages beside its answer."""

import random
from collections.abc import Iterator, Sequence

from quiz.item import Item, Kind
from quiz.library import Library
from quiz.make.parts import Stem, cited, finished, first_clean, option, where
from quiz.reviewed import PointEntry


def from_points(library: Library, document: str, entries: Sequence[PointEntry], rng: random.Random) -> Iterator[Item]:
    """An item of each entry that has three distractors left after the check."""
    for entry in entries:
        passage = library.find(entry.key, document, entry.section)
        key = option(library.source(passage, entry.key), True, "This is what the document says.")
        stem = Stem(library, entry.ask, "", entry.about, [passage])
        wrong = []
        for quote in entry.wrong:
            source = library.source(library.find(quote, document), quote)
            other = option(source, False, f"The document says this of something else: see {where(source)}.")
            if not stem.refuses(other):
                wrong.append(other)
        kind: Kind = "complete the sentence" if entry.ask.endswith("…") else "single best answer"

        def draw(entry: PointEntry = entry, key=key, wrong=wrong, kind: Kind = kind) -> Item | None:  # type: ignore[no-untyped-def]
            if len(wrong) < 3:
                return None
            return finished(library, kind, entry.ask, [key, *rng.sample(wrong, 3)], entry.topic, cited([key]))

        item = first_clean(draw)
        if item:
            yield item
