"""Items from lists and columns: which of these stands there, which of these do, how does the sentence end."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Passage
from quiz.item import Item, Kind, Option
from quiz.library import Library
from quiz.make.parts import Stem, cited, ending, finished, first_clean, option, tempting, where
from quiz.reviewed import ListEntry

_LONGEST = 150  # characters of a list item that is quoted whole
_SELECT = ((2, 3), (3, 2), (2, 2))  # right and wrong options of a select-all item


@dataclass(frozen=True)
class Pool:
    """A list with the passages in it and the quotes that may be options."""

    entry: ListEntry
    members: tuple[Passage, ...]
    quotes: tuple[tuple[Passage, str], ...]

    @property
    def distractors(self) -> tuple[tuple[Passage, str], ...]:
        """The quotes that may be distractors for other lists."""
        typical = self.entry.typical
        return tuple(pair for pair in self.quotes if not typical or pair[1] in typical)


def pool(library: Library, document: str, entry: ListEntry) -> Pool:
    """The list that an entry describes.

    Raises:
        QuizError: the document has no such list, or not the words of a cut.
    """
    at = entry.column
    members = library.column(at, document) if at else library.lead_in(entry.begins, document)
    quotes: list[tuple[Passage, str]] = []
    cut: set[str] = set()
    for words in entry.cuts:
        holder = next((member for member in members if words in member.text), None)
        passage = holder or library.find(words, document)
        cut.add(passage.id)
        quotes.append((passage, words))
    if not entry.only_cuts:
        quotes += [
            (member, member.text)
            for member in members
            if member.id not in cut and member.text not in entry.leave_out and len(member.text) <= _LONGEST
        ]
    return Pool(entry, tuple(members), tuple(quotes))


def from_lists(library: Library, document: str, entries: Sequence[ListEntry], rng: random.Random) -> Iterator[Item]:
    """Every kind of item that the lists allow."""
    pools = {entry.name: pool(library, document, entry) for entry in entries}
    for made in pools.values():
        wrong = _distractors(library, document, made, pools)
        if made.entry.one:
            yield from _singles(library, made, made.entry.one, "single best answer", wrong, rng)
        if made.entry.complete:
            yield from _singles(library, made, made.entry.complete, "complete the sentence", wrong, rng)
        if made.entry.all:
            yield from _several(library, made, wrong, rng)


def _distractors(library: Library, document: str, made: Pool, pools: dict[str, Pool]) -> list[Option]:
    entry = made.entry
    stem = Stem(library, entry.name, entry.topic, entry.about, made.members)
    found = []
    for name in entry.wrong_from:
        for passage, quote in pools[name].distractors:
            source = library.source(passage, quote)
            found.append(option(source, False, f"This is {pools[name].entry.says}: see {where(source)}."))
    for quote in entry.wrong:
        source = library.source(library.find(quote, document), quote)
        found.append(option(source, False, f"The document says this of something else: see {where(source)}."))
    return [wrong for wrong in found if not stem.refuses(wrong)]


def _keys(library: Library, made: Pool) -> list[Option]:
    asked = [(passage, quote) for passage, quote in made.quotes if quote not in made.entry.bald]
    return [option(library.source(passage, quote), True, f"This is {made.entry.says}.") for passage, quote in asked]


def _singles(
    library: Library, made: Pool, stem: str, kind: Kind, wrong: Sequence[Option], rng: random.Random
) -> Iterator[Item]:
    for key in _keys(library, made):
        near = tempting(library, [key], wrong)

        def draw(key: Option = key, near: list[Option] = near) -> Item | None:
            if len(near) < 3:
                return None
            options = [key, *rng.sample(near, 3)]
            if kind == "complete the sentence":
                options = [ending(one) for one in options]
            return finished(library, kind, stem, options, made.entry.topic, _explained(made, [key]))

        item = first_clean(draw)
        if item:
            yield item


def _several(library: Library, made: Pool, wrong: Sequence[Option], rng: random.Random) -> Iterator[Item]:
    keys = _keys(library, made)
    for right, others in _SELECT:

        def draw(right: int = right, others: int = others) -> Item | None:
            if len(keys) < right or len(wrong) < others:
                return None
            chosen = rng.sample(keys, right)
            options = [*chosen, *rng.sample(tempting(library, chosen, wrong), others)]
            return finished(library, "select all", made.entry.all, options, made.entry.topic, _explained(made, chosen))

        item = first_clean(draw)
        if item:
            yield item


def _explained(made: Pool, keys: Sequence[Option]) -> str:
    said = "This is" if len(keys) == 1 else "Each of these is"
    return f"{said} {made.entry.says}: {cited(keys)}"
