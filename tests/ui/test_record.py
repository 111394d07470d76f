"""The record for supervision: what it holds, and that the browser gets it."""

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from playwright.sync_api import Browser

from corpus.document import Document as StoredDocument
from corpus.index.reading import Index
from tests.ui import answers
from tests.ui.conftest import Visitor
from tests.ui.hostile import PAYLOADS
from ui import words
from ui.conversation import Turn
from ui.record import make_record, record_markdown
from ui.record_word import record_word
from ui.service import Shelf

AT = datetime(2026, 3, 5, 9, 7, tzinfo=UTC)


@pytest.fixture
def shelf(index: Index, documents: list[StoredDocument]) -> Shelf:
    return Shelf(index, {document.slug: document for document in documents})


def turn(index: Index, question: str) -> Turn:
    return Turn(answers.HandMade(index).ask(question), AT)


def markdown(index: Index, shelf: Shelf, question: str) -> str:
    return record_markdown(make_record(turn(index, question), shelf))


def word_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_a_record_says_what_was_asked_and_when(index: Index, shelf: Shelf) -> None:
    text = markdown(index, shelf, answers.BOARD)
    assert f"**Question:** {answers.BOARD}" in text
    assert "**Asked:** 5 March 2026, 09:07 UTC" in text


def test_a_record_quotes_with_document_section_edition_and_standing(index: Index, shelf: Shelf) -> None:
    text = markdown(index, shelf, answers.BOARD)
    assert "> [1] Local authorities are responsible for the establishment of SABs." in text
    assert "- Document: Revisiting safeguarding practice" in text
    assert "› Safeguarding Adults Boards (SABs)" in text
    assert "- Edition: Department of Health and Social Care, 2022" in text
    assert "- Standing: Statutory duty" in text


def test_a_record_gives_the_limits_and_room_for_the_reader_s_own_reasoning(index: Index, shelf: Shelf) -> None:
    text = markdown(index, shelf, answers.BOARD)
    assert words.LIMITS in text
    assert text.rstrip().endswith(words.RECORD_REASONING_HINT)


def test_a_record_keeps_what_was_shown_first(index: Index, shelf: Shelf) -> None:
    assert "call 999. Then tell your manager" in markdown(index, shelf, answers.DANGER)


def test_a_record_of_no_answer_says_so_and_keeps_the_nearest_parts_apart(index: Index, shelf: Shelf) -> None:
    text = markdown(index, shelf, answers.UNKNOWN)
    assert words.VERDICTS["abstained"] in text
    assert words.RELATED in text


def test_a_record_holds_the_question_as_the_guard_left_it(index: Index, shelf: Shelf) -> None:
    text = markdown(index, shelf, answers.PERSONAL)
    assert r"Her name is [name]" in text
    assert "Ada" not in text


@pytest.mark.parametrize("question", [answers.BOARD, answers.MYTH, answers.UNKNOWN, answers.LEADERSHIP])
def test_the_word_record_says_what_the_markdown_one_says(index: Index, shelf: Shelf, question: str) -> None:
    made = make_record(turn(index, question), shelf)
    text = word_text(record_word(made))
    for quote in (*made.quotes, *made.related):
        for line in quote.text.split("\n"):
            assert line.lstrip("- ") in text
        assert all(f"{name}: {value}" in text for name, value in quote.source)
    assert all(f"{name}: {value}" in text for name, value in made.facts)
    assert words.LIMITS in text


def test_the_word_record_has_an_empty_box_to_write_in(index: Index, shelf: Shelf) -> None:
    word = Document(io.BytesIO(record_word(make_record(turn(index, answers.BOARD), shelf))))
    assert word.tables[-1].cell(0, 0).text == ""
    assert word.tables[-1].rows[0].height.cm > 5


def test_a_hostile_question_is_only_text_in_both(index: Index, shelf: Shelf) -> None:
    question = " ".join(PAYLOADS) + "\x00\x0b\ud800"
    made = make_record(turn(index, question), shelf)
    assert "<script>" not in record_markdown(made).replace("\\<", "")
    assert PAYLOADS[0] in word_text(record_word(made))


def test_one_press_copies_the_record(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    visitor = Visitor(context, address).arrive().ask(answers.BOARD)
    visitor.page.get_by_role("button", name=words.RECORD_COPY, exact=True).click()
    visitor.page.get_by_role("button", name=words.COPIED).wait_for()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied.startswith(f"# {words.RECORD}")
    assert "Local authorities are responsible" in copied


@pytest.mark.parametrize(("button", "ending"), [(words.RECORD_WORD, ".docx"), (words.RECORD_MARKDOWN, ".md")])
def test_one_press_downloads_the_record_and_another_does_so_again(visitor: Visitor, button: str, ending: str) -> None:
    visitor.ask(answers.BOARD)
    for _ in range(2):
        with visitor.page.expect_download() as waiting:
            visitor.page.get_by_role("button", name=button).click()
        saved = waiting.value
        assert saved.suggested_filename.endswith(ending)
        content = saved.path().read_bytes()
        text = word_text(content) if ending == ".docx" else content.decode()
        assert "Local authorities are responsible" in text


def test_an_earlier_answer_can_still_be_recorded(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD).ask(answers.MYTH)
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("#earlier").get_by_role("button", name=words.RECORD_WORD).click()
    assert answers.BOARD in word_text(waiting.value.path().read_bytes())
