"""What happens to a question: guard, understand, search, rank, judge, compose. Each step hands on one plain value."""

import time
import uuid
from collections.abc import Callable, Sequence
from functools import cache

from assistant.answer import Answer
from assistant.compose import citations, related, select, statements
from assistant.guarded import Guarded, guard
from assistant.judge import judge
from assistant.myths import find_myth
from assistant.notices import notices
from assistant.rank import rank
from assistant.retrieve import Retriever
from assistant.spelling import Speller
from assistant.understand import embed, understand
from assistant.wording import answer_text
from corpus.index.embedding import Vectors
from corpus.index.reading import Index, open_index
from corpus.index.storage import IndexStorage
from corpus.settings import Settings


class Assistant:
    """Answers questions from the index in use, and takes up a new one as soon as it is published."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._storage = IndexStorage(settings.data)
        self._use(open_index(settings))

    def ask(self, text: str, history: Sequence[str] = (), id: str | None = None) -> Answer:
        """Answer a question in the light of the conversation's earlier questions (oldest first).

        Raises:
            QuestionError: the question is empty or too long.
            IndexDamaged: a new index was published and can't be read.
        """
        started = time.perf_counter()
        if self._storage.current() != self.index.manifest.name:
            self._use(open_index(self._settings))
        embedding = cache(self.index.embed)  # for this question only: the guard and the search ask for the same vectors
        guarded = guard(text, history, embedding)
        answer = self._declined(guarded) if guarded.declined else self._answer(guarded, embedding)
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return answer.model_copy(update={"id": id or uuid.uuid4().hex, "elapsed_ms": elapsed})

    def _use(self, index: Index) -> None:
        self.index = index
        self._retriever = Retriever(index)
        self._speller = Speller([p.text for p in index.passages] + [q.text for q in index.questions])

    def _answer(self, guarded: Guarded, embedding: Callable[[str], Vectors]) -> Answer:
        understood = understand(guarded.question, guarded.history, self._speller)
        vector = embed(understood, embedding)
        found = self._retriever.search(understood, vector)
        ranked = rank(found.candidates)
        myth = find_myth(self.index, understood.text, vector, ranked)
        verdict = judge(ranked, found.weights, vector)
        cited = citations(select(ranked, myth), self.index) if myth or verdict.status != "abstained" else ()
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
            index=self.index.manifest.fingerprint,
        )

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
            index=self.index.manifest.fingerprint,
        )
