"""Word: a handout, and the answer key as a file of its own."""

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from quiz.export.parts import ANSWERS, DISCUSS, LETTERS, Export, File, answer, mixed, prompts, reasons
from quiz.item import Item

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(items: Sequence[Item], title: str) -> Export:
    """Two .docx files: what people are given, and what the trainer keeps."""
    return Export((File(".docx", _handout(items, title)), File("-answers.docx", _key(items, title))))


def _handout(items: Sequence[Item], title: str) -> bytes:
    word = _word(title)
    for number, item in enumerate(items, 1):
        _stem(word, number, item)
        if item.questions:
            word.add_paragraph(f"{DISCUSS}:")
            for question in item.questions:
                _indented(word, question)
            continue
        for prompt in prompts(item):
            _indented(word, f"{prompt}: ____")
        for place, text in enumerate(mixed(item)):
            _indented(word, f"{LETTERS[place]}.  {text}")
    return _saved(word)


def _key(items: Sequence[Item], title: str) -> bytes:
    word = _word(f"{title}: {ANSWERS.lower()}")
    for number, item in enumerate(items, 1):
        _stem(word, number, item)
        for line in answer(item):
            _indented(word, line).runs[0].bold = True
        for line in (item.explanation, *reasons(item)):
            _indented(word, line)
    return _saved(word)


def _word(title: str) -> WordDocument:
    word = Document()
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(11)
    word.core_properties.title = title
    word.core_properties.author = "Signpost"
    word.core_properties.language = "en-GB"
    word.add_heading(_clean(title), 1)
    return word


def _stem(word: WordDocument, number: int, item: Item):  # type: ignore[no-untyped-def]
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.add_run(f"{number}. {_clean(item.stem)}").bold = True


def _indented(word: WordDocument, text: str):  # type: ignore[no-untyped-def]
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.75)
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(_clean(text))
    return paragraph


def _saved(word: WordDocument) -> bytes:
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _clean(text: str) -> str:
    """Text without the characters that XML, and so Word, can't hold."""
    return _NOT_XML.sub("", text)
