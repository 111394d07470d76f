"""Items from a document that nobody has written questions for: sentences whose end is an item of their list."""

import random
from collections.abc import Iterator

from corpus.document import Passage
from quiz.item import Item, Option
from quiz.library import Library, sentences
from quiz.make.parts import Stem, cited, ending, finished, first_clean, option, where

_LONGEST = 150  # characters of an item that is quoted
_FEWEST = 3  # items of a list that is worth asking about


def from_structure(library: Library, document: str, rng: random.Random) -> Iterator[Item]:
    """An item for each short item of a list; the distractors end other lists of the same document."""
    lists = _lists(library, document)
    for lead, items in lists:
        stem = f"{library.index.documents[document].about.title}: {sentences(lead.text)[-1].rstrip(' :;,')} …"
        topic = lead.section[-1] if lead.section else ""
        check = Stem(library, stem, topic, (), items)
        wrong = [
            option(source, False, f"The document says this of something else: see {where(source)}.")
            for other, others in lists
            if other is not lead
            for source in (library.source(item) for item in others)
        ]
        fit = [one for one in wrong if not check.refuses(one)]
        for item in items:
            key = option(library.source(item), True, "The sentence ends so in the document.")

            def draw(stem: str = stem, key: Option = key, topic: str = topic, fit: list[Option] = fit) -> Item | None:
                if len(fit) < 3:
                    return None
                options = [ending(one) for one in (key, *rng.sample(fit, 3))]
                return finished(library, "complete the sentence", stem, options, topic, cited([key]))

            made = first_clean(draw)
            if made:
                yield made


def _lists(library: Library, document: str) -> list[tuple[Passage, list[Passage]]]:
    found = []
    for lead in library.passages:
        items = [p for p in library.passages if p.parent == lead.id and len(p.text) <= _LONGEST]
        bare = lead.document == document and not lead.text.endswith((".", "?", "!"))
        if bare and len(items) >= _FEWEST and not any(item.kind in ("reality", "quotation") for item in items):
            found.append((lead, items))
    return found
