"""The bank that trainers share."""

import threading
from pathlib import Path

import pytest

from corpus.errors import StorageError
from quiz.bank import Bank
from quiz.errors import BankConflict, QuizError
from quiz.item import Item
from quiz.library import Library


@pytest.fixture
def bank(tmp_path: Path, pool: list[Item]) -> Bank:
    made = Bank(tmp_path / "kept" / "quiz.sqlite")
    made.add(pool[:3])
    return made


def words(item: Item) -> tuple[str, list[str], str]:
    return item.stem, [option.text for option in item.options], item.explanation


def test_items_are_kept_in_their_order_as_proposed(bank: Bank, pool: list[Item], library: Library) -> None:
    kept = bank.all(library.fingerprints)
    assert [one.item for one in kept] == pool[:3]
    assert {(one.state, one.stale) for one in kept} == {("proposed", False)}


def test_an_item_that_is_there_is_not_added_twice(bank: Bank, pool: list[Item]) -> None:
    assert bank.add(pool[:4]) == 1


def test_a_decision_outlives_a_restart(bank: Bank, pool: list[Item], tmp_path: Path) -> None:
    bank.decide(pool[0].id, 1, "accepted")
    assert Bank(tmp_path / "kept" / "quiz.sqlite").all({})[0].state == "accepted"


def test_a_decision_on_what_another_trainer_has_changed_is_refused(bank: Bank, pool: list[Item]) -> None:
    bank.decide(pool[0].id, 1, "accepted")
    with pytest.raises(BankConflict, match="Someone else has changed"):
        bank.decide(pool[0].id, 1, "rejected")
    assert bank.all({})[0].state == "accepted"


def test_an_edit_keeps_the_sources_and_asks_to_be_accepted_again(bank: Bank, pool: list[Item]) -> None:
    stem, options, explanation = words(pool[0])
    bank.decide(pool[0].id, 1, "accepted")
    bank.edit(pool[0].id, 2, stem + " Think.", ["Another", *options[1:]], explanation)
    kept = bank.all({})[0]
    assert (kept.state, kept.item.edited, kept.item.options[0].text) == ("proposed", True, "Another")
    assert [o.source for o in kept.item.options] == [o.source for o in pool[0].options]


def test_an_edit_of_what_another_trainer_has_changed_is_refused(bank: Bank, pool: list[Item]) -> None:
    bank.decide(pool[0].id, 1, "accepted")
    with pytest.raises(BankConflict):
        bank.edit(pool[0].id, 1, *words(pool[0]))


@pytest.mark.parametrize(
    ("stem", "says"),
    [("  ", "can be left empty"), ("long " * 300, "the limit is 1,000"), ("Ask ada@example.org?", "personal data")],
)
def test_an_edit_that_can_not_be_kept_is_explained(bank: Bank, pool: list[Item], stem: str, says: str) -> None:
    _, options, explanation = words(pool[0])
    with pytest.raises(QuizError, match=says):
        bank.edit(pool[0].id, 1, stem, options, explanation)
    assert bank.all({})[0].item == pool[0]


def test_items_can_be_moved_and_the_ends_stay(bank: Bank, pool: list[Item]) -> None:
    first, second, third = (item.id for item in pool[:3])
    bank.move(first, up=True)
    bank.move(third, up=True)
    bank.move(first, up=False)
    assert [one.item.id for one in bank.all({})] == [third, first, second]


def test_rejected_items_can_be_deleted(bank: Bank, pool: list[Item]) -> None:
    bank.decide(pool[1].id, 1, "rejected")
    assert bank.remove(["rejected"]) == 1
    assert [one.item.id for one in bank.all({})] == [pool[0].id, pool[2].id]


def test_an_item_is_stale_when_its_document_has_changed(bank: Bank, library: Library, pool: list[Item]) -> None:
    changed = library.fingerprints | {pool[0].document: "another"}
    assert {one.stale for one in bank.all(changed)} == {True}


def test_several_trainers_at_once_lose_nothing(bank: Bank, pool: list[Item], tmp_path: Path) -> None:
    def add(part: list[Item]) -> None:
        for item in part:
            Bank(tmp_path / "kept" / "quiz.sqlite").add([item])

    threads = [threading.Thread(target=add, args=(pool[3 + n : 43 : 4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.item.id for one in bank.all({})} == {item.id for item in pool[:43]}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="SIGNPOST_DATA"):
        Bank(tmp_path / "file" / "quiz.sqlite").all({})
