"""The systems under evaluation, by name."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from corpus.errors import EvaluationError, QuestionError
from corpus.index.storage import IndexStorage
from corpus.settings import Settings
from evals.baselines import bm25, digest_of, quickstart
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply, from_answer

_ROOMS = ("assistant", "corpus", "prompts")
_CODE = {".py", ".yaml", ".json", ".npz", ".txt", ".md"}


class System(Protocol):
    """Something that replies to questions. ``fingerprint`` changes whenever its replies could."""

    name: str
    fingerprint: str

    def reply(self, question: Question) -> Reply:
        """The reply to one question; its ``elapsed_ms`` is set by the run."""
        ...


class Signpost:
    """The assistant as it stands, over the index in use, with or without a language model."""

    def __init__(self, name: str, settings: Settings, ground: Ground) -> None:
        from assistant.assistant import Assistant

        self.name = name
        self._assistant = Assistant(settings)
        self._ground = ground
        storage = IndexStorage(settings.data)
        index = storage.manifest(storage.current()).fingerprint
        self.fingerprint = digest_of(index, settings.llm or "", *_room_files())

    def reply(self, question: Question) -> Reply:
        """Ask the assistant; a question that it refuses as unusable counts as declined."""
        try:
            answer = self._assistant.ask(question.question, question.history, question.id)
        except QuestionError as error:
            return Reply(asked="", status="declined", text=str(error), confidence=0.0, elapsed_ms=0.0, index="")
        return from_answer(answer, self._ground, 0.0)


def verbatim(settings: Settings, ground: Ground) -> Signpost:
    """The assistant in the documents' own words, whether or not a model is configured."""
    return Signpost("signpost", settings.model_copy(update={"llm": None}), ground)


def written(settings: Settings, ground: Ground) -> Signpost:
    """The assistant with the configured language model.

    Raises:
        EvaluationError: none is configured.
    """
    if not settings.llm:
        raise EvaluationError("The system “llm” needs a language model: set SIGNPOST_LLM (see docs/llm.md).")
    return Signpost("llm", settings, ground)


SYSTEMS: dict[str, Callable[[Settings, Ground], System]] = {
    "signpost": verbatim,
    "llm": written,
    "quickstart": quickstart,
    "quickstart-5": lambda settings, ground: quickstart(settings, ground, top=5),
    "bm25": bm25,
}


def check_name(name: str) -> None:
    """Raise EvaluationError where there is no system of that name."""
    if name not in SYSTEMS:
        raise EvaluationError(f"There is no system “{name}”: choose one of {', '.join(SYSTEMS)}.")


def make_system(name: str, settings: Settings, ground: Ground) -> System:
    """Build a system by its name.

    Raises:
        EvaluationError: there is no system of that name, or a source is missing.
    """
    check_name(name)
    return SYSTEMS[name](settings, ground)


def _room_files() -> list[str]:
    root = Path(__file__).resolve().parent.parent
    files = sorted(p for room in _ROOMS for p in (root / room).rglob("*") if p.suffix in _CODE and p.is_file())
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
