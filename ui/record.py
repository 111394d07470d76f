"""The record for supervision: a question, its answer, and room for the practitioner's own reasoning."""

import re
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from ui import words
from ui.conversation import Turn
from ui.service import Shelf


@dataclass(frozen=True)
class RecordedQuote:
    """A quote with all that is needed to find it again."""

    number: int
    text: str
    source: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Record:
    """What a record says, in its order, before it is Markdown or Word."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    verdict: str
    written: tuple[str, ...]
    quotes: tuple[RecordedQuote, ...]
    related: tuple[RecordedQuote, ...]


def make_record(turn: Turn, shelf: Shelf) -> Record:
    """The record of one answer. The question is as the guard left it: personal data is masked."""
    answer = turn.answer
    facts = (
        (words.RECORD_QUESTION, answer.question),
        (words.RECORD_ASKED, f"{turn.at.day} {turn.at:%B %Y, %H:%M %Z}"),
        (words.RECORD_REFERENCE, f"{answer.id} (index {answer.index})"),
    )
    notices = []
    for notice in answer.notices:
        notices.append(notice.text)
        if notice.myth:
            notices.append(f"{words.MYTH_BELIEF}: {notice.myth}")
            notices.append(f"{words.MYTH_GUIDANCE}: {notice.reality} [{notice.citation}]")
    return Record(
        title=words.RECORD,
        facts=facts,
        notices=tuple(notice for notice in notices if notice),
        verdict=words.VERDICTS[answer.status],
        written=_written(answer),
        quotes=tuple(_quote(citation, shelf) for citation in answer.citations),
        related=tuple(_quote(citation, shelf) for citation in answer.related),
    )


def record_markdown(record: Record) -> str:
    """The record as Markdown, which also reads well as plain text."""
    lines = [f"# {record.title}", ""]
    lines += [f"- **{name}:** {_plain(value)}" for name, value in record.facts]
    if record.notices:
        lines += ["", f"## {words.RECORD_NOTICES}", *(f"\n{_plain(notice)}" for notice in record.notices)]
    lines += ["", f"## {words.RECORD_ANSWER}: {record.verdict}"]
    lines += [f"\n{_plain(line)}" for line in record.written]
    for quote in record.quotes:
        lines += _quote_lines(quote, f"[{quote.number}] ")
    if record.related:
        lines += ["", f"## {words.RELATED}"]
        for quote in record.related:
            lines += _quote_lines(quote, "")
    lines += ["", f"## {words.RECORD_LIMITS}", "", words.LIMITS]
    lines += ["", *(f"- {limit}" for limit in words.START_LIMITS_LIST)]
    lines += ["", f"## {words.RECORD_REASONING}", "", words.RECORD_REASONING_HINT, "", "", ""]
    return "\n".join(lines)


def _written(answer: Answer) -> tuple[str, ...]:
    """Who wrote the answer and its sentences, where a language model did."""
    if not answer.written_by:
        return ()
    sentences = (f"{s.text} {''.join(f'[{number}]' for number in s.citations)}" for s in answer.statements)
    return (f"{words.RECORD_WRITTEN}: {answer.written_by}", *sentences)


def _quote(citation: Citation, shelf: Shelf) -> RecordedQuote:
    document = shelf.documents.get(citation.document)
    source = [(words.RECORD_DOCUMENT, citation.title), (words.RECORD_SECTION, citation.section.replace(" > ", " › "))]
    if document:
        source.append((words.RECORD_EDITION, f"{document.about.publisher}, {document.about.date}"))
    source.append((words.RECORD_STANDING, words.STANDINGS[citation.authority][0]))
    return RecordedQuote(citation.number, citation.quote, tuple(source))


def _quote_lines(quote: RecordedQuote, mark: str) -> list[str]:
    quoted = "\n".join(f"> {_plain(line)}".rstrip() for line in f"{mark}{quote.text}".split("\n"))
    return ["", quoted, "", *(f"- {name}: {_plain(value)}" for name, value in quote.source)]


def _plain(text: str) -> str:
    """Text in which nothing is Markdown but the list marks of the documents."""
    return re.sub(r"([\\`*_<>#|~])", r"\\\1", text)
