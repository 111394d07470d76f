"""The gap report before it is Word, a sheet or a page: what each of them says, in its order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from corpus.document import Passage
from workbook.book import Book, EditionChange, Entry, edition_change, end_of, read_book
from workbook.compare import Counts, Difference, Move, count, differences, moved
from workbook.fields import RATINGS, Evidence
from workbook.standards import Element, Standards
from workbook.store import ALWAYS, Store

GAP = 1  # a rating at this level or below it is a gap


@dataclass(frozen=True)
class Held:
    """A source of evidence that the tool names for an element, and who says on which probes that they have it."""

    source: Passage
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Added:
    """Evidence that a partner added, and the probe for which it did."""

    partner: str
    probe: str
    evidence: Evidence


@dataclass(frozen=True)
class Action:
    """What a partner will do about a probe. ``late`` where its date is before the day of the report."""

    partner: str
    probe: str
    entry: Entry
    late: bool


@dataclass(frozen=True)
class ElementReport:
    """One element: how each partner rates its probes, and what evidence is held."""

    element: Element
    counts: dict[str, Counts]
    held: tuple[Held, ...]
    added: tuple[Added, ...]

    @property
    def rated(self) -> int:
        """How many ratings have been given, "can't say" among them."""
        return sum(sum(counts[r] for r in RATINGS) for counts in self.counts.values())


@dataclass(frozen=True)
class Gap:
    """A partner's rating that is not in place or only started."""

    partner: str
    probe: str
    entry: Entry


@dataclass(frozen=True)
class GapReport:
    """Everything that the three forms of the report show. Partners go by their ids; ``book`` has their names."""

    book: Book
    standards: Standards
    made: date
    changed: EditionChange
    themes: dict[str, Counts]
    elements: tuple[ElementReport, ...]
    differences: tuple[Difference, ...]
    gaps: tuple[Gap, ...]
    unknown: tuple[Gap, ...]
    actions: tuple[Action, ...]
    moves: tuple[Move, ...]
    since: date | None

    def name(self, partner: str) -> str:
        """A partner's name."""
        return self.book.partners[partner]

    def cite(self, passage: Passage) -> str:
        """Where a passage stands: document, edition and section."""
        of_tool = passage.document == self.standards.document.slug
        about = self.standards.about if of_tool else self.standards.guidance.about
        return f"{about.title} ({about.date}), {passage.section[-1]}"

    @property
    def headlines(self) -> list[tuple[int, str]]:
        """The figures that a reader meets first, each with the rest of its sentence."""
        probes, held = len(self.standards.probes), [held for element in self.elements for held in element.held]
        late = sum(action.late for action in self.actions)
        return [
            (sum(e.rated for e in self.elements), f"of {probes * len(self.book.partners)} ratings are given."),
            (len(self.gaps), "ratings are “not in place” or “started”."),
            (len(self.differences), f"of {probes} probes are rated differently by different partners."),
            (
                sum(not each.partners for each in held),
                f"of the tool’s {len(held)} sources of evidence are held by nobody.",
            ),
            (len(self.actions), "actions are planned" + (f"; {late} of them past the date set." if late else ".")),
        ]

    def held_names(self, entry: Entry) -> list[str]:
        """The names of the evidence of an entry: the tool's words, or what was added."""
        named = self.standards.sources
        return [named[e.source].text if e.source in named else e.name for e in entry.evidence]


def make_report(store: Store, standards: Standards, at: date | None = None, since: date | None = None) -> GapReport:
    """The report of a workbook as it stood at the end of a day, by default now; with ``since``, what has moved from
    the end of that day.

    Raises:
        StorageError, WorkbookError: the workbook can't be read.
    """
    book = read_book(store.latest(end_of(at) if at else ALWAYS))
    today = at or datetime.now().date()
    earlier = read_book(store.latest(end_of(since))) if since else None
    every = [(partner, probe, book.entry(partner, probe)) for probe in standards.probes for partner in book.partners]
    return GapReport(
        book=book,
        standards=standards,
        made=today,
        changed=edition_change(store.edition(), standards),
        themes=_themes(book, standards),
        elements=tuple(_element(book, element) for element in standards.elements),
        differences=tuple(differences(book, standards)),
        gaps=tuple(Gap(*one) for one in every if (level := one[2].level) is not None and level <= GAP),
        unknown=tuple(Gap(*one) for one in every if one[2].level is None),
        actions=_actions(every, today),
        moves=tuple(moved(earlier, book, standards)) if earlier else (),
        since=since,
    )


def _themes(book: Book, standards: Standards) -> dict[str, Counts]:
    return {
        theme: count(book, book.partners, [probe.id for element in elements for probe in element.probes])
        for theme, elements in groupby(standards.elements, key=lambda element: element.theme)
    }


def _element(book: Book, element: Element) -> ElementReport:
    probes = [probe.id for probe in element.probes]
    pieces = [
        Added(partner, probe, piece)
        for partner in book.partners
        for probe in probes
        for piece in book.entry(partner, probe).evidence
    ]
    known = {source.id for source in element.sources}
    return ElementReport(
        element=element,
        counts={partner: count(book, [partner], probes) for partner in book.partners},
        held=tuple(
            Held(source, tuple(dict.fromkeys(p.partner for p in pieces if p.evidence.source == source.id)))
            for source in element.sources
        ),
        added=tuple(piece for piece in pieces if piece.evidence.source not in known),
    )


def _actions(every: Iterable[tuple[str, str, Entry]], today: date) -> tuple[Action, ...]:
    """Actions by owner, the earliest first; those without an owner or a date come last."""
    made = [
        Action(partner, probe, entry, bool(entry.due) and date.fromisoformat(entry.due) < today)
        for partner, probe, entry in every
        if entry.action
    ]
    return tuple(sorted(made, key=lambda a: (not a.entry.owner, a.entry.owner.casefold(), a.entry.due or "9999")))
