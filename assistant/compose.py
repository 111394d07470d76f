"""Ranked units become the quotes of an answer: few, whole, in an order that reads well."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answer import Citation, Statement
from assistant.myths import Myth
from assistant.rank import Ranked
from corpus.document import Passage
from corpus.index.reading import Index
from corpus.units import Unit

_CONSIDERED = 15
# A list is shown whole where it and its parts weigh this many times its strongest part.
_TOGETHER = 1.15
_TOGETHER_IF_LONG = 1.3
# An item of a word or two is shown with its list where that is short.
_FRAGMENT = 60
_SHORT_LIST = 420
_SENTENCE = re.compile(r".{8,}?[.:?!](?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Room:
    """How much an answer may show: a candidate while its share is at least ``share_of_best`` of the best one's.

    ``characters`` are those of one document: what a long list takes is not taken from the other document's room.
    """

    quotes: int
    characters: int
    share_of_best: float


# Chosen on the development questions, for as much evidence as can be had with seven quotes in ten on the subject.
ORDINARY = Room(quotes=6, characters=1500, share_of_best=0.02)
BROAD = Room(quotes=9, characters=2400, share_of_best=0.004)


@dataclass(frozen=True)
class Quote:
    """A stretch of one section that is quoted as it stands, from its first passage's start to its last one's end.

    Where ``cut`` is given, it ends there: after so many characters of its only passage.
    """

    passages: tuple[Passage, ...]
    cut: int | None = None

    @property
    def start(self) -> int:
        """Where it starts in the stored text."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Where it ends in the stored text."""
        return self.passages[-1].end if self.cut is None else self.start + self.cut

    @property
    def length(self) -> int:
        """Its length in characters."""
        return self.end - self.start


def select(ranked: list[Ranked], myth: Myth | None, room: Room = ORDINARY) -> list[Quote]:
    """The quotes that answer, best first: the best unit always, others while they are near it and there is room.

    A list that is longer than the room is shown whole where it answers best. Where the question rests on a myth,
    the reality comes first.
    """
    chosen: list[Quote] = [Quote((myth.reality,))] if myth else []
    best = _lists_made_whole(_considered(ranked))
    for candidate in best:
        if candidate.share < room.share_of_best * best[0].share and chosen:
            break
        if len(chosen) < room.quotes:
            _add(chosen, candidate, room)
    return _joined(chosen)


def _add(chosen: list[Quote], candidate: Ranked, room: Room) -> None:
    """Add a candidate unless it repeats what is chosen, or what is chosen from its document would become too long."""
    quotes = _opening_sentences(candidate.unit) if candidate.unit.series else [Quote(candidate.unit.passages)]
    new = [q for q in quotes if not any(_overlap(q, other) or _same_words(q, other) for other in chosen)]
    same = [quote for quote in chosen if quote.passages[0].document == candidate.unit.first.document]
    if not chosen or sum(quote.length for quote in [*same, *new]) <= room.characters:
        chosen += new


def _opening_sentences(series: Unit) -> list[Quote]:
    """A quote for each section of a series: the first sentence of the passage it opens with, or its opening list."""
    quotes = []
    for _, group in groupby(series.passages, key=lambda passage: passage.section):
        opening = tuple(group)
        end = _SENTENCE.match(opening[0].text) if len(opening) == 1 else None
        quotes.append(Quote(opening, end.end() if end else None))
    return quotes


def _considered(ranked: list[Ranked]) -> list[Ranked]:
    """The best candidates, and the lists that any of them leads in to: a lead-in says nothing without its list."""
    best = ranked[:_CONSIDERED]
    lists = [c for c in ranked[_CONSIDERED:] if c.unit.whole and not c.unit.series]
    return best + [whole for whole in lists if any(_leads_in(part, whole) for part in best)]


def _lists_made_whole(ranked: list[Ranked]) -> list[Ranked]:
    """The candidates with each list in place of its parts, where together they outweigh any one of them.

    A list's weight is the share of the whole and of all its parts: a question that several items of a list answer
    is answered by the list. An opening sentence that only leads in to its list always gives way to it.
    """
    best: list[Ranked] = list(ranked)
    for whole in [candidate for candidate in ranked if candidate.unit.whole and not candidate.unit.series]:
        if whole not in best:
            continue  # it is part of a longer list that was made whole
        ids = {passage.id for passage in whole.unit.passages}
        parts = [c for c in best if c is not whole and {c.unit.first.id, c.unit.passages[-1].id} <= ids]
        together = whole.share + sum(part.share for part in parts)
        strongest = max(parts, key=lambda part: part.share, default=None)
        if strongest is None or _leads_in(strongest, whole) or _outweighs(whole, strongest, together):
            best = [c for c in best if c not in parts and c is not whole] + [replace(whole, share=together)]
    return sorted(best, key=lambda candidate: -candidate.share)


def _outweighs(whole: Ranked, strongest: Ranked, together: float) -> bool:
    """Whether the list is worth more than its strongest part, which a mere word or two never outweighs."""
    length = Quote(whole.unit.passages).length
    if length <= _SHORT_LIST and len(strongest.unit.first.text) < _FRAGMENT:
        return True
    return together >= (_TOGETHER if length <= ORDINARY.characters else _TOGETHER_IF_LONG) * strongest.share


def _leads_in(part: Ranked, whole: Ranked) -> bool:
    first = part.unit.first
    return first.id == whole.unit.first.id and (
        (first.kind == "list item" and first.parent is not None) or first.text.endswith((":", ";"))
    )


def citations(quotes: list[Quote], index: Index) -> tuple[Citation, ...]:
    """Numbered citations for quotes: sections in the order of their best quote, and reading order within a section.

    Every quote is cut from the stored text at its span, so that it can't differ from it.
    """
    places = {quote.passages[0].section: place for place, quote in reversed(list(enumerate(quotes)))}
    ordered = sorted(quotes, key=lambda quote: (places[quote.passages[0].section], quote.start))
    made = []
    for number, quote in enumerate(ordered, 1):
        first = quote.passages[0]
        document = index.documents[first.document]
        made.append(
            Citation(
                number=number,
                document=first.document,
                title=document.about.title,
                section=" > ".join(first.section),
                passage=first.id,
                page=first.page,
                quote=document.text[quote.start : quote.end],
                start=quote.start,
                end=quote.end,
                authority=first.authority,
            )
        )
    return tuple(made)


def statements(cited: tuple[Citation, ...]) -> tuple[Statement, ...]:
    """One statement a quote: in the verbatim mode a statement is a quote."""
    return tuple(Statement(text=citation.quote, citations=(citation.number,)) for citation in cited)


def _overlap(one: Quote, other: Quote) -> bool:
    same = one.passages[0].document == other.passages[0].document
    return same and one.start < other.end and other.start < one.end


def _same_words(one: Quote, other: Quote) -> bool:
    """Whether two quotes say the same in the same words, however they lead in to it: documents repeat themselves."""
    texts = []
    for quote in (one, other):
        said = [passage for passage in quote.passages if passage.parent] or quote.passages
        texts.append({passage.text.rstrip(".;,").lower() for passage in said})
    return texts[0] <= texts[1] or texts[1] <= texts[0]


def _joined(chosen: list[Quote]) -> list[Quote]:
    """The quotes with those that follow one another in a section made one, at the place of the better one."""
    joined: list[Quote] = []
    for quote in chosen:
        for place, other in enumerate(joined):
            before, after = sorted((quote, other), key=lambda q: q.start)
            if _adjacent(before.passages[-1], after.passages[0]):
                joined[place] = replace(other, passages=before.passages + after.passages)
                break
        else:
            joined.append(quote)
    return joined


def _adjacent(one: Passage, other: Passage) -> bool:
    same = one.document == other.document and one.section == other.section
    return same and other.position == one.position + 1 and "myth" not in (one.kind, other.kind)


def related(ranked: list[Ranked], index: Index, most: int = 3) -> tuple[Citation, ...]:
    """The nearest sections, one quote each, for where nothing answers."""
    found: dict[tuple[str, ...], Quote] = {}
    for candidate in ranked:
        unit: Unit = candidate.unit
        if not unit.whole:
            found.setdefault(unit.first.section, Quote(unit.passages))
        if len(found) == most:
            break
    return citations(list(found.values()), index)
