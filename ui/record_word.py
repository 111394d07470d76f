"""The record for supervision as a Word document."""

import io
import re

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from ui import words
from ui.record import Record, RecordedQuote

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def record_word(record: Record) -> bytes:
    """The record as the bytes of a .docx file, with real headings, quotations and an empty box to write in."""
    word = Document()
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(11)
    word.core_properties.title = record.title
    word.core_properties.author = words.NAME
    word.core_properties.language = "en-GB"
    word.add_heading(record.title, 1)
    for name, value in record.facts:
        _fact(word, name, value)
    if record.notices:
        word.add_heading(words.RECORD_NOTICES, 2)
        for notice in record.notices:
            word.add_paragraph(_clean(notice))
    word.add_heading(f"{words.RECORD_ANSWER}: {record.verdict}", 2)
    for line in record.written:
        word.add_paragraph(_clean(line))
    for quote in record.quotes:
        _quote(word, quote, f"[{quote.number}] ")
    if record.related:
        word.add_heading(words.RELATED, 2)
        for quote in record.related:
            _quote(word, quote, "")
    word.add_heading(words.RECORD_LIMITS, 2)
    word.add_paragraph(words.LIMITS)
    for limit in words.START_LIMITS_LIST:
        word.add_paragraph(limit, style="List Bullet")
    word.add_heading(words.RECORD_REASONING, 2)
    word.add_paragraph(words.RECORD_REASONING_HINT)
    box = word.add_table(rows=1, cols=1, style="Table Grid")
    box.rows[0].height = Cm(8)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _quote(word: WordDocument, quote: RecordedQuote, mark: str) -> None:
    for line in filter(None, f"{mark}{quote.text}".split("\n")):
        item = re.match(r"\s*[-*] ", line)
        paragraph = word.add_paragraph(
            _clean(line[item.end() :] if item else line), style="List Bullet" if item else "Quote"
        )
        paragraph.paragraph_format.left_indent = Cm(1.5 if item else 0.75)
    for name, value in quote.source:
        _fact(word, name, value)


def _fact(word: WordDocument, name: str, value: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(_clean(value))


def _clean(text: str) -> str:
    """Text without the characters that XML, and so Word, can't hold."""
    return _NOT_XML.sub("", text)
