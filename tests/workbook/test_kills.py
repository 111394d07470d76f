"""A writer that is killed at any moment loses nothing that it had been told is saved."""

import subprocess
import sys
from pathlib import Path

from workbook.book import read_book
from workbook.standards import Standards
from workbook.store import Store

KILLS = 50

# One process forks a writer, kills it a random while after its first save, and prints what the writer had been told
# is saved.
_NURSERY = """
import os, random, signal, sys, time
from pathlib import Path
from workbook.fields import Cell
from workbook.store import Store

path, kills, probes = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
random.seed(7)
for life in range(kills):
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        for number in range(10_000):
            cell = Cell(sheet="partner-1", item=probes[number % len(probes)], field="doing")
            store = Store(path)
            seen = next((c.value for c in store.latest() if c.cell == cell), "")
            store.write(cell, f"Life {life}, change {number}.", seen, "A tester")
            os.write(tell, f"{cell.item}\\tLife {life}, change {number}.\\n".encode())
        os._exit(1)
    os.close(tell)
    first = os.read(told, 1000)
    time.sleep(random.uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as saved:
        sys.stdout.write((first + saved.read()).decode())
"""


def test_fifty_kills_lose_nothing_that_was_saved(store: Store, standards: Standards) -> None:
    probes = list(standards.probes)[:5]
    arguments = [sys.executable, "-c", _NURSERY, str(store.path), str(KILLS), *probes]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent.parent)
    told = [line.split("\t") for line in ran.stdout.splitlines()]
    kept = {(change.cell.item, change.value) for change in store.history()}
    assert len({value.split(",")[0] for _, value in told}) == KILLS
    assert [(item, value) for item, value in told if (item, value) not in kept] == []


def test_a_workbook_opens_after_its_writers_were_killed(store: Store, standards: Standards) -> None:
    arguments = [sys.executable, "-c", _NURSERY, str(store.path), "5", next(iter(standards.probes))]
    subprocess.run(arguments, capture_output=True, check=True, cwd=Path(__file__).parent.parent.parent)
    assert read_book(store.latest()).title == "Exampleshire"
