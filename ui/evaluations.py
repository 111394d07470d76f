"""Runs of the evaluation, made in the background while the page goes on answering."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.errors import EvaluationError, SignpostError
from corpus.library import load_corpus
from corpus.settings import Settings
from evals.ground import Ground
from evals.questions import QUESTIONS, Question, load_questions
from evals.run import execute
from evals.run_folder import Run, RunInfo, asked, load_info, load_run
from evals.split import Split, select
from evals.systems import System, make_system
from ui import words_evaluate as words

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listed:
    """A run in the list: what it says of itself, and how many of its questions are finished."""

    name: str
    info: RunInfo
    done: int

    @property
    def finished(self) -> bool:
        """Whether every question has been put."""
        return self.done >= self.info.count


@dataclass(frozen=True)
class Running:
    """The run in progress."""

    name: str
    done: int = 0
    total: int = 0
    stopping: bool = False


class _Stop(Exception):
    """The run was asked to stop."""


class Evaluations:
    """The runs of a data folder. One is made at a time; a stopped one, or one that a restart cut off, goes on later."""

    def __init__(
        self,
        settings: Settings,
        system: Callable[[str, Settings, Ground], System] = make_system,
        questions: Path = QUESTIONS,
    ) -> None:
        self._settings = settings
        self._make = system
        self._questions = questions
        self._folder = settings.data / "runs"
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self.running: Running | None = None
        self.problem = ""  # why the last run ended early; empty where it did not

    def listed(self) -> list[Listed]:
        """Every run that can be read, the newest first."""
        found = []
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            try:
                info = load_info(folder)
                found.append(Listed(folder.name, info, (folder / "items.jsonl").read_bytes().count(b"\n")))
            except (EvaluationError, OSError):
                continue  # a folder that is no run, or one that is just being made
        return sorted(found, key=lambda each: (each.info.created, each.name), reverse=True)

    def folder(self, name: str) -> Path:
        """The folder of a listed run.

        Raises:
            EvaluationError: no run of that name is listed. What a browser sends never becomes a path by itself.
        """
        if name not in {each.name for each in self.listed()}:
            raise EvaluationError(words.GONE)
        return self._folder / name

    def load(self, name: str) -> Run:
        """A finished run.

        Raises:
            EvaluationError: there is none of that name, or it is unfinished or damaged.
        """
        path = self.folder(name)
        return _load(path, (path / "items.jsonl").stat().st_mtime_ns)

    def ground(self) -> Ground:
        """The documents that the scores look at."""
        return Ground(load_corpus(self._settings))

    def start(self, split: Split) -> None:
        """Begin a run of the assistant as it stands.

        Raises:
            EvaluationError: one is in progress already, or there are no questions.
        """
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-signpost-{split}"
        self._begin(name, "signpost", split, lambda ground: select(load_questions(self._questions), ground, split))

    def go_on(self, name: str) -> None:
        """Go on with a run that was stopped or cut off.

        Raises:
            EvaluationError: one is in progress already, or there is none of that name.
        """
        folder = self.folder(name)
        info = load_info(folder)
        self._begin(name, info.system, info.split, lambda ground: asked(folder, info))

    def stop(self) -> None:
        """End the run in progress after the question that it is at."""
        with self._lock:
            if self.running:
                self._stopped.set()
                self.running = Running(self.running.name, self.running.done, self.running.total, stopping=True)

    def _begin(self, name: str, system: str, split: str, questions: Callable[[Ground], list[Question]]) -> None:
        with self._lock:
            if self.running:
                raise EvaluationError(words.ONE_AT_A_TIME)
            self.running, self.problem = Running(name), ""
            self._stopped.clear()
        threading.Thread(target=self._work, args=(name, system, split, questions), daemon=True).start()

    def _work(self, name: str, system: str, split: str, questions: Callable[[Ground], list[Question]]) -> None:
        problem = ""
        try:
            ground = self.ground()
            made = self._make(system, self._settings, ground)
            chosen, model = questions(ground), self._settings.model
            execute(made, chosen, ground, self._folder / name, split, model, self._progress)
        except _Stop:
            problem = words.STOPPED
        except SignpostError as error:
            problem = str(error)
        except Exception as error:  # whatever went wrong, the page must know that the run is over
            trace = "".join(traceback.format_tb(error.__traceback__))
            _log.error("A run of the evaluation broke off: %s\n%s", type(error).__name__, trace)
            problem = words.BROKEN_OFF
        with self._lock:
            self.running, self.problem = None, problem

    def _progress(self, done: int, total: int) -> None:
        """Note how far the run is; called once a question is finished and kept."""
        with self._lock:
            if self.running:
                self.running = Running(self.running.name, done, total, self.running.stopping)
        if self._stopped.is_set() and done < total:
            raise _Stop


@lru_cache(maxsize=4)
def _load(folder: Path, changed: int) -> Run:
    return load_run(folder)
