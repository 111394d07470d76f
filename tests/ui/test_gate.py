"""What is open to the outside, and what is closed."""

import contextlib
import os
import socket
import subprocess
import sys

import httpx
import pytest
from playwright.sync_api import Browser

from corpus.errors import SettingsError
from corpus.settings import Settings
from tests.ui.conftest import Visitor, serve
from tests.ui.test_ask import NoIndex
from ui import page as web_page
from ui.service import Service

SECRET = "root:"
FILES = ("/etc/passwd", "C:/Windows/win.ini", "../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd")
ENCODED = (
    "%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252fetc%252fpasswd",
    "..%c0%af..%c0%afetc/passwd",
    "%2fetc%2fpasswd%00.png",
)
SERVERS = (
    "http://127.0.0.1:22/",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
    "http://localhost/",
)
TRICKS = [
    *(f"/gradio_api/{way}{file}" for way in ("file=", "file/", "custom_component/") for file in FILES),
    *(f"/{way}{file}" for way in ("assets/", "static/", "", "theme/", "svelte/") for file in FILES),
    *(f"/gradio_api/proxy={server}" for server in SERVERS),
    *("/gradio_api/stream/a/b/c/playlist.m3u8", "/gradio_api/runs", "/gradio_api/upload_progress?upload_id=1"),
    *("/monitoring", "/config", "/docs", "/openapi.json", "/gradio_api/openapi.json", "/gradio_api/app_id"),
    *(f"/gradio_api/{way}{file}" for way in ("file=", "file%3D", "f%69le=") for file in ENCODED),
    *(
        f"/{way}file=/etc/passwd"
        for way in ("gradio_api%2F", "GRADIO_API/", "%67radio_api/", "gradio_api;x/", "x/../gradio_api/")
    ),
    *(
        f"/gradio_api/queue/{way}"
        for way in ("../file=/etc/passwd", "data/../../file=/etc/passwd", "join%2f..%2f..%2ffile=/etc/passwd")
    ),
    *(
        "/gradio_api/proxy=http%3A%2F%2F127.0.0.1%3A22%2F",
        "/gradio_api/proxy=%68ttp://169.254.169.254/",
        "/?deep_link=../../../etc/passwd",
    ),
    *(
        "/gradio_api/info",
        "/gradio_api/startup-events",
        "/gradio_api/call/_ask/1",
        "/gradio_api/vibe-code",
        "/gradio_api/token",
    ),
    *("/gradio_api/../gradio_api/file=/etc/passwd", "/gradio_api//file=/etc/passwd", "/./gradio_api/file=/etc/passwd"),
]


@pytest.mark.parametrize("path", TRICKS)
def test_nothing_can_be_read_from_the_server_by_a_crafted_address(address: str, path: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:  # httpx would tidy the path up
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        reply = b"".join(iter(lambda: raw.recv(65536), b""))
    allowed = (b"200",) if path.startswith("/?") else (b"404", b"403", b"400", b"307")  # a bad link shows the page
    assert reply.split(b" ", 2)[1] in allowed
    assert SECRET.encode() not in reply


def test_the_tricks_are_many() -> None:
    assert len(set(TRICKS)) >= 40


@pytest.mark.parametrize(
    "path",
    ["upload", "run/_ask", "api/_ask", "call/_ask", "call/v2/_ask", "process_recording", "vibe-edit", "stream/x"],
)
def test_no_hidden_endpoint_takes_anything(address: str, path: str) -> None:
    body = {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]}
    assert httpx.post(f"{address}/gradio_api/{path}", json=body).status_code == 404


def test_a_press_with_a_file_or_an_address_in_it_reads_neither(address: str) -> None:
    """Gradio fetches what a press names as a file, where a component takes files: none of ours may."""
    with socket.create_server(("127.0.0.1", 0)) as bait:
        bait.settimeout(0.5)
        url = f"http://127.0.0.1:{bait.getsockname()[1]}/secret"
        meta = {"meta": {"_type": "gradio.FileData"}}
        files = [{"path": "/etc/passwd"} | meta, {"path": url} | meta, {"path": "x", "url": url} | meta]
        for number in range(40):
            body = {"data": files[:2], "fn_index": number, "session_hash": "s", "event_data": files[2]}
            httpx.post(f"{address}/gradio_api/queue/join", json=body)
        assert SECRET not in _heard(f"{address}/gradio_api/queue/data?session_hash=s")
        with pytest.raises(TimeoutError):
            bait.accept()


def _heard(address: str) -> str:
    """What an event stream says before it ends or a second is over."""
    said = ""
    with contextlib.suppress(httpx.ReadTimeout), httpx.stream("GET", address, timeout=1) as stream:
        for part in stream.iter_text():
            said += part
    return said


def test_nothing_can_be_uploaded(address: str) -> None:
    reply = httpx.post(f"{address}/gradio_api/upload", files={"files": ("a.txt", b"x" * 1000)})
    assert reply.status_code == 404


@pytest.mark.parametrize("path", ["/", "/health", "/monitoring"])
def test_every_answer_forbids_the_browser_to_go_elsewhere(address: str, path: str) -> None:
    policy = httpx.get(address + path).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


def test_the_page_asks_nothing_of_any_other_server(visitor: Visitor) -> None:
    visitor.ask("Who are the core members of a Safeguarding Adults Board?").open_citation()
    visitor.page.wait_for_timeout(300)
    elsewhere = [url for url in visitor.requested if not url.startswith((visitor.address, "data:", "blob:"))]
    assert elsewhere == []
    assert visitor.faults == []


def test_health_says_that_the_program_runs(address: str) -> None:
    assert httpx.get(f"{address}/health").json() == {"status": "ok"}


def test_readiness_says_that_questions_can_be_answered(address: str) -> None:
    reply = httpx.get(f"{address}/ready")
    assert reply.status_code == 200
    assert reply.json()["ready"]


def test_readiness_says_why_questions_cannot_be_answered(service: Service) -> None:
    served = serve(NoIndex(service.settings))
    reply = httpx.get(f"{next(served)}/ready")
    assert reply.status_code == 503
    assert "signpost ingest" in reply.json()["problem"]
    next(served, None)


def test_nothing_of_a_run_is_kept_in_the_browser(visitor: Visitor) -> None:
    visitor.ask("Who are the core members of a Safeguarding Adults Board?")
    kept = visitor.page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    databases = visitor.page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    assert "core members" not in kept
    assert databases == []


def test_the_page_can_be_served_under_a_path_of_a_proxy(service: Service, browser: Browser) -> None:
    served = serve(service, root_path="/signpost", behind_proxy=True)
    context = browser.new_context()
    visitor = Visitor(context, next(served) + "/signpost").arrive()
    visitor.ask("Who are the core members of a Safeguarding Adults Board?").open_citation()
    outside = [url for url in visitor.requested if url.startswith("http") and "/signpost" not in url]
    context.close()
    next(served, None)
    assert [url for url in outside if not url.endswith("/manifest.json")] == []


def test_a_port_that_is_taken_is_said_with_what_to_do(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match="give another --port"):
        web_page.serve(settings, port=taken.getsockname()[1])


def test_serving_says_where_the_page_is_and_answers_there(settings: Settings) -> None:
    program = "from ui.page import serve; from corpus.settings import load_settings; serve(load_settings(), port=0)"
    environment = os.environ | {"SIGNPOST_DATA": str(settings.data)}
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        said = run.stdout.readline()
        try:
            address = said.removeprefix("Signpost is at ").strip()
            replies = [_patiently(address + path) for path in ("", "ready")]
        finally:
            run.terminate()
    assert said.startswith("Signpost is at http://127.0.0.1:")
    assert [reply.status_code for reply in replies] == [200, 200]


def _patiently(address: str) -> httpx.Response:
    """Ask again while the server, which has said where it will be, is still starting."""
    return httpx.Client(transport=httpx.HTTPTransport(retries=5), timeout=20).get(address)
