import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import StorageError, WorkbookError
from workbook.book import read_book
from workbook.changes import Conflict
from workbook.fields import LOG, LONGEST, Cell, check_value
from workbook.personal import PersonalDataFound
from workbook.store import Store

Cells = Callable[..., Cell]


def says(store: Store, cell: Cell) -> str:
    return next((change.value for change in store.latest() if change.cell == cell), "")


def test_what_is_written_is_read_back_by_another(store: Store, cell: Cells) -> None:
    store.write(cell("doing"), "We meet every month.", "", "Board manager")
    assert says(Store(store.path), cell("doing")) == "We meet every month."


def test_every_change_is_kept_with_who_when_and_what(store: Store, cell: Cells) -> None:
    store.write(cell("rating"), "started", "", "Board manager")
    store.write(cell("rating"), "embedded", "started", "Vulnerability lead")
    changes = [change for change in store.history() if change.cell == cell("rating")]
    assert [(c.who, c.value) for c in changes] == [("Board manager", "started"), ("Vulnerability lead", "embedded")]
    assert changes[0].at <= changes[1].at


def test_nobody_overwrites_what_they_have_not_seen(store: Store, cell: Cells) -> None:
    store.write(cell("doing"), "First", "", "Board manager")
    with pytest.raises(Conflict) as caught:
        store.write(cell("doing"), "Second", "", "Vulnerability lead")
    assert (caught.value.theirs.who, caught.value.theirs.value) == ("Board manager", "First")
    assert says(store, cell("doing")) == "First"


def test_who_has_seen_the_other_s_words_may_replace_them(store: Store, cell: Cells) -> None:
    store.write(cell("doing"), "First", "", "Board manager")
    store.write(cell("doing"), "Second", "First", "Vulnerability lead")
    assert says(store, cell("doing")) == "Second"


def test_two_people_who_write_the_same_do_not_conflict(store: Store, cell: Cells) -> None:
    store.write(cell("rating"), "started", "", "Board manager")
    store.write(cell("rating"), "started", "", "Vulnerability lead")
    assert len([change for change in store.history() if change.cell == cell("rating")]) == 1


def test_of_many_who_write_at_once_one_is_kept_and_all_others_are_told(store: Store, cell: Cells) -> None:
    def write(number: int) -> bool:
        try:
            store.write(cell("doing"), f"Version {number}", "", f"Writer {number}")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(write, range(16))) == 1


def test_personal_data_is_refused_with_a_version_that_hides_it(store: Store, cell: Cells) -> None:
    with pytest.raises(PersonalDataFound) as caught:
        store.write(cell("doing"), "Mrs Jones was visited, NHS number 943 476 5919.", "", "Board manager")
    assert caught.value.kinds == ("name", "NHS number")
    assert caught.value.masked == "Mrs [name] was visited, NHS number [NHS number]."
    assert says(store, cell("doing")) == ""


def test_personal_data_in_evidence_is_refused(store: Store, cell: Cells) -> None:
    value = '[{"source":"","name":"Letter from Mrs Jones","link":"https://example.org"}]'
    with pytest.raises(PersonalDataFound) as caught:
        store.write(cell("evidence"), value, "", "Board manager")
    assert "Letter from Mrs [name]" in caught.value.masked


def test_who_wrote_is_kept_without_a_name(store: Store, cell: Cells) -> None:
    assert store.write(cell("rating"), "started", "", "Dr Patel").who == "Dr [name]"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rating", "splendid"),
        ("due", "next week"),
        ("doing", "x" * (LONGEST + 1)),
        ("nonsense", "x"),
        ("evidence", "not a list"),
        ("evidence", '[{"name": "Report", "link": "javascript:alert(1)"}]'),
        ("evidence", '[{"name": " "}]'),
    ],
)
def test_what_does_not_belong_in_a_field_is_refused(store: Store, cell: Cells, field: str, value: str) -> None:
    with pytest.raises(WorkbookError):
        store.write(cell(field), value, "", "Board manager")


@settings(max_examples=40)
@given(st.builds(Cell, sheet=st.text(), item=st.text(), field=st.text()), st.text())
def test_nothing_is_written_outside_the_places_that_there_are(cell: Cell, value: str) -> None:
    if (cell.sheet, cell.item, cell.field) != ("", "", "title"):
        with pytest.raises(WorkbookError):
            check_value(cell, value)


def test_an_erased_entry_leaves_nothing_in_the_file(store: Store) -> None:
    place = Cell(sheet=LOG, item="one", field="situation")
    store.write(place, "An unmistakable situation", "", "A practitioner")
    store.write(place, "An unmistakable situation, told again", "An unmistakable situation", "A practitioner")
    store.erase(LOG, "one")
    assert read_book(store.latest()).log == ()
    assert b"unmistakable" not in store.path.read_bytes()


def test_who_writes_in_an_entry_that_another_has_erased_is_told(store: Store) -> None:
    place = Cell(sheet=LOG, item="one", field="situation")
    store.write(place, "A situation", "", "A practitioner")
    store.erase(LOG, "one")
    with pytest.raises(Conflict):
        store.write(place, "A situation, told again", "A situation", "A practitioner")


def test_an_erased_entry_may_not_be_a_rating(store: Store, cell: Cells) -> None:
    store.write(cell("rating"), "started", "", "Board manager")
    before = store.history()
    store.erase(LOG, cell("rating").item)
    assert store.history() == before


def test_a_workbook_as_it_stood_is_read_at_a_time(store: Store, cell: Cells) -> None:
    first = store.write(cell("rating"), "started", "", "Board manager")
    while store.write(cell("doing", 1), "Later", "", "Board manager").at == first.at:
        pass
    store.write(cell("rating"), "embedded", "started", "Board manager")
    then = read_book(store.latest(first.at))
    assert then.entry("partner-1", cell("rating").item).rating == "started"


def test_a_workbook_that_is_there_is_not_made_again(store: Store, standards) -> None:  # type: ignore[no-untyped-def]
    from workbook.book import begin

    with pytest.raises(WorkbookError, match="there already"):
        begin(store.path, "Again", [], standards, "A tester")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="is not there"):
        Store(tmp_path / "none.workbook").latest()


def test_another_sqlite_file_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "other.workbook"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE changes (number)")
    with pytest.raises(WorkbookError, match="not a workbook"):
        Store(path).latest()


def test_a_damaged_file_is_explained(store: Store) -> None:
    store.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(StorageError, match="damaged"):
        store.latest()


def test_a_workbook_of_a_newer_signpost_is_left_alone(store: Store, cell: Cells) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkbookError, match="newer Signpost"):
        store.write(cell("rating"), "started", "", "Board manager")


def test_a_workbook_is_one_file(store: Store, cell: Cells) -> None:
    store.write(cell("rating"), "started", "", "Board manager")
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]
