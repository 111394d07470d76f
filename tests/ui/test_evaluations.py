"""Runs in the background: one at a time, stoppable, and no finished question lost."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import EvaluationError
from corpus.settings import Settings
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.systems import System
from tests.evals.conftest import Scripted
from ui import words_evaluate as words
from ui.evaluations import Evaluations

QUESTIONS = "".join(
    f"- {{id: q{n}, stratum: unanswerable, outcome: [abstained], question: What is the capital of country {n}?}}\n"
    for n in range(6)
)


def abstained(question: Question) -> Reply:
    return Reply(asked=question.question, status="abstained", text="", confidence=0.1, elapsed_ms=1.0, index="x")


class Paced:
    """A system that replies only when it is let, and can be looked at while it waits."""

    def __init__(self) -> None:
        self.allowed = threading.Semaphore(0)
        self.made: list[Scripted] = []

    def __call__(self, name: str, settings: Settings, ground: Ground) -> System:
        def reply(question: Question) -> Reply:
            assert self.allowed.acquire(timeout=10)
            return abstained(question)

        self.made.append(Scripted(reply, name))
        return self.made[-1]


Make = Callable[..., Evaluations]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    (tmp_path / "questions.yaml").write_text(QUESTIONS)

    def made(system: Callable[[str, Settings, Ground], System]) -> Evaluations:
        return Evaluations(Settings(data=tmp_path / "data"), system, tmp_path / "questions.yaml")

    return made


def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it did not happen within ten seconds")


def test_a_run_goes_on_in_the_background_and_says_how_far_it_is(make: Make) -> None:
    paced = Paced()
    runs = make(paced)
    runs.start("all")
    paced.allowed.release(2)
    until(lambda: runs.running is not None and runs.running.done == 2)
    assert runs.running is not None
    assert runs.running.total == 6
    paced.allowed.release(4)
    until(lambda: runs.running is None)
    (listed,) = runs.listed()
    assert listed.finished
    assert len(runs.load(listed.name).items) == 6


def test_a_second_run_must_wait(make: Make) -> None:
    paced = Paced()
    runs = make(paced)
    runs.start("all")
    with pytest.raises(EvaluationError, match="in progress"):
        runs.start("all")
    paced.allowed.release(6)
    until(lambda: runs.running is None)


def test_a_stopped_run_keeps_what_is_finished_and_goes_on_after_a_restart(make: Make) -> None:
    paced = Paced()
    runs = make(paced)
    runs.start("all")
    paced.allowed.release(2)
    until(lambda: runs.running is not None and runs.running.done == 2)
    runs.stop()
    paced.allowed.release(1)
    until(lambda: runs.running is None)
    assert runs.problem == words.STOPPED
    again = make(paced)
    (listed,) = again.listed()
    assert (listed.done, listed.finished) == (3, False)
    again.go_on(listed.name)
    paced.allowed.release(6)
    until(lambda: again.running is None)
    assert again.listed()[0].finished
    assert paced.made[1].asked == ["q3", "q4", "q5"]


@pytest.mark.parametrize("fault", [EvaluationError("A sentence for people."), RuntimeError("a secret")])
def test_a_run_that_breaks_off_says_so_in_words_for_people(make: Make, fault: Exception) -> None:
    def broken(name: str, settings: Settings, ground: Ground) -> System:
        raise fault

    runs = make(broken)
    runs.start("all")
    until(lambda: runs.running is None)
    assert runs.problem == (str(fault) if isinstance(fault, EvaluationError) else words.BROKEN_OFF)


@pytest.mark.parametrize("name", ["../runs", "..", ".", "", "/etc", "no-such-run"])
def test_what_a_browser_sends_never_becomes_a_path(make: Make, tmp_path: Path, name: str) -> None:
    (tmp_path / "data" / "runs").mkdir(parents=True)
    runs = make(Paced())
    for action in (runs.load, runs.go_on, runs.folder):
        with pytest.raises(EvaluationError, match="not there"):
            action(name)


def test_a_folder_that_is_no_run_is_left_out(make: Make, tmp_path: Path) -> None:
    (tmp_path / "data" / "runs" / "other").mkdir(parents=True)
    assert make(Paced()).listed() == []
