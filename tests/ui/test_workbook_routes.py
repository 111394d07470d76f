"""What the Workbook tab asks of the server, asked without a browser."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus.settings import Settings
from tests.conftest import DOCUMENTS
from ui import workbook_words as words
from ui.workbook_routes import workbook_routes
from workbook.book import path_of
from workbook.standards import load_standards
from workbook.store import Store

KILLS = 50
PROBE = next(iter(load_standards(DOCUMENTS).probes))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(workbook_routes(Settings(data=tmp_path)))
    with TestClient(app) as client:
        yield client


@pytest.fixture
def key(client: TestClient) -> str:
    made: str = client.post("/workbook/new", json={"who": "", "title": "Testshire", "partners": "Council\nNHS"}).json()[
        "key"
    ]
    return made


def change(value: str, seen: str = "", field: str = "doing", **other: Any) -> dict[str, Any]:
    cell = {"sheet": "partner-1", "item": PROBE, "field": field}
    return {"cell": cell, "value": value, "seen": seen, "who": "A tester", "hide": False} | other


def test_a_saved_change_is_answered_with_what_was_saved(client: TestClient, key: str) -> None:
    reply = client.post(f"/workbook/{key}/save", json=change("started", field="rating")).json()
    assert (reply["status"], reply["value"], reply["done"]) == ("saved", "started", words.DONE.format(rated=1, of=7))


def test_a_conflict_is_answered_with_the_other_s_words(client: TestClient, key: str) -> None:
    client.post(f"/workbook/{key}/save", json=change("Theirs"))
    reply = client.post(f"/workbook/{key}/save", json=change("Mine")).json()
    assert (reply["status"], reply["value"]) == ("conflict", "Theirs")


def test_personal_data_is_answered_with_a_version_that_hides_it(client: TestClient, key: str) -> None:
    reply = client.post(f"/workbook/{key}/save", json=change("Ring Mrs Jones")).json()
    assert (reply["status"], reply["value"]) == ("personal", "Ring Mrs [name]")
    assert client.post(f"/workbook/{key}/save", json=change("Ring Mrs Jones", hide=True)).json()["status"] == "saved"


@pytest.mark.parametrize("body", ["", "[]", '{"cell": 1}', "\x00", json.dumps(change("x") | {"extra": 1})])
def test_what_the_page_would_never_send_is_refused(client: TestClient, key: str, body: str) -> None:
    sent = client.post(f"/workbook/{key}/save", content=body, headers={"content-type": "application/json"})
    assert sent.json()["status"] == "refused"


def test_another_site_can_t_send_a_form(client: TestClient, key: str) -> None:
    reply = client.post(
        f"/workbook/{key}/save", content=json.dumps(change("x")), headers={"content-type": "text/plain"}
    )
    assert reply.json() == {"status": "refused", "message": words.NOT_FROM_HERE}


def test_a_change_that_is_too_large_is_refused(client: TestClient, key: str) -> None:
    reply = client.post(f"/workbook/{key}/save", json=change("x" * 200_000)).json()
    assert reply == {"status": "refused", "message": words.TOO_LONG}


@pytest.mark.parametrize("path", ["view", "export.json", "report.html", "reflection.docx", "moved?since=2026-01-01"])
def test_a_key_that_opens_nothing_is_explained(client: TestClient, path: str) -> None:
    answer = client.get(f"/workbook/{'A' * 20}/{path}")
    assert answer.status_code == 400
    assert "is not there" in answer.text


def test_what_is_in_a_workbook_is_not_kept_on_the_way(client: TestClient, key: str) -> None:
    answers = [client.get(f"/workbook/{key}/{path}") for path in ("view", "export.json", "report.html")]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_a_form_of_report_that_there_is_not_is_not_found(client: TestClient, key: str) -> None:
    assert client.get(f"/workbook/{key}/report.pdf").status_code == 404


def test_a_partner_is_added_once(client: TestClient, key: str) -> None:
    replies = [client.post(f"/workbook/{key}/partner", json={"who": "", "name": "Fire"}).json() for _ in range(2)]
    assert [reply["status"] for reply in replies] == ["saved", "refused"]


def test_a_workbook_without_partners_is_for_reflection_alone(client: TestClient) -> None:
    key = client.post("/workbook/new", json={"who": "", "title": "My reflections", "partners": ""}).json()["key"]
    shown = client.get(f"/workbook/{key}/view").text
    assert words.REFLECTION_INTRO in shown
    assert words.RATING_FOR not in shown


def test_a_workbook_that_can_t_be_begun_leaves_no_file(client: TestClient, tmp_path: Path) -> None:
    reply = client.post("/workbook/new", json={"who": "", "title": "x" * 5000, "partners": ""}).json()
    assert reply["status"] == "refused"
    assert not list(tmp_path.rglob("*.workbook"))


def test_a_reflection_begins_only_from_a_topic_of_the_guidance(client: TestClient, key: str) -> None:
    reply = client.post(f"/workbook/{key}/entry", json={"who": "", "topic": "No such topic"}).json()
    assert reply["status"] == "refused"


# One process holds the address, forks a server onto it, and kills the server a random while after its first answer.
_NURSERY = """
import os, random, signal, socket, sys, time, urllib.request
from pathlib import Path
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from corpus.settings import Settings
from ui.workbook_routes import workbook_routes

data, kills = Path(sys.argv[1]), int(sys.argv[2])
random.seed(11)
app = FastAPI()
app.include_router(workbook_routes(Settings(data=data)))
uvicorn.Config(app).load()
TestClient(app).get("/workbook/start")  # what each server would otherwise do first
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
for life in range(kills):
    child = os.fork()
    if child == 0:
        uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
        os._exit(0)
    urllib.request.urlopen(f"http://127.0.0.1:{listening.getsockname()[1]}/workbook/start").read()
    time.sleep(random.uniform(0, 0.15))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


def test_fifty_kills_lose_nothing_that_the_page_was_told_is_saved(tmp_path: Path, client: TestClient, key: str) -> None:
    root = Path(__file__).parent.parent.parent
    arguments = [sys.executable, "-c", _NURSERY, str(tmp_path), str(KILLS)]
    told: list[str] = []
    unanswered = 0
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=root) as nursery, httpx.Client() as page:
        assert nursery.stdout
        address = f"http://127.0.0.1:{nursery.stdout.readline().strip()}/workbook/{key}/save"
        while nursery.poll() is None:
            value = f"Change {len(told)} after {unanswered}."
            try:
                reply = page.post(address, json=change(value, told[-1] if told else ""), timeout=0.5).json()
            except httpx.HTTPError:
                unanswered += 1
                continue
            if reply["status"] == "conflict":  # the change before was written, and its answer lost
                reply = {"status": "saved", "value": reply["value"]}
            assert reply["status"] == "saved"
            told.append(reply["value"])
    kept = [entry.value for entry in Store(path_of(tmp_path / "workbooks", key)).history()]
    assert unanswered > KILLS / 5, "the servers were not killed while they were being asked"
    assert len(told) > KILLS / 5, "the servers were killed before they saved anything"
    assert [value for value in told if value not in kept] == []
