from collections.abc import Callable

from workbook.book import read_book
from workbook.compare import count, differences, moved
from workbook.fields import Cell
from workbook.standards import Standards
from workbook.store import Store

Cells = Callable[..., Cell]


def test_partners_at_different_levels_differ_the_furthest_apart_first(
    store: Store, cell: Cells, standards: Standards
) -> None:
    for probe, partner, rating in (
        (0, 1, "started"),
        (0, 2, "largely in place"),
        (1, 1, "not in place"),
        (1, 3, "embedded"),
    ):
        store.write(cell("rating", probe, partner), rating, "", "A tester")
    found = differences(read_book(store.latest()), standards)
    assert [(difference.probe, difference.steps) for difference in found] == [
        (cell("rating", 1).item, 3),
        (cell("rating", 0).item, 1),
    ]


def test_not_knowing_is_no_difference(store: Store, cell: Cells, standards: Standards) -> None:
    store.write(cell("rating", 0, 1), "embedded", "", "A tester")
    store.write(cell("rating", 0, 2), "can’t say", "", "A tester")
    assert differences(read_book(store.latest()), standards) == []


def test_every_rating_is_counted_once(store: Store, cell: Cells, standards: Standards) -> None:
    store.write(cell("rating", 0), "started", "", "A tester")
    store.write(cell("rating", 1), "can’t say", "", "A tester")
    counts = count(read_book(store.latest()), ["partner-1"], standards.probes)
    assert counts == {"not in place": 0, "started": 1, "largely in place": 0, "embedded": 0, "can’t say": 1, "": 75}


def test_what_moved_is_told_with_its_direction(store: Store, cell: Cells, standards: Standards) -> None:
    store.write(cell("rating", 0), "started", "", "A tester")
    store.write(cell("rating", 1), "embedded", "", "A tester")
    before = read_book(store.latest())
    store.write(cell("rating", 0), "embedded", "started", "A tester")
    store.write(cell("rating", 1), "started", "embedded", "A tester")
    store.write(cell("rating", 2), "started", "", "A tester")
    moves = moved(before, read_book(store.latest()), standards)
    assert [(move.before, move.after, move.steps) for move in moves] == [
        ("started", "embedded", 2),
        ("embedded", "started", -2),
        ("", "started", None),
    ]


def test_nothing_moves_by_itself(example: Store, standards: Standards) -> None:
    book = read_book(example.latest())
    assert moved(book, book, standards) == []
