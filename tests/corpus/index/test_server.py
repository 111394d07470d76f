"""A real Chroma server on loopback, shared by several processes."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from corpus.errors import SignpostError, StorageError
from corpus.index.reading import open_index
from corpus.index.storage import IndexStorage
from corpus.settings import Settings
from tests.corpus.index.test_writing import made_up, write

CHROMA = Path(sys.executable).with_name("chroma")
ASK = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from corpus.settings import Settings
assistant = Assistant(Settings(data=Path(sys.argv[1]), chroma_url=sys.argv[2]))
print([assistant.ask("Who plans?").index for _ in range(20)][-1])
"""


class Server:
    """``chroma run`` over a folder, which can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self.start()

    def start(self) -> None:
        command = [str(CHROMA), "run", "--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1)
                return
            except httpx.HTTPError:
                time.sleep(0.2)
        raise AssertionError("chroma run did not start")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "server")
    yield made
    made.stop()


@pytest.fixture
def shared(server: Server, tmp_path: Path) -> Settings:
    own = Settings(data=tmp_path / "data", chroma_url=server.url)
    write(own, made_up(tmp_path / "made-up", "## Duties\n\nBoards plan.\n\nOfficers visit.\n"))
    return own


def test_three_processes_answer_from_one_server_at_once(shared: Settings) -> None:
    command = [sys.executable, "-c", ASK, str(shared.data), str(shared.chroma_url)]
    asking = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert {process.communicate(timeout=120)[0].strip() for process in asking} == {
        open_index(shared).manifest.fingerprint
    }


def test_a_server_that_stops_is_told_of_and_once_it_runs_again_questions_are_answered(
    shared: Settings, server: Server
) -> None:
    assistant = Assistant(shared)
    before = assistant.ask("Who plans?").text
    server.stop()
    with pytest.raises(StorageError, match="see that the server runs"):
        assistant.ask("Who plans?")
    with pytest.raises(SignpostError, match="does not answer"):
        open_index(shared)
    server.start()
    assert assistant.ask("Who plans?").text == before


def test_a_server_started_anew_under_load_fails_only_questions_that_are_told_why(
    shared: Settings, server: Server
) -> None:
    assistant = Assistant(shared)
    before = assistant.ask("Who plans?").text
    said: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                said.append(assistant.ask("Who plans?").text)
            except StorageError as error:
                said.append(str(error))
                time.sleep(0.05)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    time.sleep(0.5)
    server.stop()
    time.sleep(0.5)
    server.start()
    while said[-4:] != [before] * 4:
        time.sleep(0.05)
    done.set()
    for asker in askers:
        asker.join()
    told = {text for text in said if text != before}
    assert told
    assert all("see that the server runs" in text for text in told)


def test_what_an_ended_ingest_left_behind_is_cleared_away_from_the_server_too(shared: Settings, tmp_path: Path) -> None:
    IndexStorage(shared.data).begin()
    write(shared, made_up(tmp_path / "made-up", "## Duties\n\nBoards plan twice.\n"))
    assert len(list((shared.data / "indexes").iterdir())) == 2


def test_an_ingest_is_taken_up_from_the_server_and_what_nobody_reads_is_removed(
    shared: Settings, tmp_path: Path
) -> None:
    import chromadb

    assistant = Assistant(shared)
    for number in range(3):
        after = write(shared, made_up(tmp_path / "made-up", f"## Duties\n\nBoards plan {number} times.\n"))
        assert assistant.ask("Who plans?").index == after.fingerprint
    client = chromadb.HttpClient("127.0.0.1", int(str(shared.chroma_url).rpartition(":")[2]))
    assert len(client.list_collections()) == 4
