"""Ingests killed at random moments, while another process asks."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SignpostError
from corpus.index import writing
from corpus.index.embedding import DocumentEncoder
from corpus.index.reading import open_index
from corpus.index.storage import IndexStorage
from corpus.settings import Settings
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up
from tests.ingest.killing import SENTENCES, write_version

KILLS = 50


def command(settings: Settings, what: str, *more: object) -> list[str]:
    return [
        sys.executable,
        "-m",
        "tests.ingest.killing",
        what,
        str(settings.documents),
        str(settings.data),
        *map(str, more),
    ]


def test_whenever_an_ingest_is_killed_every_question_is_answered_from_a_whole_index(
    own: Settings, tmp_path: Path
) -> None:
    write_version(own.documents, 0)
    ingest(own)
    asker = subprocess.Popen(command(own, "ask", tmp_path / "asked.jsonl"), stdin=subprocess.PIPE)
    done = subprocess.run(command(own, "kill", KILLS), capture_output=True, text=True, timeout=500)
    assert asker.stdin
    asker.stdin.close()
    asker.wait(timeout=60)
    asked = [json.loads(line) for line in (tmp_path / "asked.jsonl").read_text("utf-8").splitlines()]
    assert len(asked) > KILLS
    assert [line for line in asked if "failed" in line] == []
    assert {(line["answered"], line["indexed"], line["passages"]) for line in asked} == {(1, 1, SENTENCES)}
    ingest(own)
    assert f"version {int(done.stdout)} " in open_index(own).passages[0].text
    assert len(list((own.data / "indexes").iterdir())) <= 2


class FailsAt:
    """An encoder that fails at a text, as one does whose machine runs out of memory."""

    def __init__(self, place: int, encoder: DocumentEncoder) -> None:
        self.place, self.encoder = place, encoder

    def encode(self, texts: list[str]) -> Any:
        if len(texts) > self.place:
            self.encoder.encode(texts[: self.place])
            raise MemoryError(f"no room for text {self.place}")
        return self.encoder.encode(texts)


def test_an_encoder_that_fails_at_any_passage_leaves_the_old_version_and_the_next_ingest_recovers(
    own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = DocumentEncoder(own.model)
    before = open_index(own).manifest
    text = "".join(f"Officers visit on day {day}.\n\n" for day in range(20))
    made_up(own.documents / "made-up", f"## Visits\n\n{text}")
    for place in range(20):
        monkeypatch.setattr(writing, "DocumentEncoder", lambda model, place=place: FailsAt(place, encoder))
        with pytest.raises(MemoryError):
            ingest(own)
        assert IndexStorage(own.data).current() == before.name
    assert open_index(own).manifest == before
    monkeypatch.setattr(writing, "DocumentEncoder", lambda model: encoder)
    assert ingest(own).written.embedded == 20
    assert len(open_index(own).passages) == 20


def test_of_two_ingests_at_once_one_waits_says_so_and_loses_nothing(own: Settings) -> None:
    said: list[str] = []
    with IndexStorage(own.data).locked():
        second = threading.Thread(target=lambda: ingest(own, waiting=lambda: said.append("waiting")))
        second.start()
        made_up(own.documents / "made-up", "## Visits\n\nWritten while the other waits.\n")
        second.join(2)
        assert second.is_alive()
    second.join()
    assert said == ["waiting"]
    assert open_index(own).passages[0].text == "Written while the other waits."


FULL = """
import resource, sys
from pathlib import Path
from corpus.errors import StorageError
from corpus.index.embedding import DocumentEncoder
from corpus.index import writing
from corpus.settings import Settings
from ingest.publish import ingest
import llama_index.vector_stores.chroma
settings = Settings(documents=Path(sys.argv[1]), data=Path(sys.argv[2]))
encoder = DocumentEncoder(settings.model)
writing.DocumentEncoder = lambda model: encoder
for most in (0, 100, 1_000, 20_000, 100_000, 180_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        ingest(settings)
        print("ingested")
    except StorageError as error:
        print(error)
"""


def test_wherever_writing_fails_it_is_said_and_the_old_index_answers(own: Settings) -> None:
    before = open_index(own).manifest
    write_version(own.documents, 1)
    command = [sys.executable, "-c", FULL, str(own.documents), str(own.data)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(said) == 6
    assert [line for line in said if "The index in use is as it was" not in line] == []
    assert open_index(own).manifest == before
    assert ingest(own).written.embedded == SENTENCES


@pytest.mark.parametrize("lost", ["current", "indexes", "models", "manifest.json", "chroma"])
def test_whatever_part_of_the_index_is_lost_an_ingest_makes_it_again(own: Settings, lost: str) -> None:
    folder = own.data if (own.data / lost).exists() else next((own.data / "indexes").iterdir())
    subprocess.run(["rm", "-r", str(folder / lost)], check=True)
    with pytest.raises(SignpostError, match="signpost ingest"):
        open_index(own)
    ingest(own)
    assert open_index(own).embed("boards").shape == (384,)
