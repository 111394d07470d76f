"""The views of a workbook: what each shows, handed to its template in ui/templates."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui import words as page_words
from ui import workbook_words as words
from ui.reader import quoted
from ui.render import standing_label
from workbook.book import THREE_PARTNERS, Book, EditionChange, Reflection, read_book
from workbook.changes import Change
from workbook.compare import differences, moved
from workbook.fields import LOG, PARTNERS, read_evidence, write_evidence
from workbook.look import LOOKS, day, direction
from workbook.reflection import find_topic, principles, reflective_questions
from workbook.standards import Element, Standards

_LATEST = 50  # changes that the history shows
_LONGEST = 200  # characters of a change that it shows


def progress(book: Book, element: Element, partner: str) -> str:
    """How many of an element's probes a partner has rated."""
    rated = sum(bool(book.entry(partner, probe.id).rating) for probe in element.probes)
    return words.DONE.format(rated=rated, of=len(element.probes))


def moment(at: str) -> datetime:
    """A time of the store (UTC, ISO 8601) by this machine's clock."""
    return datetime.fromisoformat(at).astimezone()


class Views:
    """Views of workbooks on these standards, as HTML. Everything that comes from people is escaped."""

    def __init__(self, standards: Standards) -> None:
        self._standards = standards
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "words": words,
            "page_words": page_words,
            "standards": standards,
            "looks": LOOKS,
            "progress": progress,
            "quoted": quoted,
            "standing_label": standing_label,
            "write_evidence": write_evidence,
            "direction": direction,
        }
        self._templates.filters |= {"day": day, "anchor": lambda id: f"probe-{id.rpartition(':')[2]}", "zip": zip}

    def start(self) -> str:
        """How to begin."""
        return self._show("start", partners=THREE_PARTNERS)

    def element(self, book: Book, partner: str, element: Element) -> str:
        """One element, to be rated by one partner."""
        return self._book("element", book, partner, f"element-{element.number}", element=element)

    def differences(self, book: Book, partner: str) -> str:
        """Where partners differ, and a way to see what has moved."""
        heads = (words.STANDARD, *book.partners.values(), words.STEPS)
        return self._book("differences", book, partner, differences=differences(book, self._standards), heads=heads)

    def moved(self, before: Book, after: Book) -> str:
        """What has moved between two moments."""
        return self._show("moved", moves=moved(before, after, self._standards), book=after)

    def overview(self, book: Book, partner: str, changed: EditionChange, key: str) -> str:
        """Reports, progress, what has changed in the standards, names, and the key."""
        heads = (words.ELEMENT, *book.partners.values())
        rows = [(e.title, *(progress(book, e, p) for p in book.partners)) for e in self._standards.elements]
        return self._book("overview", book, partner, changed=changed, key=key, heads=heads, rows=rows)

    def history(self, book: Book, partner: str, changes: Sequence[Change]) -> str:
        """The latest changes, the newest first."""
        names = read_book(changes).partners
        rows = [
            (f"{moment(c.at):%d %B %Y, %H:%M}".lstrip("0"), c.who, self._where(c, names), _what(c))
            for c in reversed(changes[-_LATEST:])
        ]
        return self._book("history", book, partner, rows=rows, count=len(changes))

    def reflection(self, book: Book, partner: str) -> str:
        """The topics to begin an entry from, and the entries so far."""
        return self._book("reflection", book, partner, topics=reflective_questions(self._standards.guidance))

    def entry(self, book: Book, partner: str, entry: Reflection) -> str:
        """One entry of the log, beside what the guidance asks and says."""
        guidance = self._standards.guidance
        found = find_topic(guidance, entry.topic)
        return self._book(
            "entry", book, partner, "reflection", entry=entry, found=found, principles=principles(guidance)
        )

    def _book(self, name: str, book: Book, partner: str, shown: str = "", **values: Any) -> str:
        return self._show(name, book=book, partner=partner, shown=shown or name, **values)

    def _show(self, name: str, **values: Any) -> str:
        return self._templates.get_template(f"{name}.html.jinja").render(**values)

    def _where(self, change: Change, names: Mapping[str, str]) -> str:
        cell = change.cell
        field = words.FIELDS[cell.field]
        if cell.sheet in ("", PARTNERS):
            return field
        if cell.sheet == LOG:
            return f"{words.REFLECTION}: {field}"
        where = self._standards.reference(cell.item) if cell.item in self._standards.probes else words.GONE
        return f"{names.get(cell.sheet, '')}, {where}: {field}"


def _what(change: Change) -> str:
    if change.cell.field == "evidence":
        count = len(read_evidence(change.value))
        return words.PIECE if count == 1 else words.PIECES.format(count=count)
    if change.cell.field in ("date", "due"):
        return day(change.value) or words.EMPTIED
    if not change.value:
        return words.EMPTIED
    return change.value if len(change.value) <= _LONGEST else f"{change.value[:_LONGEST]} …"
