"""A connection that breaks, as they do on phones."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui import answers
from tests.ui.conftest import HandMadeService, Visitor, serve
from ui import words
from ui.service import Service


@pytest.fixture
def offline(visitor: Visitor) -> Iterator[Visitor]:
    """A visitor with an answer whose connection has gone."""
    visitor.ask(answers.BOARD)
    visitor.context.set_offline(True)
    yield visitor
    visitor.context.set_offline(False)


def test_a_question_asked_without_a_connection_is_answered_when_there_is_one(offline: Visitor) -> None:
    offline.page.fill("#question textarea", answers.MYTH)
    offline.page.press("#question textarea", "Enter")
    expect(offline.page.locator("#cut-off[role=alert]")).to_have_text(words.UNREACHABLE)
    assert offline.serious_findings() == []
    offline.context.set_offline(False)
    offline.wait_for_answer(answers.MYTH, 1)
    expect(offline.page.locator("#cut-off")).to_have_count(0)


def test_an_answer_that_breaks_off_takes_neither_the_conversation_nor_the_question(
    wide_context: BrowserContext, service: Service
) -> None:
    served = serve(HandMadeService(service.settings))
    visitor = Visitor(wide_context, next(served)).arrive().ask(answers.BOARD)
    visitor.page.fill("#question textarea", answers.SLOW)
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#stop")
    next(served, None)
    expect(visitor.page.locator("#cut-off")).to_contain_text(words.LOST)
    expect(visitor.page.locator("#latest .asked")).to_contain_text(answers.BOARD)
    expect(visitor.page.locator(".toast-wrap")).to_be_hidden()
    expect(visitor.page.locator("#tabs span.error:visible")).to_have_count(0)

    again = serve(HandMadeService(service.settings), port=int(visitor.address.rpartition(":")[2]))
    next(again)
    visitor.page.get_by_role("button", name=words.LOAD_AGAIN).click()
    expect(visitor.page.locator("#question textarea")).to_have_value(answers.SLOW)
    assert visitor.page.evaluate("sessionStorage.length") == 0
    visitor.page.press("#question textarea", "Enter")
    visitor.wait_for_answer(answers.SLOW, 0)
    visitor.page.close()
    next(again, None)
