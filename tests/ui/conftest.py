"""The real page, served once over an index of the real documents, and a real browser to use it with."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.answer import Answer
from corpus.index.reading import open_index
from corpus.settings import Settings
from tests.ui.answers import HandMade
from ui import page as web_page
from ui.answering import Answering
from ui.service import Service

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 20_000  # milliseconds: machines that run tests are busy
expect.set_options(timeout=PATIENCE)


class HandMadeService(Service):
    """The page's service with hand-made answers over the real index, and hand-made questions to go on with."""

    suggested: tuple[str, ...] = ()

    def follow_ups(self, answer: Answer) -> list[str]:
        """What the test has put there."""
        return list(self.suggested)

    def _open(self) -> Answering:
        return HandMade(open_index(self.settings))


@pytest.fixture(scope="session")
def service(settings: Settings) -> Service:
    """The service behind the page."""
    return HandMadeService(settings)


def serve(service: Service, root_path: str = "", behind_proxy: bool = False, port: int = 0) -> Iterator[str]:
    """Serve the page on a loopback port, a free one if none is given; gives its address.

    ``behind_proxy`` puts a proxy before it that takes ``root_path`` off the addresses, as nginx would.
    """
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    app: Any = web_page.app(service, root_path)
    served = _proxy(app, root_path) if behind_proxy else app
    server = uvicorn.Server(uvicorn.Config(served, port=port, log_level="error", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True  # a visitor's page holds a connection open
    thread.join(5)


def _proxy(app: Any, prefix: str) -> Any:
    async def proxied(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = scope | {"path": scope["path"].removeprefix(prefix), "raw_path": None}
        await app(scope, receive, send)

    return proxied


@pytest.fixture(scope="session")
def address(service: Service) -> Iterator[str]:
    """Where the page is."""
    yield from serve(service)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    if not Path(CHROMIUM).exists():
        pytest.fail("The page's tests need chromium: run `apt-get install chromium`.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


class Visitor:
    """Someone at the page in a browser of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.requested: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)

    def arrive(self, path: str = "/") -> "Visitor":
        """Open the page and wait until it can be used."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("#question textarea[aria-describedby]", state="attached")
        return self

    def ask(self, question: str, shown: str | None = None) -> "Visitor":
        """Ask, and wait until the answer stands; ``shown`` is the question as the page shows it."""
        before = self.page.locator("#earlier .turn").count()
        had_answer = self.page.locator("#latest .asked").is_visible()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.wait_for_answer(shown or question, before + had_answer)
        return self

    def wait_for_answer(self, shown: str, earlier: int) -> None:
        """Wait until the latest question is ``shown`` and ``earlier`` turns stand above it."""
        self.page.wait_for_function(
            """([shown, earlier]) => document.querySelector('#latest .asked').textContent.endsWith(shown)
            && document.querySelectorAll('#earlier .turn').length === earlier && !document.querySelector('#stop')""",
            arg=[shown, earlier],
        )

    def open_citation(self, number: int = 0) -> "Visitor":
        """Choose a citation of the latest answer and wait for the document beside it."""
        self.page.locator("#latest .cite").nth(number).click()
        self.page.wait_for_selector("#source mark")
        return self

    def serious_findings(self, only: list[str] | None = None) -> list[str]:
        """What axe finds on the page as it is now that is serious or critical; ``only`` these rules, if given."""
        options: dict[str, Any] = {"resultTypes": ["violations"]}  # the rest would take two thirds of the time
        if only:
            options["runOnly"] = {"type": "rule", "values": only}
        violations = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{v['id']}: {v['help']} {[node['html'][:160] for node in v['nodes'][:3]]}"
            for v in violations
            if v["impact"] in ("serious", "critical")
        ]


@pytest.fixture(scope="session")
def wide_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with a wide window whose owner likes it light; what it has fetched once it need not fetch again."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def visitor(wide_context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor in a tab of its own."""
    arrived = Visitor(wide_context, address).arrive()
    yield arrived
    arrived.page.close()


@pytest.fixture(scope="session")
def narrow_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser on a phone's screen whose owner likes it dark."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme="dark", reduced_motion="reduce", has_touch=True
    )
    yield context
    context.close()


@pytest.fixture
def narrow(narrow_context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor with a phone."""
    arrived = Visitor(narrow_context, address).arrive()
    yield arrived
    arrived.page.close()


@pytest.fixture
def zoomed(narrow: Visitor) -> Visitor:
    """A visitor who sees what a window of 1280 by 1024 pixels shows at a zoom of 400 %."""
    narrow.page.set_viewport_size({"width": 320, "height": 256})
    return narrow
