"""Questions to go on with: from the question bank, about what stands around an answer's quotes, and answerable."""

import re
from collections.abc import Iterator

from assistant.answer import Answer
from corpus.bank import BankQuestion
from corpus.document import Passage
from corpus.index.lexical import words
from ui.answering import Answering

MOST = 3
_TRIED = 8  # questions put to the assistant, to find those that it answers
_FIT = re.compile(r"(?:What|Who|Which|How|When|Where|Why|Is|Are|Does|Do|Should|Must|Can) [^\n]{20,80}\?")


def follow_ups(answering: Answering, answer: Answer) -> list[str]:
    """At most three questions of the bank that the assistant answers from other passages of the sections quoted.

    Each has been put to the assistant: only one that it answers with the bank's own passage is suggested.
    """
    found: list[str] = []
    for tried, question in enumerate(_candidates(answering, answer)):
        if tried == _TRIED or len(found) == MOST:
            break
        given = answering.ask(question.text, write=False)
        if given.status == "answered" and any(c.passage == question.passage for c in given.citations):
            found.append(question.text)
    return found


def _candidates(answering: Answering, answer: Answer) -> Iterator[BankQuestion]:
    """One question for each passage that stands in a section quoted but is not quoted itself.

    It is the one that shares most words with its passage and heading: such a question says by itself what it is about.
    """
    index = answering.index
    sections = {(citation.document, citation.section) for citation in answer.citations}
    best: dict[str, tuple[int, BankQuestion]] = {}
    for question in index.questions:
        passage = index.passage(question.passage)
        if passage and _place(passage) in sections and not _quoted(passage, answer) and _FIT.fullmatch(question.text):
            shared = len(set(words(question.text)) & set(words(f"{passage.section[-1]} {passage.text}")))
            if passage.id not in best or shared > best[passage.id][0]:
                best[passage.id] = (shared, question)
    for _, question in best.values():
        yield question


def _place(passage: Passage) -> tuple[str, str]:
    return passage.document, " > ".join(passage.section)


def _quoted(passage: Passage, answer: Answer) -> bool:
    return any(
        citation.document == passage.document and citation.start < passage.end and passage.start < citation.end
        for citation in answer.citations
    )
