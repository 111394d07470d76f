"""The report in a real browser: nothing from the network, filters, print, and what axe finds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.report import write_report
from evals.run import execute
from tests.ui.conftest import ARGUMENTS, CHROMIUM


@pytest.fixture
def page(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> Iterator[Page]:
    """The report of a run in which “two” broke and “three” fails as before, open in Chromium."""
    wind, silent = answer("Boats need wind and a steady hand."), answer(status="abstained")
    before = {"one": wind, "two": answer("Moor the boat with two ropes.")}
    execute(scripted(lambda q: before.get(q.id, answer("the crew"))), three, boats, tmp_path / "before")
    after = {"one": wind, "two": silent}
    execute(scripted(lambda q: after.get(q.id, answer("the crew"))), three, boats, tmp_path / "run")
    path = write_report(tmp_path / "run", boats, against=tmp_path / "before")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(10_000)
        requested: list[str] = []
        opened.on("request", lambda request: requested.append(request.url))
        opened.on("console", lambda line: requested.append(line.text) if line.type == "error" else None)
        opened.on("pageerror", lambda error: requested.append(str(error)))
        opened.goto(path.as_uri())
        yield opened
        assert requested == [path.as_uri()]
        browser.close()


def _serious(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']}" for v in violations if v["impact"] in ("serious", "critical")]


def _shown(page: Page) -> list[str | None]:
    return [item.get_attribute("id") for item in page.locator("details.item:visible").all()]


def test_the_page_works_for_everyone_on_any_screen_and_on_paper(page: Page) -> None:
    assert _serious(page) == []
    assert _shown(page) == ["two", "three", "one"]

    page.select_option("#f-result", "broken")
    assert _shown(page) == ["two"]
    expect(page.locator("#f-count")).to_have_text("1 of 3 questions")
    page.select_option("#f-result", "")
    page.select_option("#f-stratum", "unanswerable")
    assert _shown(page) == ["three"]
    page.select_option("#f-stratum", "")
    page.select_option("#f-status", "abstained")
    assert _shown(page) == ["two"]
    page.select_option("#f-status", "")
    page.fill("#f-words", "STEADY")
    assert _shown(page) == ["one"]
    page.fill("#f-words", "")

    page.click("a[href='#two']")
    expect(page.locator("#two")).to_have_attribute("open", "")
    assert _serious(page) == []

    assert page.locator("svg").count() == 4
    for chart in page.locator("svg").all():
        box = chart.bounding_box()
        assert box
        assert min(box["width"], box["height"]) > 50

    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.pdf().startswith(b"%PDF")
    assert all(item.get_attribute("open") is not None for item in page.locator("details.item").all())
