"""What can be found and shown as one: a passage, a whole list or column, or how each section of a series opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.document import Passage

_COLUMNS = ("ideal", "probe", "evidence")
_FEWEST_IN_SERIES = 3


@dataclass(frozen=True)
class Unit:
    """Passages of one section that stand one after the other; ``whole`` where they are a complete list or column.

    A ``series`` is whole, too, but goes across sections: of each section under one heading (the six principles, the
    kinds of abuse) what it opens with.
    """

    passages: tuple[Passage, ...]
    whole: bool
    series: bool = False

    @property
    def first(self) -> Passage:
        """The passage that it begins with."""
        return self.passages[0]

    @property
    def key(self) -> str:
        """A name that it keeps while the words that it begins with, and how many passages it has, stay as they are."""
        return f"{self.first.id}+{len(self.passages) - 1}"

    @property
    def searched_text(self) -> str:
        """The words under which it is found: its nearest headings, its lead-in and its own."""
        if self.series:
            names = dict.fromkeys(passage.section[-1] for passage in self.passages)
            return ". ".join([*self.first.section[-3:-1], *names])
        headings = ". ".join(self.first.section[-2:])
        lead_in = self.first.lead_in or ""
        return " ".join([f"{headings}.", lead_in, *(passage.text for passage in self.passages)])


def units(passages: Sequence[Passage]) -> list[Unit]:
    """Every unit of a document, whole lists right after the passage that leads in to them.

    A lead-in that says nothing without its list ("Commissioners should strive to:") is found only with it, and a
    myth only through the reality that corrects it.
    """
    found: list[Unit] = []
    seen_columns: set[tuple[str, ...]] = set()
    for number, passage in enumerate(passages):
        if not passage.quotable or passage.kind == "myth":
            continue
        items = _list_under(passage, passages[number + 1 :])
        if not (items and _is_bare(passage)):
            found.append(Unit((passage,), whole=False))
        if items:
            found.append(Unit((passage, *items), whole=True))
        if passage.parent is None and passage.kind in (*_COLUMNS, "list item") and passage.section not in seen_columns:
            seen_columns.add(passage.section)
            column = [p for p in passages if p.section == passage.section and p.kind == passage.kind and not p.parent]
            if len(column) > 1 and column[-1].position - column[0].position == len(column) - 1:
                found.append(Unit(tuple(column), whole=True))
    return [*found, *_series(passages)]


def _series(passages: Sequence[Passage]) -> Iterator[Unit]:
    """A unit for each heading with several sections directly under it, none of which is divided further."""
    sections: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        if passage.quotable and passage.kind != "myth":
            sections.setdefault(passage.section, []).append(passage)
    under: dict[tuple[str, ...], list[list[Passage]]] = {}
    for path, own in sections.items():
        if len(path) > 1 and own[0].kind not in _COLUMNS:
            under.setdefault(path[:-1], []).append(own)
    for parts in under.values():
        if len(parts) >= _FEWEST_IN_SERIES and not any(own[0].section in under for own in parts):
            yield Unit(tuple(passage for own in parts for passage in _opening(own)), whole=True, series=True)


def _opening(own: Sequence[Passage]) -> Sequence[Passage]:
    """What a section opens with, quotations left aside: its first passage, or its first list."""
    said = [passage for passage in own if passage.kind != "quotation"] or own
    items = list(takewhile(lambda passage: passage.kind == "list item", said))
    return items or said[:1]


def _list_under(passage: Passage, after: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that this one leads in to, with those that they lead in to."""
    above = {passage.id}
    items: list[Passage] = []
    for candidate in after:
        if candidate.parent not in above:
            break
        above.add(candidate.id)
        items.append(candidate)
    return tuple(items)


def _is_bare(lead_in: Passage) -> bool:
    """Whether a lead-in is a single unfinished sentence."""
    return ". " not in lead_in.text and not lead_in.text.endswith((".", "?", "!"))
