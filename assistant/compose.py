"""Ranked units become the quotes of an answer: few, whole, in an order that reads well."""

from dataclasses import dataclass, replace

from assistant.answer import Citation, Statement
from assistant.myths import Myth
from assistant.rank import Ranked
from corpus.document import Passage
from corpus.index.reading import Index
from corpus.units import Unit

MOST_QUOTES = 4
MOST_CHARACTERS = 1300
_SHARE_OF_BEST = 0.08


@dataclass(frozen=True)
class Quote:
    """A stretch of one section that is quoted as it stands, from its first passage's start to its last one's end."""

    passages: tuple[Passage, ...]

    @property
    def start(self) -> int:
        """Where it starts in the stored text."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Where it ends in the stored text."""
        return self.passages[-1].end

    @property
    def length(self) -> int:
        """Its length in characters."""
        return self.end - self.start


def select(ranked: list[Ranked], myth: Myth | None) -> list[Quote]:
    """The quotes that answer, best first: the best unit always, others while they are near it and short enough.

    About MOST_CHARACTERS together; a longer list is shown whole where it answers best. Where the question rests
    on a myth, the reality comes first.
    """
    chosen: list[Quote] = [Quote((myth.reality,))] if myth else []
    for candidate in ranked[: 3 * MOST_QUOTES]:
        quote = Quote(candidate.unit.passages)
        if chosen and candidate.share < _SHARE_OF_BEST * ranked[0].share:
            break
        if any(_overlap(quote, other) for other in chosen) or any(_same_words(quote, other) for other in chosen):
            continue
        if chosen and sum(other.length for other in chosen) + quote.length > MOST_CHARACTERS:
            continue
        chosen.append(quote)
        if len(chosen) == MOST_QUOTES:
            break
    return _joined(chosen)


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
    """Whether two quotes say the same in the same words: documents repeat themselves, an answer should not."""
    texts = [[passage.text.rstrip(".;,").lower() for passage in quote.passages] for quote in (one, other)]
    return set(texts[0]) <= set(texts[1]) or set(texts[1]) <= set(texts[0])


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
