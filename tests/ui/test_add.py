"""Adding a document in the page, which runs on and takes it up by itself."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from corpus.settings import Settings
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up
from tests.ui.conftest import Visitor, serve
from ui import words
from ui.service import Service
from ui.users import Role, Users

FILE = {"content-type": "application/octet-stream"}
PASSWORD = "three made-up words"
VISITS = b"# Visits\n\n## At home\n\nOfficers visit the adult at home within two working days.\n"
PEOPLE: tuple[tuple[str, Role], ...] = (("olga", "owner"), ("rita", "reviewer"), ("ada", "practitioner"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("small")
    (folder / "documents").mkdir()
    made_up(folder / "documents" / "made-up", "## Boards\n\nBoards plan together.\n")
    own = Settings(documents=folder / "documents", data=folder / "data")
    ingest(own)
    return own


@pytest.fixture(scope="module")
def open_page(small: Settings) -> Iterator[str]:
    """Where a page is at which nobody signs in."""
    yield from serve(Service(small))


@pytest.fixture(scope="module")
def door(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page is over the same documents that asks to sign in."""
    users = Users(tmp_path_factory.mktemp("users") / "users.json")
    for name, role in PEOPLE:
        users.add(name, role, PASSWORD)
    yield from serve(Service(small.model_copy(update={"users": users.path})))


def send(address: str, name: str, content: bytes, **headers: str) -> dict[str, str]:
    reply = httpx.post(f"{address}/documents/add", params={"name": name}, content=content, headers=FILE | headers)
    return {"code": str(reply.status_code)} | reply.json()


def test_a_file_added_in_the_page_can_be_read_there_and_is_answered_from(
    browser: Browser, open_page: str, tmp_path: Path
) -> None:
    (tmp_path / "Our visits.md").write_bytes(VISITS)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    visitor = Visitor(context, open_page).arrive()
    visitor.page.set_default_timeout(60_000)
    visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB).click()
    visitor.page.get_by_text(words.ADD, exact=True).click()
    visitor.page.get_by_label(words.ADD_LABEL).set_input_files(tmp_path / "Our visits.md")
    assert visitor.serious_findings() == []
    visitor.page.get_by_role("button", name=words.ADD_BUTTON, exact=True).click()
    expect(visitor.page.locator("#add-document [role=status]")).to_contain_text(
        "is added as our-visits", timeout=60_000
    )
    expect(visitor.page.locator("#reading .document > header h2")).to_have_text("Visits")
    visitor.page.get_by_role("tab", name=words.ASK_TAB).click()
    visitor.ask("How soon do officers visit the adult at home?")
    expect(visitor.page.locator("#latest .quote").first).to_contain_text("within two working days")
    context.close()


def test_a_file_that_can_not_be_read_is_refused_with_its_reason(open_page: str) -> None:
    told = send(open_page, "broken.pdf", b"%PDF-1.7 nothing")
    assert (told["status"], "not a PDF that can be read" in told["message"]) == ("refused", True)


@pytest.mark.parametrize("name", ["../../escape.md", "/etc/escape.md", "..\\escape.md", "", "x" * 400 + ".md"])
def test_the_name_of_a_file_leads_nowhere(open_page: str, small: Settings, name: str) -> None:
    send(open_page, name, VISITS)
    assert not list(small.data.parent.glob("**/escape.md"))
    assert {path.parent for path in small.added.glob("*") if path.is_dir()} == {small.added}


def test_another_site_can_not_send_a_file(open_page: str) -> None:
    reply = httpx.post(f"{open_page}/documents/add?name=a.md", files={"file": ("a.md", VISITS)})
    assert reply.status_code == 415


def test_only_an_owner_may_add(door: str, small: Settings) -> None:
    for name, code in (("ada", "403"), ("rita", "403"), ("olga", "200")):
        signed_in = httpx.post(f"{door}/sign-in", data={"name": name, "password": PASSWORD})
        cookie = signed_in.headers["set-cookie"].split(";")[0]
        assert send(door, f"{name}.md", VISITS, cookie=cookie)["code"] == code
    assert httpx.post(f"{door}/documents/add?name=a.md", content=VISITS, headers=FILE).status_code == 401
    assert [slug for slug in ("ada", "rita", "olga") if (small.added / slug).exists()] == ["olga"]


def test_a_file_that_is_too_large_is_refused(open_page: str) -> None:
    told = send(open_page, "large.md", b"x" * 100_000_001)
    assert "more than 100 MB" in told["message"]
