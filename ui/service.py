"""What the page asks of the rest of Signpost: answers, the documents to read, and a place for feedback."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from corpus.document import Document
from corpus.errors import SignpostError
from corpus.index.reading import Index
from corpus.parse import parse
from corpus.settings import Settings
from ui import words
from ui.access import Access
from ui.answering import Answering
from ui.evaluations import Evaluations
from ui.feedback import Feedback
from ui.follow_up import follow_ups

AT_ONCE = 4  # questions answered at the same time
MOST_WAITING = 64  # questions being answered or waiting to be; more are turned away


class TooBusy(SignpostError):
    """Too many questions are waiting already."""


@dataclass(frozen=True)
class Shelf:
    """The documents of one index, with their structure, by slug."""

    index: Index
    documents: dict[str, Document]


class Service:
    """Opens the assistant when it is first needed, so that a page without an index can still say what to do."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.access = Access(settings)
        self.evaluations = Evaluations(settings)
        self.feedback = Feedback(settings.data / "feedback.sqlite", settings.feedback_days)
        self._lock = threading.Lock()
        self._answering: Answering | None = None
        self._shelf: Shelf | None = None
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    def answering(self) -> Answering:
        """The assistant.

        Raises:
            SignpostError: there is no index yet, or it can't be used; the next call tries again.
        """
        with self._lock:
            if self._answering is None:
                self._answering = self._open()
            return self._answering

    def _open(self) -> Answering:
        from assistant.assistant import Assistant

        return Assistant(self.settings)

    async def answers(self, text: str, history: Sequence[str]) -> AsyncIterator[tuple[Answer, bool]]:
        """Answer a question, when its turn comes: the answer so far while a language model writes, then the answer.

        Each comes with whether it is the last.

        Raises:
            TooBusy: too many others wait.
            SignpostError: it can't be taken, or the index can't be used. The message is fit for people.
        """
        if self._waiting >= MOST_WAITING:
            raise TooBusy(words.TOO_BUSY)
        self._waiting += 1
        try:
            async with self._at_once:
                heard: asyncio.Queue[Answer | None] = asyncio.Queue()
                loop = asyncio.get_running_loop()

                def tell(so_far: Answer | None) -> None:
                    loop.call_soon_threadsafe(heard.put_nowait, so_far)

                asked = asyncio.create_task(asyncio.to_thread(self._ask, text, history, tell))
                while (so_far := await heard.get()) is not None:
                    yield so_far, False
                yield await asked, True
        finally:
            self._waiting -= 1

    def _ask(self, text: str, history: Sequence[str], tell: Callable[[Answer | None], None]) -> Answer:
        try:
            return self.answering().ask(text, history, hear=tell)
        finally:
            tell(None)

    def model_elsewhere(self) -> str | None:
        """The host to which questions go, masked, where a model is configured that is not on this machine."""
        if not self.settings.llm:
            return None
        from assistant.llm import served_at

        host, on_this_machine = served_at(self.settings)
        return None if on_this_machine else host

    def follow_ups(self, answer: Answer) -> list[str]:
        """Questions to go on with from an answer; see :func:`ui.follow_up.follow_ups`."""
        return follow_ups(self.answering(), answer)

    def shelf(self) -> Shelf:
        """The documents of the index in use, with their structure.

        Raises:
            SignpostError: there is no index yet, or it can't be used.
        """
        index = self.answering().index
        if self._shelf is None or self._shelf.index is not index:
            stored = index.documents.values()
            self._shelf = Shelf(
                index, {s.slug: Document(s.slug, s.about, s.text, parse(s.slug, s.about, s.text)) for s in stored}
            )
        return self._shelf

    def problem(self) -> str | None:
        """Why questions can't be answered now; None where they can."""
        try:
            self.answering()
        except SignpostError as error:
            return str(error)
        return None
