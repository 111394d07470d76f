import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.errors import SignpostError
from corpus.settings import Settings
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up

INGEST = """
import sys
from pathlib import Path
from corpus.settings import Settings
from ingest.publish import ingest
ingest(Settings(documents=Path(sys.argv[1]), data=Path(sys.argv[2])))
"""


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    (tmp_path / "documents").mkdir()
    made_up(tmp_path / "documents" / "made-up", "## Visits\n\nOfficers visit the adult at home.\n")
    return Settings(documents=tmp_path / "documents", data=tmp_path / "data")


def test_an_ingest_says_what_it_did(own: Settings) -> None:
    report = ingest(own)
    assert (report.documents, report.sections, report.passages, report.questions) == (1, 1, 1, 0)


def test_progress_is_told_up_to_the_end(own: Settings) -> None:
    told: list[tuple[int, int]] = []
    ingest(own, lambda done, total: told.append((done, total)))
    assert told[-1] == (1, 1)


def test_killed_at_any_moment_the_old_index_still_answers(own: Settings) -> None:
    ingest(own)
    chance = random.Random(7)
    for attempt in range(4):
        new = "\n\n".join(f"New in attempt {attempt}: {number}." for number in range(200))
        made_up(own.documents / "made-up", f"## Visits\n\nOfficers visit the adult at home.\n\n{new}\n")
        process = subprocess.Popen([sys.executable, "-c", INGEST, own.documents, own.data], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1, 9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        quoted = [citation.quote for citation in Assistant(own).ask("Where do officers visit the adult?").citations]
        assert "Officers visit the adult at home." in " ".join(quoted)


def test_a_document_that_can_not_be_read_leaves_the_old_index_answering(own: Settings) -> None:
    before = ingest(own).written.fingerprint
    (own.documents / "made-up" / "about.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(SignpostError):
        ingest(own)
    assert Assistant(own).index.manifest.fingerprint == before


def test_a_running_assistant_takes_up_a_new_index_by_itself(own: Settings) -> None:
    ingest(own)
    assistant = Assistant(own)
    made_up(own.documents / "made-up", "## Visits\n\nOfficers visit the adult at home within a week.\n")
    after = ingest(own).written.fingerprint
    assert assistant.ask("When do officers visit?").index == after
