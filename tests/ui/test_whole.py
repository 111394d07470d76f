"""The page with the real assistant behind it: what a newcomer does first."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from assistant.assistant import Assistant
from corpus.settings import Settings
from tests.ui.conftest import Visitor, serve
from ui import words
from ui.service import Service

EXAMPLES = [question for _, questions in words.EXAMPLES_BY_ROLE for question in questions]


@pytest.fixture(scope="module")
def real_address(settings: Settings) -> Iterator[str]:
    yield from serve(Service(settings))


@pytest.fixture
def newcomer(wide_context: BrowserContext, real_address: str) -> Iterator[Visitor]:
    arrived = Visitor(wide_context, real_address).arrive()
    yield arrived
    arrived.page.close()


@pytest.mark.parametrize("question", EXAMPLES)
def test_every_example_question_is_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "answered"


def test_the_board_s_three_members_are_shown_and_open_in_the_document(newcomer: Visitor) -> None:
    newcomer.ask("Who are the core members of a Safeguarding Adults Board?")
    answer = newcomer.page.locator("#latest .answer")
    for member in ("the local authority", "clinical commissioning groups", "chief officer of police"):
        expect(answer).to_contain_text(member)
    expect(answer.locator(".way").first).to_contain_text("Part 1: What is adult safeguarding")
    expect(answer.locator("h4").first).to_have_text("Safeguarding Adults Boards (SABs)")
    newcomer.open_citation()
    expect(newcomer.page.locator("#source mark").first).to_contain_text("responsible for the establishment of SABs")


def test_danger_is_met_with_999_first(newcomer: Visitor) -> None:
    newcomer.page.fill("#question textarea", "He is hitting her right now, what do I do?")
    newcomer.page.press("#question textarea", "Enter")
    expect(newcomer.page.locator("#latest [role=alert] .emergency")).to_contain_text("999")


def test_a_name_in_a_question_is_nowhere_in_the_page(newcomer: Visitor) -> None:
    newcomer.page.fill("#question textarea", "Is this neglect? Her name is Margaret Hollis, born 01/02/1934")
    newcomer.page.press("#question textarea", "Enter")
    expect(newcomer.page.locator("#latest .notice.personal-data")).to_be_visible()
    expect(newcomer.page.locator("#question textarea")).to_have_value("")
    assert "Hollis" not in newcomer.page.content()
    assert "1934" not in newcomer.page.locator("#desk").inner_text()


def test_what_the_documents_do_not_say_is_not_answered(newcomer: Visitor) -> None:
    newcomer.ask("What is the capital of France?")
    expect(newcomer.page.locator("#latest")).to_contain_text(words.VERDICTS["abstained"])
