"""A shared server: nothing of the page without signing in, and nobody else's name by a forged header."""

import socket
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.settings import Settings
from tests.ui import answers
from tests.ui.conftest import HandMadeService, Visitor, serve
from ui import words
from ui.lockout import BY_NAME
from ui.users import Role, Users

PASSWORD = "three made-up words"
CLOSED = (
    "/",
    "/?passage=x",
    "/?deep_link=x",
    "/theme.css",
    "/assets/index.js",
    "/static/img/logo.svg",
    "/manifest.json",
    "/robots.txt",
    "/favicon.ico",
    "/gradio_api/queue/data?session_hash=x",
    "/gradio_api/heartbeat/x",
    "/health/",
    "/health/../",
    "/ready/x",
    "//",
    "/sign-out",
)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Users:
    made = Users(tmp_path_factory.mktemp("users") / "users.json")
    people: tuple[tuple[str, Role], ...] = (("ada", "practitioner"), ("rita", "reviewer"), ("lou", "practitioner"))
    for name, role in people:
        made.add(name, role, PASSWORD)
    return made


@pytest.fixture(scope="module")
def door(settings: Settings, users: Users) -> Iterator[str]:
    """Where a page is that asks to sign in."""
    yield from serve(HandMadeService(settings.model_copy(update={"users": users.path})))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser that nobody has signed in with."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    yield opened
    context.close()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label(words.SIGN_IN_NAME).fill(name)
    page.get_by_label(words.SIGN_IN_PASSWORD).fill(password)
    page.get_by_role("button", name=words.SIGN_IN).click()


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_of_the_page_is_read_without_signing_in(door: str, path: str) -> None:
    host, port = door.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        reply = b"".join(iter(lambda: raw.recv(65536), b""))
    assert reply.split(b" ", 2)[1] in (b"401", b"404")
    assert b"gradio_config" not in reply


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset", "/"])
def test_nothing_can_be_sent_without_signing_in(door: str, path: str) -> None:
    reply = httpx.post(door + path, json={"data": [], "fn_index": 0, "session_hash": "x"})
    assert reply.status_code == 401


@pytest.mark.parametrize("cookie", ["signpost=x", "signpost=", "signpost=%00", 'signpost="a', "\xff=1;;;=", "a=b"])
def test_a_made_up_cookie_opens_nothing(door: str, cookie: str) -> None:
    assert httpx.get(door, headers={"cookie": cookie.encode("latin-1")}).status_code == 401


def test_a_websocket_is_turned_away(door: str) -> None:
    host, port = door.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(
            f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert raw.recv(64).split(b" ", 2)[1] != b"101"


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_the_addresses_for_monitoring_stay_open(door: str, path: str) -> None:
    assert httpx.get(door + path).status_code == 200


def test_who_signs_in_can_ask_and_comes_to_the_passage_that_they_came_for(
    page: Page, door: str, settings: Settings
) -> None:
    passage = HandMadeService(settings).answering().index.passages[30].id
    page.goto(f"{door}/?passage={passage}")
    sign_in(page, "Ada")
    page.wait_for_selector("#reading mark")
    visitor = Visitor(page.context, door).arrive().ask(answers.BOARD)
    expect(visitor.page.locator("#latest .quote").first).to_be_visible()


def test_signing_out_ends_the_session_for_good(page: Page, door: str) -> None:
    page.goto(door)
    sign_in(page, "ada")
    page.get_by_role("button", name=words.SIGN_OUT).wait_for()
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    page.get_by_role("button", name=words.SIGN_OUT).click()
    expect(page.get_by_role("heading", name=words.SIGN_IN)).to_be_visible()
    assert httpx.get(door, headers={"cookie": f"signpost={cookie['value']}"}).status_code == 401


def test_a_wrong_password_is_told_of_at_the_fields(page: Page, door: str) -> None:
    page.goto(door)
    sign_in(page, "ada", "not the one")
    expect(page.get_by_role("alert")).to_contain_text(words.SIGN_IN_WRONG)
    expect(page.get_by_label(words.SIGN_IN_NAME)).to_have_value("ada")
    expect(page.get_by_label(words.SIGN_IN_NAME)).to_have_attribute("aria-describedby", "problem")


def test_after_some_failures_even_the_right_password_must_wait(door: str) -> None:
    for _ in range(BY_NAME):
        assert httpx.post(f"{door}/sign-in", data={"name": "lou", "password": "guess"}).status_code == 401
    reply = httpx.post(f"{door}/sign-in", data={"name": "Lou", "password": PASSWORD})
    assert reply.status_code == 429
    assert "set-cookie" not in reply.headers


def test_a_form_of_another_site_signs_nobody_in(door: str) -> None:
    form = {"name": "ada", "password": PASSWORD}
    reply = httpx.post(f"{door}/sign-in", data=form, headers={"sec-fetch-site": "cross-site"})
    assert reply.status_code == 403


def test_a_long_form_is_not_read_to_its_end(door: str) -> None:
    assert httpx.post(f"{door}/sign-in", data={"name": "x" * 100_000}).status_code == 413


@pytest.mark.parametrize("name", ["<script>window.pwned=1</script>", '"><img src=x onerror=window.pwned=1>'])
def test_a_hostile_name_executes_nothing(page: Page, door: str, name: str) -> None:
    page.goto(f"{door}/?passage=%22%3E%3Cscript%3Ewindow.pwned=1%3C/script%3E")
    sign_in(page, name)
    page.get_by_role("alert").wait_for()
    assert page.evaluate("window.pwned") is None


def test_who_is_removed_or_given_another_password_is_signed_out_at_once(door: str, users: Users) -> None:
    for change in (lambda: users.add("sam", "trainer", PASSWORD + "!"), lambda: users.remove("sam")):
        users.add("sam", "trainer", PASSWORD)
        with httpx.Client(base_url=door) as client:
            client.post("/sign-in", data={"name": "sam", "password": PASSWORD})
            assert client.get("/theme.css").status_code == 200
            change()
            assert client.get("/theme.css").status_code == 401


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_sign_in_page(browser: Browser, door: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 256}, color_scheme="dark" if scheme == "dark" else "light"
    )
    visitor = Visitor(context, door)
    visitor.page.goto(door)
    sign_in(visitor.page, "nobody", "x")
    visitor.page.get_by_role("alert").wait_for()
    assert visitor.serious_findings() == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


class TestProxy:
    """A proxy signs people in, and names them in a header."""

    @pytest.fixture
    def behind(self, settings: Settings) -> Iterator[str]:
        """A page that believes the proxy on this machine."""
        yield from serve(HandMadeService(settings.model_copy(update={"sign_in_header": "X-Remote-User"})))

    @pytest.fixture
    def apart(self, settings: Settings) -> Iterator[str]:
        """A page whose proxy is on another machine."""
        apart = {"sign_in_header": "X-Remote-User", "proxy": "192.0.2.1"}
        yield from serve(HandMadeService(settings.model_copy(update=apart)))

    def test_the_person_it_names_is_let_in(self, behind: str) -> None:
        assert httpx.get(behind, headers={"x-remote-user": "ada"}).status_code == 200

    @pytest.mark.parametrize("headers", [{}, {"x-remote-user": ""}])
    def test_who_is_not_named_is_not_let_in(self, behind: str, headers: dict[str, str]) -> None:
        assert httpx.get(behind, headers=headers).status_code == 401

    def test_the_header_is_believed_from_nowhere_else(self, apart: str) -> None:
        forged = {"x-remote-user": "ada", "x-forwarded-for": "192.0.2.1", "forwarded": "for=192.0.2.1"}
        assert httpx.get(apart, headers=forged).status_code == 401
