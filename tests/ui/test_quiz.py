"""The Quiz tab, in a real browser: a trainer makes items and decides, and someone takes a quiz."""

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.settings import Settings
from quiz.bank import Bank
from quiz.item import Item
from quiz.library import Library
from quiz.make.candidates import candidates
from tests.ui.conftest import Visitor
from ui import quiz_words as words


@pytest.fixture(scope="module")
def items(library: Library) -> list[Item]:
    """Two items of every kind."""
    found: dict[str, list[Item]] = {}
    for item in candidates(library, 1, tuple(library.fingerprints)):
        found.setdefault(item.kind, []).append(item)
    library.save()
    return [item for kind in found.values() for item in kind[:2]]


@pytest.fixture
def bank(settings: Settings) -> Iterator[Bank]:
    """The page's bank, empty before and after."""
    made = Bank(settings.data / words.BANK_FILE)
    made.remove(["proposed", "accepted", "rejected"])
    yield made
    made.remove(["proposed", "accepted", "rejected"])


@pytest.fixture
def trainer(bank: Bank, items: list[Item], visitor: Visitor) -> Visitor:
    """Someone at the tab, with an item of each kind to decide on."""
    bank.add(items)
    return arrive(visitor)


def arrive(visitor: Visitor) -> Visitor:
    visitor.page.get_by_role("tab", name=words.TAB, exact=True).click()
    visitor.page.wait_for_selector("#quiz-bank .bank")
    return visitor


def card(visitor: Visitor, item: Item):  # type: ignore[no-untyped-def]
    return visitor.page.locator(f"#item-{item.id}")


def press(visitor: Visitor, item: Item, label: str) -> None:
    card(visitor, item).get_by_role("button", name=label).click()


def states(bank: Bank) -> dict[str, str]:
    return {one.item.id: one.state for one in bank.all({})}


def test_items_that_are_made_stand_in_the_bank_to_be_decided(visitor: Visitor, bank: Bank) -> None:
    arrive(visitor)
    visitor.page.get_by_label(words.TOPIC).first.fill("self-neglect")
    visitor.page.get_by_label(words.COUNT).first.fill("2")
    visitor.page.get_by_role("button", name=words.MAKE).click()
    expect(visitor.page.locator("#quiz-said")).to_contain_text("2 new items", timeout=60_000)
    expect(visitor.page.locator(".card")).to_have_count(2)
    assert {one.item.topic for one in bank.all({})} == {"Self-neglect"}


def test_a_topic_that_is_not_covered_is_answered_with_the_nearest(visitor: Visitor, bank: Bank) -> None:
    arrive(visitor)
    visitor.page.get_by_label(words.TOPIC).first.fill("crop rotation")
    visitor.page.get_by_role("button", name=words.MAKE).click()
    expect(visitor.page.locator("#quiz-said .problem")).to_contain_text("The nearest topics are", timeout=60_000)


def test_each_item_shows_its_quote_and_leads_to_its_place(trainer: Visitor, items: list[Item]) -> None:
    shown = card(trainer, items[0])
    shown.locator("summary").click()
    expect(shown.locator("blockquote").first).to_have_text(items[0].keys[0].source.quote)
    trainer.page.goto(trainer.address + "/" + str(shown.get_by_text(words.READ).first.get_attribute("href")))
    expect(trainer.page.locator("#reading mark")).to_contain_text(items[0].keys[0].source.quote)


def test_accepting_keeps_the_decision_and_goes_on_to_the_next_item(
    trainer: Visitor, bank: Bank, items: list[Item]
) -> None:
    press(trainer, items[0], words.ACCEPT)
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.DONE["accepted"])
    expect(card(trainer, items[1]).locator("h4")).to_be_focused()
    assert states(bank)[items[0].id] == "accepted"


def test_rejecting_and_deciding_again(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    press(trainer, items[0], words.REJECT)
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.DONE["rejected"])
    assert states(bank)[items[0].id] == "rejected"
    trainer.page.locator("section[aria-labelledby=group-rejected] summary").first.click()
    press(trainer, items[0], words.UNDECIDE)
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.DONE["proposed"])
    assert states(bank)[items[0].id] == "proposed"


def test_an_edit_is_kept_and_its_flaw_is_shown(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    press(trainer, items[0], words.EDIT)
    box = card(trainer, items[0]).locator("[name=stem]")
    expect(box).to_be_focused()
    box.fill("Which of these is not one of them, do you think?")
    card(trainer, items[0]).get_by_role("button", name=words.SAVE).click()
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.SAVED)
    expect(card(trainer, items[0])).to_contain_text(words.EDITED)
    expect(card(trainer, items[0])).to_contain_text("(not)")
    kept = next(one.item for one in bank.all({}) if one.item.id == items[0].id)
    assert kept.stem == "Which of these is not one of them, do you think?"


def test_personal_data_is_not_kept(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    press(trainer, items[0], words.EDIT)
    card(trainer, items[0]).get_by_label(words.EXPLANATION).fill("Ask ada@example.org about this.")
    card(trainer, items[0]).get_by_role("button", name=words.SAVE).click()
    expect(trainer.page.locator("#quiz-said .problem")).to_contain_text("personal data")
    assert "example.org" not in str(bank.all({}))


def test_items_can_be_put_in_another_order(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    press(trainer, items[1], words.UP)
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.MOVED)
    expect(card(trainer, items[1]).locator("h4")).to_be_focused()
    assert [one.item.id for one in bank.all({})][:2] == [items[1].id, items[0].id]


def test_a_second_trainer_s_late_decision_is_refused_and_the_item_shown_anew(
    trainer: Visitor, bank: Bank, items: list[Item]
) -> None:
    bank.decide(items[0].id, 1, "rejected")
    press(trainer, items[0], words.ACCEPT)
    expect(trainer.page.locator("#quiz-said .problem")).to_contain_text("Someone else has changed this item")
    assert states(bank)[items[0].id] == "rejected"


def test_an_item_whose_document_has_changed_is_marked(bank: Bank, items: list[Item], visitor: Visitor) -> None:
    source = items[0].options[0].source.model_copy(update={"fingerprint": "before"})
    old = items[0].model_copy(
        update={"options": (items[0].options[0].model_copy(update={"source": source}), *items[0].options[1:])}
    )
    bank.add([old])
    arrive(visitor)
    expect(card(visitor, old)).to_contain_text(words.STALE)


@pytest.mark.parametrize(("format", "ending"), [("moodle", "quiz.xml"), ("anki", "quiz.apkg"), ("kahoot", "quiz.xlsx")])
def test_accepted_items_are_downloaded(
    trainer: Visitor, bank: Bank, items: list[Item], format: str, ending: str
) -> None:
    bank.decide(items[0].id, 1, "accepted")
    trainer.page.get_by_label(words.FORMAT).select_option(format)
    with trainer.page.expect_download() as download:
        trainer.page.get_by_role("button", name=words.DOWNLOAD).click()
    assert download.value.suggested_filename == ending
    expect(trainer.page.locator("#quiz-exported")).to_contain_text("downloaded")


def test_word_gives_the_handout_and_the_answer_key(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    bank.decide(items[0].id, 1, "accepted")
    trainer.page.get_by_label(words.FORMAT).select_option("word")
    files: list[Path] = []
    trainer.page.on("download", lambda download: files.append(Path(download.path())))
    trainer.page.get_by_role("button", name=words.DOWNLOAD).click()
    expect(trainer.page.locator("#quiz-exported")).to_contain_text(words.EXPORTED_ONE)
    trainer.page.wait_for_timeout(500)
    texts = [zipfile.ZipFile(path).read("word/document.xml").decode() for path in files]
    assert len(texts) == 2
    assert sum("Each of these" in text or "“" in text for text in texts) >= 1


def test_without_an_accepted_item_the_page_says_what_to_do(trainer: Visitor) -> None:
    trainer.page.get_by_role("button", name=words.DOWNLOAD).click()
    expect(trainer.page.locator("#quiz-exported .problem")).to_have_text(f"{words.PROBLEM}: {words.NOTHING_TO_EXPORT}")
    trainer.page.get_by_role("button", name=words.START).click()
    expect(trainer.page.locator("#quiz-not-started .problem")).to_contain_text(words.NOTHING_TO_PLAY)


def accept_all(bank: Bank) -> None:
    for one in bank.all({}):
        bank.decide(one.item.id, one.version, "accepted")


def answer(visitor: Visitor, item: Item, right: bool = True) -> None:
    """Answer the question that is shown, with the keyboard."""
    shown = visitor.page.locator("form.question:not([hidden])")
    expect(shown.locator("legend")).to_be_focused()
    keys = visitor.page.keyboard
    if item.kind in ("matching", "order"):
        for _ in item.options:
            keys.press("Tab")
            focused = visitor.page.locator(":focus")
            focused.select_option(str(focused.get_attribute("data-key")) if right else None, index=None if right else 1)
    elif item.kind == "select all":
        for option in item.options:
            keys.press("Tab")
            if option.right == right:
                keys.press("Space")
    elif item.kind != "scenario":
        keys.press("Tab")
        wanted = next(n for n, option in enumerate(item.options) if option.right == right)
        keys.press("Space")
        for _ in range(wanted):
            keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    expect(shown.locator(".verdict-box")).to_be_focused()


def test_a_quiz_of_every_kind_can_be_taken_with_the_keyboard_alone(
    trainer: Visitor, bank: Bank, items: list[Item]
) -> None:
    accept_all(bank)
    trainer.page.get_by_role("button", name=words.START).focus()
    trainer.page.keyboard.press("Enter")
    for number, item in enumerate(items):
        shown = trainer.page.locator("form.question:not([hidden])")
        expect(shown.locator("legend")).to_have_text(item.stem)
        answer(trainer, item, right=number != 0)
        if item.scored:
            expect(shown.locator(".verdict")).to_have_text(words.IS_WRONG if number == 0 else words.IS_RIGHT)
        expect(shown).to_contain_text(item.keys[0].source.quote)
        shown.locator("[data-next]").focus()
        trainer.page.keyboard.press("Enter")
    scored = sum(item.scored for item in items)
    expect(trainer.page.locator(".score")).to_be_focused()
    expect(trainer.page.locator(".score")).to_contain_text(f"You got {scored - 1} of {scored} right")


def test_a_question_without_an_answer_asks_for_one(trainer: Visitor, bank: Bank) -> None:
    accept_all(bank)
    trainer.page.get_by_role("button", name=words.START).click()
    trainer.page.get_by_role("button", name=words.CHECK).click()
    expect(trainer.page.locator("form.question:not([hidden]) .hint")).to_have_text(words.CHOOSE_FIRST)


def test_a_quiz_can_be_drawn_anew_for_taking_and_is_not_kept(visitor: Visitor, bank: Bank) -> None:
    arrive(visitor)
    visitor.page.get_by_label(words.PLAY_FROM).select_option("fresh")
    visitor.page.get_by_role("button", name=words.START).click()
    expect(visitor.page.locator("form.question:not([hidden]) legend")).to_be_focused(timeout=60_000)
    assert bank.all({}) == []


def test_nothing_is_sent_or_kept_about_who_takes_a_quiz(
    trainer: Visitor, bank: Bank, items: list[Item], settings: Settings
) -> None:
    accept_all(bank)
    trainer.page.get_by_role("button", name=words.START).click()
    trainer.page.wait_for_selector("form.question:not([hidden])")
    before = (len(trainer.requested), bank.all({}))
    answer(trainer, items[0])
    trainer.page.locator("form.question:not([hidden]) [data-next]").click()
    trainer.page.wait_for_timeout(300)
    assert (len(trainer.requested), bank.all({})) == before
    with sqlite3.connect(settings.data / words.BANK_FILE) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("items",)]


@pytest.mark.parametrize(("look", "width"), [("wide_context", 1280), ("narrow_context", 320)])
def test_axe_finds_nothing_serious_and_nothing_needs_scrolling_sideways(
    request: pytest.FixtureRequest, address: str, bank: Bank, items: list[Item], look: str, width: int
) -> None:
    bank.add(items)
    bank.decide(items[0].id, 1, "accepted")
    visitor = arrive(Visitor(request.getfixturevalue(look), address).arrive())
    found: list[str] = []

    def look() -> None:
        found.extend(visitor.serious_findings())
        sideways = visitor.page.evaluate("document.documentElement.scrollWidth")
        found.extend([f"{sideways} pixels wide"] if sideways > width else [])

    press(visitor, items[1], words.EDIT)
    visitor.page.wait_for_selector("#quiz-bank form")
    look()
    visitor.page.get_by_role("button", name=words.START).click()
    visitor.page.wait_for_selector("form.question:not([hidden])")
    look()
    answer(visitor, items[0])
    look()
    visitor.page.close()
    assert found == []


def test_what_a_trainer_writes_is_never_markup(trainer: Visitor, bank: Bank, items: list[Item]) -> None:
    press(trainer, items[0], words.EDIT)
    card(trainer, items[0]).locator("[name=stem]").fill("<img src=x onerror=window.pwned=1> Which one of these is it?")
    card(trainer, items[0]).get_by_role("button", name=words.SAVE).click()
    expect(trainer.page.locator("#quiz-said")).to_contain_text(words.SAVED)
    assert trainer.page.evaluate("window.pwned") is None
    expect(card(trainer, items[0]).locator("h4")).to_contain_text("<img src=x")
