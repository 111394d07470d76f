"""A language model writes the answer in plain English, and only what the quotes support is kept."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant import wording
from assistant.answer import Answer, Citation, Notice, Statement
from assistant.condense import condensed
from assistant.guard import clean, find_injection, vectors_of
from assistant.llm import LanguageModel
from assistant.reply import Written, written
from assistant.verify import Evidence, Piece, Verifier
from assistant.verify.evidence import evidence_of
from corpus.errors import LanguageModelError
from corpus.index.embedding import Vectors
from corpus.index.reading import Index
from corpus.settings import Settings
from prompts import load_prompt, prompts_digest

Hear = Callable[[Answer], None]
# What is left of an answer must be this part of what was written, and this near to the question, set against the
# nearest sentence of the quotes.
_LEFT = 0.5
_NEAR = 0.6


@dataclass(frozen=True)
class _Source:
    """What the model is given of one citation, under its key."""

    key: str
    number: int
    pieces: tuple[Piece, ...]


class Writer:
    """Writes from one index. Make another when another index is published."""

    def __init__(self, model: LanguageModel, index: Index) -> None:
        self.model = model
        self._index = index
        self._vectors: dict[str, Vectors] = {}
        self._speaks: dict[str, bool] = {}
        self._verifier = Verifier([passage.text for passage in index.passages], self._embed)
        self.fingerprint = hashlib.sha256(f"{model.name} {prompts_digest()}".encode()).hexdigest()[:8]

    def condense(self, question: str, history: Sequence[str], deadline: float) -> str | None:
        """A follow-up as a question by itself; see :func:`assistant.condense.condensed`."""
        return condensed(self.model, question, history, self._index, deadline)

    def write(self, question: str, verbatim: Answer, deadline: float, hear: Hear) -> Answer:
        """The verbatim answer in plain English, or as it is with a notice that says why.

        ``hear`` is told the answer so far whenever a sentence more is verified. Whatever the model does, an answer
        comes back by the deadline, a time of ``time.monotonic``.
        """
        notices = verbatim.notices
        if not self.model.on_this_machine:
            text = wording.SENT.format(model=self.model.name, host=self.model.host)
            notices = (*notices, Notice(kind="model", text=text))
        try:
            so_far = verbatim.model_copy(
                update={"notices": notices, "statements": (), "text": "", "written_by": self.model.name}
            )
            for statements in self._statements(question, verbatim.citations, deadline):
                so_far = _with(so_far, statements)
                hear(so_far)
            return so_far
        except LanguageModelError as error:
            reason = Notice(kind="model", text=wording.NOT_WRITTEN.format(reason=error))
            return verbatim.model_copy(update={"notices": (*notices, reason)})
        finally:
            self._vectors.clear()

    def _statements(
        self, question: str, citations: Sequence[Citation], deadline: float
    ) -> Iterator[tuple[Statement, ...]]:
        """The statements verified so far, again whenever there is one more.

        Raises:
            LanguageModelError: the model failed, or what it wrote and could be verified is no answer.
        """
        sources = {source.key: source for source in self._sources(citations)}
        if not sources:
            raise LanguageModelError("there was nothing that could be given to it")
        prompt = load_prompt("answer")
        shown = "\n\n".join(_shown(source) for source in sources.values())
        message = prompt.fill(question=_plain(question), passages=shown)
        kept: list[Statement] = []
        count = 0
        for sentence in written(self.model.stream(prompt, message, deadline)):
            if sentence.silent:
                break
            count += 1
            statement = self._verified(sentence, sources)
            if statement and statement.text not in [other.text for other in kept]:
                kept.append(statement)
                yield tuple(kept)
        if not count:
            raise LanguageModelError("it found no answer in the passages")
        if not kept:
            raise LanguageModelError("nothing that it wrote could be verified")
        if len(kept) < _LEFT * count or not self._answers(question, kept, sources.values()):
            raise LanguageModelError("too little of what it wrote could be verified")

    def _verified(self, sentence: Written, sources: dict[str, _Source]) -> Statement | None:
        """The sentence with the numbers of the citations that it rests on, if they support it."""
        named = [sources[key] for key in sentence.keys if key in sources]
        if not named or not sentence.text.endswith((".", "!", ":", ";", "”", '"', ")")):
            return None
        evidence = Evidence(tuple(piece for source in named for piece in source.pieces))
        if not self._verifier.verify(sentence.text, evidence).supported or self._is_instruction(sentence.text):
            return None
        return Statement(text=sentence.text, citations=tuple(source.number for source in named))

    def _answers(self, question: str, kept: Sequence[Statement], sources: Iterable[_Source]) -> bool:
        """Whether what is left is about as near to the question as the quotes are."""
        asked = self._embed(question)
        nearest = max(float(asked @ self._embed(piece.text)) for source in sources for piece in source.pieces)
        return max(float(asked @ self._embed(statement.text)) for statement in kept) >= _NEAR * nearest

    def _sources(self, citations: Sequence[Citation]) -> Iterator[_Source]:
        """What the model is given: no passage that speaks to a machine, and nothing that can't be seen."""
        for citation in citations:
            within = [
                passage
                for passage in self._index.document_passages(citation.document)
                if passage.start < citation.end and citation.start < passage.end
            ]
            texts = [text for p in within for text in (p.text, p.lead_in or "", *p.section)]
            if not any(self._speaks_to_machines(text) for text in texts if text):
                pieces = tuple(
                    Piece(_plain(p.text), _plain(p.lead_in), _plain(p.heading), p.standard) for p in evidence_of(within)
                )
                if pieces:
                    yield _Source(f"p{citation.number}", citation.number, pieces)

    def _speaks_to_machines(self, text: str) -> bool:
        """As :meth:`_is_instruction`, for a text of the documents, which is looked at once."""
        if text not in self._speaks:
            self._speaks[text] = self._is_instruction(text)
        return self._speaks[text]

    def _is_instruction(self, text: str) -> bool:
        cleaned = clean(text)
        return bool(cleaned) and find_injection(text, vectors_of(cleaned, self._read(cleaned), self._read))

    def _read(self, text: str) -> Vectors:
        """The vector by which the guard reads a text."""
        return self._embed(text) if self._index.searches_as_it_reads else self._index.read(text).vector

    def _embed(self, text: str) -> Vectors:
        """A text's vector, kept while one answer is written."""
        if text not in self._vectors:
            self._vectors[text] = np.asarray(self._index.embed(text))
        return self._vectors[text]


def _with(answer: Answer, statements: tuple[Statement, ...]) -> Answer:
    text = wording.written_text(answer.status, statements)
    return answer.model_copy(update={"statements": statements, "text": text})


def _shown(source: _Source) -> str:
    lead_in = source.pieces[0].lead_in
    lines = [lead_in] if lead_in else []
    lines += [piece.text for piece in source.pieces]
    body = "\n".join(lines)
    return f"[{source.key}] begins\n{body}\n[{source.key}] ends"


def _plain(text: str) -> str:
    """Text in which nothing is hidden, nothing is markup and nothing is a key."""
    return clean(text).translate(str.maketrans("<>[]", "‹›()"))


def make_writer(settings: Settings, index: Index) -> Writer | None:
    """The writer of the configured model; None where none is."""
    return Writer(LanguageModel(settings), index) if settings.llm else None
