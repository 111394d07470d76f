"""The assistant: answers every question from the index in use."""

import time
import uuid
from collections.abc import Sequence
from threading import Lock

from assistant.answer import Answer
from assistant.answerer import Answerer, Hear
from corpus.index.reading import Index, open_index
from corpus.index.storage import IndexStorage
from corpus.settings import Settings


class Assistant:
    """Answers questions from the index in use, and takes up a new one as soon as it is published.

    Several threads may ask at once. Each question is answered from one index from its beginning to its end.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._storage = IndexStorage(settings.data)
        self._opening = Lock()
        self._answerer = Answerer(settings, open_index(settings))

    @property
    def index(self) -> Index:
        """The index in use.

        Raises:
            IndexDamaged: a new index was published and can't be read.
        """
        return self._up_to_date().index

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        id: str | None = None,
        hear: Hear = lambda so_far: None,
        write: bool = True,
    ) -> Answer:
        """Answer a question in the light of the conversation's earlier questions (oldest first).

        Where a language model writes, ``hear`` is told the answer so far whenever a sentence more is verified; without
        ``write`` it is not asked.

        Raises:
            QuestionError: the question is empty or too long.
            IndexDamaged: a new index was published and can't be read.
        """
        started = time.perf_counter()
        answer = self._up_to_date().answer(text, history, hear, write)
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return answer.model_copy(update={"id": id or uuid.uuid4().hex, "elapsed_ms": elapsed})

    def _up_to_date(self) -> Answerer:
        """The answerer over the index in use; while one thread opens a new index, the others use the old one."""
        if self._storage.current() != self._answerer.index.manifest.name and self._opening.acquire(blocking=False):
            try:
                self._answerer = Answerer(self._settings, open_index(self._settings))
            finally:
                self._opening.release()
        return self._answerer
