"""A file of any kind becomes the blocks of a document: headings, paragraphs, list items and quotations."""

from collections.abc import Callable
from pathlib import Path

from ingest.readers.blocks import ReadFile


def _pdf(path: Path) -> ReadFile:
    from ingest.readers.pdf import read_pdf

    return read_pdf(path)


def _word(path: Path) -> ReadFile:
    from ingest.readers.word import read_word

    return read_word(path)


def _html(path: Path) -> ReadFile:
    from ingest.readers.html import read_html

    return read_html(path)


def _markdown(path: Path) -> ReadFile:
    from ingest.readers.markdown import read_markdown

    return read_markdown(path)


def _text(path: Path) -> ReadFile:
    from ingest.readers.text import read_text

    return read_text(path)


# Each reader is imported when a file of its kind is met.
READERS: dict[str, Callable[[Path], ReadFile]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
}
