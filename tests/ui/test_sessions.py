"""Conversations of different people never meet."""

from playwright.sync_api import Browser, expect

from tests.ui import answers
from tests.ui.conftest import Visitor
from ui.service import Service

TURNS = 50


def test_two_visitors_see_and_send_nothing_of_each_other(browser: Browser, address: str, service: Service) -> None:
    contexts = [browser.new_context(reduced_motion="reduce") for _ in range(2)]
    visitors = [Visitor(context, address).arrive() for context in contexts]
    for turn in range(TURNS):
        asked = [f"{name} asks number {turn}" for name in ("ann", "bob")]
        for question, visitor in zip(asked, visitors, strict=True):  # at the same time
            visitor.page.fill("#question textarea", question)
            visitor.page.press("#question textarea", "Enter")
        for question, visitor in zip(asked, visitors, strict=True):
            visitor.wait_for_answer(question, turn)
    texts = [visitor.page.locator("#conversation").inner_text() for visitor in visitors]
    for context in contexts:
        context.close()
    assert "bob asks" not in texts[0]
    assert "ann asks" not in texts[1]
    made = service.answering()
    assert isinstance(made, answers.HandMade)
    for text, history in made.asked[-2 * TURNS :]:
        assert len(history) == int(text.split()[-1])
        assert all(earlier.startswith(text.split()[0]) for earlier in history)


def test_a_reloaded_page_starts_from_nothing(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    visitor.arrive()
    expect(visitor.page.locator("#examples")).to_be_visible()
    expect(visitor.page.locator("#latest .asked")).to_be_hidden()
