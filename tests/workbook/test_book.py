from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import WorkbookError
from workbook.book import begin, edition, edition_change, end_of, new_key, path_of, read_book
from workbook.fields import LOG, Cell
from workbook.personal import PersonalDataFound
from workbook.standards import Standards
from workbook.store import Store


def older(standards: Standards) -> Standards:
    """The standards with other words for the first probe, and without the last."""
    first, last = standards.elements[0], standards.elements[-1]
    reworded = replace(first.probes[0], id="adult-safeguarding-improvement-tool:0000000000", text="Older words.")
    elements = (
        replace(first, probes=(reworded, *first.probes[1:])),
        *standards.elements[1:-1],
        replace(last, probes=last.probes[:-1]),
    )
    return replace(standards, elements=elements)


def test_a_new_workbook_has_its_title_and_its_partners_in_order(store: Store) -> None:
    book = read_book(store.latest())
    assert book.title == "Exampleshire"
    assert list(book.partners.values()) == ["Council", "NHS", "Police"]


@pytest.mark.parametrize(("title", "partners"), [("", ["Council"]), ("Name", ["Council", "council"])])
def test_a_workbook_needs_a_name_and_partners_that_can_be_told_apart(
    tmp_path: Path, standards: Standards, title: str, partners: list[str]
) -> None:
    with pytest.raises(WorkbookError):
        begin(tmp_path / "one.workbook", title, partners, standards, "A tester")


def test_a_workbook_is_not_called_after_a_person(tmp_path: Path, standards: Standards) -> None:
    with pytest.raises(PersonalDataFound):
        begin(tmp_path / "one.workbook", "Concern about Mrs Jones", ["Council"], standards, "A tester")


def test_an_older_workbook_says_what_is_gone_and_what_is_new(standards: Standards) -> None:
    changed = edition_change(edition(older(standards)), standards)
    assert [text for _, text in changed.gone.values()] == ["Older words."]
    assert changed.new == (standards.elements[0].probes[0].id, standards.elements[-1].probes[-1].id)


def test_an_older_workbook_keeps_its_ratings_of_what_is_gone(tmp_path: Path, standards: Standards) -> None:
    before = older(standards)
    store = begin(tmp_path / "old.workbook", "Old", ["Council"], before, "A tester")
    gone = before.elements[0].probes[0].id
    store.write(Cell(sheet="partner-1", item=gone, field="rating"), "embedded", "", "A tester")
    assert gone in edition_change(store.edition(), standards).gone
    assert read_book(store.latest()).entry("partner-1", gone).rating == "embedded"


def test_a_workbook_on_today_s_standards_has_nothing_to_say_about_them(store: Store, standards: Standards) -> None:
    assert not edition_change(store.edition(), standards).any


def test_the_log_has_the_newest_entry_first(store: Store) -> None:
    for item, day in (("a", "2026-01-05"), ("b", "2026-03-01")):
        store.write(Cell(sheet=LOG, item=item, field="date"), day, "", "A practitioner")
    assert [reflection.id for reflection in read_book(store.latest()).log] == ["b", "a"]


@pytest.mark.parametrize("key", ["", "short", "../../etc/passwd", "a" * 65, "abcdefghijklmnop/q"])
def test_a_key_never_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(WorkbookError):
        path_of(tmp_path, key)


def test_keys_are_long_and_differ(tmp_path: Path) -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(path_of(tmp_path, key).parent == tmp_path for key in keys)


def test_a_key_is_never_taken_for_an_option_in_the_terminal() -> None:
    assert all(new_key().isalnum() for _ in range(100))


def test_the_end_of_a_day_is_the_last_millisecond_of_it_here() -> None:
    end = datetime.fromisoformat(end_of(date(2026, 7, 1))).astimezone()
    assert end.date() == date(2026, 7, 1)
    assert (end + timedelta(milliseconds=1)).date() == date(2026, 7, 2)
