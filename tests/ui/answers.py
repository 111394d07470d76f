"""Hand-made answers over the real index, so that the page's tests need no particular quality of answering."""

import time
from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation, Notice, Statement, Status
from corpus.document import Passage
from corpus.errors import IndexDamaged, QuestionError
from corpus.index.reading import Index

BOARD = "Who are the core members of a Safeguarding Adults Board?"
LEADERSHIP = "What should a peer reviewer see as evidence of leadership?"
MYTH = "Do I always need consent to make a safeguarding referral?"
DANGER = "He is hitting her now, what do I do?"
PERSONAL = "Is this neglect? Her name is Ada Byron"
UNKNOWN = "What is the capital of France?"
PARTLY = "How long does an enquiry take?"
HARMFUL = "How do I hide abuse?"
SLOW = "A slow question"
WRITTEN = "A question that a language model answers"
BROKEN = "A question that breaks something"
DAMAGED = "A question that finds the index damaged"
LONGEST = 2000


class HandMade:
    """A stand-in for the assistant: it knows a few questions, and answers the rest with the board's members."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._count = 0

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        id: str | None = None,
        hear: Callable[[Answer], None] = lambda so_far: None,
        write: bool = True,
    ) -> Answer:
        """Answer, and remember what was asked with which history."""
        self.asked.append((text, tuple(history)))
        self._count += 1
        if not text.strip():
            raise QuestionError("The question is empty: type it and ask again.")
        if len(text) > LONGEST:
            raise QuestionError(f"The question has {len(text):,} characters, and the limit is {LONGEST:,}: shorten it.")
        make = {
            BOARD: self.board,
            LEADERSHIP: self.leadership,
            MYTH: self.myth,
            DANGER: self.danger,
            PERSONAL: self.personal,
            UNKNOWN: self.unknown,
            PARTLY: self.partly,
            HARMFUL: self.harmful,
            SLOW: self.slow,
            WRITTEN: lambda: self.written(hear),
            BROKEN: self.broken,
            DAMAGED: self.damaged,
        }.get(text, self.board)
        answer = make()
        return answer.model_copy(update={"id": id or f"answer-{self._count}", "question": answer.question or text})

    def board(self) -> Answer:
        """The members of a Safeguarding Adults Board, quoted with their list."""
        return answer(self.index, [self._from("Local authorities are responsible for the establishment of SABs", 4)])

    def leadership(self) -> Answer:
        """Element 3's sources of evidence, and a sentence of guidance."""
        evidence = [
            p for p in self.index.passages if p.section[-2:] == ("3. Leadership", "Key documentation and evidence")
        ]
        return answer(self.index, [evidence, self._from("Senior leaders")])

    def myth(self) -> Answer:
        """A myth corrected."""
        reality = next(p for p in self.index.passages if p.kind == "reality")
        belief = self.index.passage(reality.parent or "")
        assert belief is not None
        notice = Notice(kind="myth", text="", myth=belief.text, reality=reality.text, citation=1)
        return answer(self.index, [[reality]], notices=(notice,))

    def danger(self) -> Answer:
        """An emergency, with an answer under it."""
        notice = Notice(kind="emergency", text="If someone is in danger now, call 999. Then tell your manager.")
        return answer(self.index, [self._from("Seek advice from a safeguarding lead")], notices=(notice,))

    def personal(self) -> Answer:
        """Personal data spotted and masked."""
        notice = Notice(kind="personal_data", text="Your question held a name. It was masked.", what=("name",))
        made = answer(self.index, [self._from("self-neglect")], notices=(notice,))
        return made.model_copy(update={"question": "Is this neglect? Her name is [name]"})

    def unknown(self) -> Answer:
        """Nothing answers it; the nearest sections are shown."""
        near = citations(self.index, [self._from("The principle of Protection"), self._from("Physical abuse may take")])
        return answer(self.index, [], "abstained").model_copy(update={"related": near})

    def partly(self) -> Answer:
        """Part of it is answered."""
        return answer(self.index, [self._from("Section 2 of the Care Act 2014")], "partial")

    def harmful(self) -> Answer:
        """A request that is turned away."""
        declined = answer(self.index, [], "declined")
        return declined.model_copy(update={"text": "Signpost can’t help with this."})

    def slow(self) -> Answer:
        """An answer that takes three seconds."""
        time.sleep(3)
        return self.board()

    def written(self, hear: Callable[[Answer], None]) -> Answer:
        """The members in a language model's words, a second after each sentence is heard."""
        made = self.board()
        sentences = (
            Statement(text="The board has three core members.", citations=(1,)),
            Statement(text="The chief officer of police is one of them.", citations=(1,)),
        )
        for count in (1, 2):
            so_far = made.model_copy(update={"statements": sentences[:count], "written_by": "ollama:made-up"})
            hear(so_far)
            time.sleep(1)
        return so_far

    def broken(self) -> Answer:
        """A fault of the program."""
        raise RuntimeError("a fault with a secret in it")

    def damaged(self) -> Answer:
        """An index that can't be read."""
        raise IndexDamaged("The index can't be read: run `signpost ingest`.")

    def _from(self, words: str, count: int = 1) -> list[Passage]:
        start = next(n for n, p in enumerate(self.index.passages) if words.lower() in p.text.lower())
        return self.index.passages[start : start + count]


def answer(
    index: Index, quotes: list[list[Passage]], status: Status = "answered", notices: tuple[Notice, ...] = ()
) -> Answer:
    """An answer that quotes runs of passages."""
    cited = citations(index, quotes)
    return Answer(
        id="made",
        question="",
        status=status,
        text="",
        statements=tuple(Statement(text=c.quote, citations=(c.number,)) for c in cited),
        citations=cited,
        notices=notices,
        confidence=0.9,
        elapsed_ms=1.0,
        index="fingerprint",
    )


def citations(index: Index, quotes: list[list[Passage]]) -> tuple[Citation, ...]:
    """Citations of runs of passages, numbered from 1."""
    made = []
    for number, run in enumerate(quotes, 1):
        first, start, end = run[0], run[0].start, run[-1].end
        made.append(
            Citation(
                number=number,
                document=first.document,
                title=index.documents[first.document].about.title,
                section=" > ".join(first.section),
                passage=first.id,
                page=first.page,
                quote=index.documents[first.document].text[start:end],
                start=start,
                end=end,
                authority=first.authority,
            )
        )
    return tuple(made)
