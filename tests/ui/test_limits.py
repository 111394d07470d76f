"""What one address may send."""

from typing import Any

import httpx
from playwright.sync_api import Browser, expect
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from tests.ui import answers
from tests.ui.conftest import HandMadeService, Visitor, serve
from ui import limits, words
from ui.service import Service


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def press(limited: limits.Limits, address: str) -> int:
    """Press once; gives the status."""
    client = TestClient(limited, client=(address, 1))
    return client.post("/gradio_api/queue/join", json={}).status_code


async def accept(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("")(scope, receive, send)


def test_an_address_that_presses_too_much_must_wait_and_the_others_need_not() -> None:
    clock = Clock()
    limited = limits.Limits(accept, clock)
    assert {press(limited, "10.0.0.1") for _ in range(limits.AT_ONCE)} == {200}
    assert press(limited, "10.0.0.1") == 429
    assert press(limited, "10.0.0.2") == 200
    clock.now = 1.0
    assert [press(limited, "10.0.0.1") for _ in range(limits.A_SECOND + 1)] == [200] * limits.A_SECOND + [429]


def test_a_body_that_is_too_long_is_not_read_to_its_end(address: str) -> None:
    reply = httpx.post(f"{address}/gradio_api/queue/join", content=b"x" * (limits.LONGEST_BODY + 1))
    assert reply.status_code == 413


def test_who_is_turned_away_is_told_why(browser: Browser, service: Service, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "AT_ONCE", 20)
    monkeypatch.setattr(limits, "A_SECOND", 0)
    served = serve(HandMadeService(service.settings))
    address = next(served)
    context = browser.new_context()
    visitor = Visitor(context, address).arrive()
    for _ in range(20):
        httpx.post(f"{address}/gradio_api/queue/join", json={})
    visitor.page.fill("#question textarea", answers.BOARD)
    visitor.page.press("#question textarea", "Enter")
    expect(visitor.page.locator("#question-problem")).to_contain_text(words.TOO_MANY)
    expect(visitor.page.locator("#question textarea")).to_have_value(answers.BOARD)
    context.close()
    next(served, None)
