"""Two processes for test_killing.py: one whose ingests are killed, and one that asks all the while.

``python -m tests.ingest.killing kill DOCUMENTS DATA KILLS`` has imported everything and loaded the model once; each
ingest is a fork of it, killed at a random moment. ``… ask DOCUMENTS DATA OUT`` asks until its input is closed.
"""

import json
import os
import random
import select
import signal
import sys
import time
from itertools import pairwise
from pathlib import Path

from corpus.settings import Settings

SENTENCES = 12


def write_version(documents: Path, number: int) -> None:
    """Every passage of the document says which version it is of."""
    text = "".join(
        f"Officers of version {number} visit the adult at home on day {day}.\n\n" for day in range(SENTENCES)
    )
    (documents / "made-up" / "document.md").write_text(f"## Visits\n\n{text}", encoding="utf-8")


def kill(settings: Settings, kills: int) -> None:
    """Ingest once to learn how long it takes, and then kill so many ingests at random moments."""
    import llama_index.vector_stores.chroma  # noqa: F401 - paid for once

    from corpus.index import writing
    from ingest.publish import ingest

    encoder = writing.DocumentEncoder(settings.model)
    writing.DocumentEncoder = lambda model: encoder  # type: ignore[assignment, misc]
    chance = random.Random(8)
    longest = 0.0
    killed = number = 0
    while killed < kills:
        number += 1
        write_version(settings.documents, number)
        started = time.monotonic()
        child = os.fork()
        if not child:
            ingest(settings)
            os._exit(0)
        if number > 1:
            time.sleep(chance.uniform(0, longest))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        if not os.WIFSIGNALED(status):
            longest = time.monotonic() - started if number == 1 else min(longest, time.monotonic() - started)
    print(number)


def ask(settings: Settings, out: Path) -> None:
    """Ask, and write a line for each answer: which versions the index and the quotes are of."""
    from assistant.assistant import Assistant

    assistant = Assistant(settings)
    with out.open("w", encoding="utf-8") as file:
        while not select.select([sys.stdin], [], [], 0.1)[0]:
            try:
                answer = assistant.ask("On which day do officers visit the adult at home?")
                passages = assistant.index.passages
                line = {
                    "answered": _versions(answer.text),
                    "indexed": _versions(" ".join(passage.text for passage in passages)),
                    "passages": len(passages),
                }
            except Exception as error:
                line = {"failed": f"{type(error).__name__}: {error}"}
            file.write(json.dumps(line) + "\n")
            file.flush()


def _versions(text: str) -> int:
    return len({word for before, word in pairwise(text.split()) if before == "version"})


if __name__ == "__main__":
    own = Settings(documents=Path(sys.argv[2]), data=Path(sys.argv[3]))
    if sys.argv[1] == "kill":
        kill(own, int(sys.argv[4]))
    else:
        ask(own, Path(sys.argv[4]))
