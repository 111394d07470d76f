"""What the page needs of an assistant."""

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.answer import Answer
from corpus.index.reading import Index


class Answering(Protocol):
    """What answers questions: :class:`assistant.assistant.Assistant`, or a stand-in for it."""

    @property
    def index(self) -> Index:
        """The index in use."""

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        id: str | None = None,
        hear: Callable[[Answer], None] = lambda so_far: None,
        write: bool = True,
    ) -> Answer:
        """Answer a question in the light of the earlier ones; see :meth:`assistant.assistant.Assistant.ask`."""
