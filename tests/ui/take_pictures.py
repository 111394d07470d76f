"""Pictures of the page's states for the README and for review: ``python -m tests.ui.take_pictures [FOLDER]``.

It serves the real page over the index in use (SIGNPOST_DATA) and writes docs/pictures/<state>-<look>.png.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from corpus.settings import load_settings
from tests.ui.conftest import ARGUMENTS, CHROMIUM, Visitor, serve
from tests.workbook.example import FOLDER as EXAMPLE
from ui import quiz_words, words, words_evaluate
from ui.service import Service
from workbook.book import new_key, path_of
from workbook.exchange import from_json

LOOKS = {"light": (1280, 900), "dark": (1280, 900), "narrow": (320, 640)}
IN_DARK = ("answer", "source", "emergency", "documents", "workbook-element")
ON_NARROW = ("start", "answer", "source", "emergency", "documents", "quiz", "unreachable", "workbook-element")
BOARD = "Who are the core members of a Safeguarding Adults Board?"


def _read(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB).click()
    visitor.page.wait_for_selector("#reading table", state="attached")
    visitor.page.locator("#reading table").first.evaluate("table => table.scrollIntoView()")


def _search(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB).click()
    visitor.page.get_by_label(words.SEARCH).fill("hoarding")
    visitor.page.get_by_label(words.SEARCH).press("Enter")
    visitor.page.locator("#found .results a").first.click()
    visitor.page.wait_for_selector("#reading mark")


def _feedback(visitor: Visitor) -> None:
    visitor.ask(BOARD).page.locator("#latest .feedback summary").click()
    visitor.page.locator("#latest .actions").evaluate("actions => actions.scrollIntoView()")


def _problem(visitor: Visitor) -> None:
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector(".problem")


def _element(visitor: Visitor) -> None:
    visitor.page.wait_for_selector(".probe")
    visitor.page.locator(".probe .guidance summary").first.click()
    visitor.page.locator(".book-view").evaluate("view => view.scrollIntoView()")


def _workbook(view: str) -> Callable[[Visitor], object]:
    def reach(visitor: Visitor) -> None:
        visitor.page.locator(f'[data-show="{view}"]').first.click()
        visitor.page.wait_for_selector(f'.book[data-shown="{view}"]')

    return reach


def _quiz(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name=quiz_words.TAB, exact=True).click()
    visitor.page.wait_for_selector("#quiz-bank .bank")
    visitor.page.locator("#quiz-bank").evaluate("bank => bank.scrollIntoView()")


def _unreachable(visitor: Visitor) -> None:
    visitor.ask(BOARD)
    visitor.context.set_offline(True)
    visitor.page.fill("#question textarea", "What do they do?")
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#cut-off")


def _evaluate(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name=words_evaluate.TAB).click()
    visitor.page.locator("#run-list button.choice").first.click()
    visitor.page.locator("#run .figures").first.wait_for()


STATES: dict[str, Callable[[Visitor], object]] = {
    "start": lambda v: None,
    "answer": lambda v: v.ask(BOARD),
    "source": lambda v: v.ask("What should a peer reviewer see as evidence of leadership?").open_citation(),
    "emergency": lambda v: v.ask("He is hitting her right now, what do I do?"),
    "myth": lambda v: v.ask("Is it only the local authority's job to resolve a concern once it is raised?"),
    "abstained": lambda v: v.ask("What is the capital of France?"),
    "problem": _problem,
    "feedback": _feedback,
    "documents": _read,
    "search": _search,
    "workbook-element": _element,
    "workbook-differences": _workbook("differences"),
    "workbook-reports": _workbook("overview"),
    "workbook-reflection": _workbook("reflection"),
    "personal-data": lambda v: v.ask(
        "Is it financial abuse? Jo Bloggs, 07700 900123, pays her son's rent",
        "Is it financial abuse? [name], [phone number], pays her son's rent",
    ),
    "unreachable": _unreachable,
    "quiz": _quiz,  # shows the items that are there
    "evaluate": _evaluate,  # needs a finished run
}


def take(folder: Path) -> None:
    """Write a picture of each state in each look."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    key = new_key()
    example = path_of(settings.data / "workbooks", key)
    from_json((EXAMPLE / "exampleshire.json").read_text(encoding="utf-8"), example)
    served = serve(Service(settings))
    address = next(served)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for look, (width, height) in LOOKS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if look == "dark" else "light",
                reduced_motion="reduce",
            )
            for state, reach in STATES.items():
                if state not in {"light": tuple(STATES), "dark": IN_DARK, "narrow": ON_NARROW}[look]:
                    continue
                visitor = Visitor(context, address).arrive(f"/?workbook={key}" if "workbook" in state else "/")
                reach(visitor)
                visitor.page.wait_for_timeout(500)
                _save(visitor.page, folder / f"{state}-{look}.png")
                visitor.page.close()
                context.set_offline(False)
        browser.close()
    next(served, None)
    example.unlink()


def _save(page: Page, path: Path) -> None:
    """Save what is in the window; flat colours need no more than 128 of them."""
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures"))
