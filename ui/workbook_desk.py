"""What is done for the Workbook tab: find a workbook by its key, show a view of it, save a change in it."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import WorkbookError
from corpus.settings import Settings
from ui import workbook_words as words
from ui.workbook_views import Views, moment, progress
from workbook.book import begin, edition_change, end_of, new_key, path_of, read_book
from workbook.changes import Conflict
from workbook.exchange import from_json
from workbook.fields import LOG, PARTNERS, Cell, canonical
from workbook.gaps import make_report
from workbook.personal import PersonalDataFound, hide
from workbook.reflection import find_topic
from workbook.reflection_word import reflection_word
from workbook.report_page import report_page
from workbook.report_sheet import report_sheet
from workbook.report_word import report_word
from workbook.standards import load_standards
from workbook.store import Store

Reply = dict[str, Any]


class Desk:
    """The workbooks of one data folder, and the standards of today."""

    def __init__(self, settings: Settings) -> None:
        self._folder: Path = settings.data / "workbooks"
        self._standards = load_standards(settings.documents)
        self._views = Views(self._standards)

    def store(self, key: str) -> Store:
        """The workbook of that key.

        Raises:
            WorkbookError: that can't be a key.
        """
        return Store(path_of(self._folder, key.strip()))

    def start(self) -> str:
        """How to begin."""
        return self._views.start()

    def new(self, title: str, partners: str, who: str) -> Reply:
        """Start a workbook; the reply has its key."""
        key = new_key()
        begin(path_of(self._folder, key), title, partners.splitlines(), self._standards, who)
        return {"status": "saved", "key": key}

    def bring_in(self, text: str) -> Reply:
        """Make a workbook from an export; the reply has its key, and says how often personal data was hidden."""
        key = new_key()
        _, hidden = from_json(text, path_of(self._folder, key))
        return {"status": "saved", "key": key, "message": words.IMPORT_HIDDEN.format(count=hidden) if hidden else ""}

    def view(self, key: str, show: str, partner: str) -> str:
        """A view of a workbook in its frame."""
        store = self.store(key)
        book = read_book(store.latest())
        if partner not in book.partners:
            partner = next(iter(book.partners), "")
        kind, _, item = show.partition("-")
        element = self._standards.element(item) or self._standards.elements[0]
        entry = next((entry for entry in book.log if entry.id == item), None)
        if kind in ("", "element") and partner:
            return self._views.element(book, partner, element)
        if kind == "differences":
            return self._views.differences(book, partner)
        if kind == "overview":
            return self._views.overview(book, partner, edition_change(store.edition(), self._standards), key)
        if kind == "history":
            return self._views.history(book, partner, store.history())
        return self._views.entry(book, partner, entry) if entry else self._views.reflection(book, partner)

    def moved(self, key: str, since: date) -> str:
        """What has moved since the end of a day."""
        store = self.store(key)
        before = read_book(store.latest(end_of(since)))
        return self._views.moved(before, read_book(store.latest()))

    def save(self, key: str, cell: Cell, value: str, seen: str, who: str, hidden: bool) -> Reply:
        """Save a change, with ``hidden`` after hiding personal data in it.

        The reply's status is saved, personal (with the masked value) or conflict (with the other's value).
        """
        try:
            store = self.store(key)
            written = hide(cell, canonical(cell, value)) if hidden else value
            change = store.write(cell, written, seen, who.strip() or words.ROLE_UNKNOWN)
        except PersonalDataFound as error:
            message = words.PERSONAL.format(kinds=", ".join(error.kinds))
            return {"status": "personal", "message": message, "value": error.masked}
        except Conflict as error:
            message = words.CONFLICT.format(who=error.theirs.who)
            return {"status": "conflict", "message": message, "value": error.theirs.value}
        reply = {
            "status": "saved",
            "value": change.value,
            "message": words.SAVED.format(time=f"{moment(change.at):%H:%M}"),
        }
        if cell.field == "rating" and cell.item in self._standards.probes:
            element = self._standards.element_of(cell.item)
            book = read_book(store.latest())
            reply |= {"element": element.number, "done": progress(book, element, cell.sheet)}
        return reply

    def add_partner(self, key: str, name: str, who: str) -> Reply:
        """Add a partner to a workbook."""
        store = self.store(key)
        names = read_book(store.latest()).partners
        if name.strip().casefold() in (other.casefold() for other in names.values()):
            raise WorkbookError("There is a partner of this name already.")
        number = max((int(id.rpartition("-")[2]) for id in names), default=0) + 1
        cell = Cell(sheet=PARTNERS, item=f"partner-{number}", field="name")
        store.write(cell, name.strip(), "", who.strip() or words.ROLE_UNKNOWN)
        return {"status": "saved", "show": "overview"}

    def begin_entry(self, key: str, topic: str, who: str) -> Reply:
        """Begin an entry of the log from a topic; the reply says which view shows it."""
        found = find_topic(self._standards.guidance, topic)
        if not found:
            raise WorkbookError("The guidance has no such topic.")
        store, entry = self.store(key), secrets.token_hex(8)
        first = {"topic": topic, "date": date.today().isoformat()}
        if topic[:1].isdigit():
            first["principle"] = topic
        for field, value in first.items():
            store.write(Cell(sheet=LOG, item=entry, field=field), value, "", who.strip() or words.ROLE_UNKNOWN)
        return {"status": "saved", "show": f"entry-{entry}"}

    def erase(self, key: str, entry: str) -> Reply:
        """Erase an entry of the log with its history."""
        self.store(key).erase(LOG, entry)
        return {"status": "saved", "show": "reflection"}

    def report(self, key: str, form: str, since: date | None) -> bytes:
        """The gap report in one of its forms: docx, xlsx or html."""
        report = make_report(self.store(key), self._standards, since=since)
        if form == "docx":
            return report_word(report)
        return report_sheet(report) if form == "xlsx" else report_page(report).encode()

    def reflection(self, key: str) -> bytes:
        """The log as a Word document."""
        return reflection_word(read_book(self.store(key).latest()).log, self._standards)
