"""What happens to a question: guard, understand, search, rank, judge, compose, and write where a model is configured.

Each step hands on one plain value.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.compose import BROAD, ORDINARY, Room, citations, related, select, statements
from assistant.guarded import Guarded, guard
from assistant.judge import Verdict, judge
from assistant.myths import Myth, find_myth
from assistant.notices import notices
from assistant.rank import Ranked, rank
from assistant.reader import Message
from assistant.retrieve import Near, Retriever
from assistant.spelling import Speller
from assistant.understand import understand
from assistant.wording import answer_text
from corpus.index.reading import Index
from corpus.settings import Settings

if TYPE_CHECKING:
    from assistant.write import Writer

See = Callable[[str], Message]
SearchNear = Callable[[str], Near]
Hear = Callable[[Answer], None]


@dataclass(frozen=True)
class _Found:
    """What a question was understood to ask, what the search found, and what may be claimed of it."""

    ranked: list[Ranked]
    myth: Myth | None
    verdict: Verdict
    room: Room


class Answerer:
    """Answers questions from one index, which never changes."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.index = index
        self._time = settings.llm_timeout
        self._retriever = Retriever(index)
        self._speller = Speller([p.text for p in index.passages] + [q.text for q in index.questions])
        self._writer: Writer | None = None
        if settings.llm:
            from assistant.write import make_writer  # only here: without a model, nothing of one is imported

            self._writer = make_writer(settings, index)

    def answer(self, text: str, history: Sequence[str], hear: Hear, write: bool) -> Answer:
        """Answer a question, as :meth:`Assistant.ask` says."""
        # For this question only: the guard and the search ask for the same texts.
        see = cache(self._see)
        near = cache(lambda said: self._begin(said, see))
        guarded = guard(text, history, see, begin=near)
        return self._declined(guarded) if guarded.declined else self._answer(guarded, see, near, hear, write)

    def _see(self, text: str) -> Message:
        return Message(self.index.read(text))

    def _begin(self, said: str, see: See) -> Near:
        """Begin to search for what is nearest in meaning to what is said."""
        vector = see(said).vector if self.index.searches_as_it_reads else self.index.embed(said)
        return self._retriever.begin(vector)

    def _answer(self, guarded: Guarded, see: See, near: SearchNear, hear: Hear, write: bool) -> Answer:
        found = self._find(guarded.question, guarded.history, see, near)
        if not (self._writer and write) or guarded.emergency or found.verdict.status == "abstained":
            return self._compose(guarded, found)
        deadline = time.monotonic() + self._time
        alone = self._writer.condense(guarded.question, guarded.history, deadline)
        again = self._find(alone, (), see, near) if alone else found
        found = found if again.verdict.status == "abstained" else again
        return self._writer.write(alone or guarded.question, self._compose(guarded, found), deadline, hear)

    def _find(self, question: str, history: Sequence[str], see: See, near: SearchNear) -> _Found:
        understood = understand(question, history, self._speller)
        message = see(understood.said)
        found = self._retriever.search(understood, near(understood.said), message.reading)
        ranked = rank(found.candidates)
        return _Found(
            ranked=ranked,
            myth=find_myth(self.index, message.reading, ranked),
            verdict=judge(ranked, found, message.reading),
            room=BROAD if understood.broad else ORDINARY,
        )

    def _compose(self, guarded: Guarded, found: _Found) -> Answer:
        ranked, myth, verdict = found.ranked, found.myth, found.verdict
        show = myth is not None or verdict.status != "abstained"
        cited = citations(select(ranked, myth, found.room), self.index) if show else ()
        status = "partial" if cited and verdict.status == "abstained" else verdict.status
        near = () if cited else related(ranked, self.index)
        return Answer(
            id="",
            question=guarded.question,
            status=status,
            text=answer_text(status, cited, near),
            statements=statements(cited),
            citations=cited,
            related=near,
            notices=notices(guarded, cited, myth, () if cited else self._titles()),
            confidence=verdict.confidence,
            elapsed_ms=0.0,
            index=self._fingerprint,
        )

    @property
    def _fingerprint(self) -> str:
        """The index's, and that of the model and every word said to it, where one is configured."""
        own = self.index.manifest.fingerprint
        return f"{own}+{self._writer.fingerprint}" if self._writer else own

    def _titles(self) -> list[str]:
        return [document.about.title for document in self.index.documents.values()]

    def _declined(self, guarded: Guarded) -> Answer:
        return Answer(
            id="",
            question=guarded.question,
            status="declined",
            text=answer_text("declined", (), ()),
            notices=notices(guarded),
            confidence=0.0,
            elapsed_ms=0.0,
            index=self._fingerprint,
        )
