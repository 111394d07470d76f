"""Plain text: paragraphs between blank lines, with the headings and lists that people write in plain text."""

import codecs
import re
from pathlib import Path

from ingest.readers.blocks import Block, ReadFile, UnreadableFile, plain

_BULLET = re.compile(r"\s*[-*•◦▪‣·–]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(?:\(?[0-9]{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
_NUMBERED_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-Z]")
_RULE = re.compile(r"\s*([=\-~*_])\1{2,}\s*")
_LONGEST_HEADING = 80


def decode(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark, or as old Windows programs wrote it.

    Raises:
        UnreadableFile: it is not text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:100_000]:
        raise UnreadableFile("it is not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(path: Path) -> ReadFile:
    """Read a text file; a form feed begins a new page.

    Raises:
        UnreadableFile: it is not text.
    """
    pages = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        for part in re.split(r"\n[^\S\n]*\n", page):
            blocks += _blocks(part.strip("\n").split("\n"), number if len(pages) > 1 else None)
    return ReadFile(tuple(blocks), title=blocks[0].text if blocks and blocks[0].kind == "heading" else None)


def _blocks(lines: list[str], page: int | None) -> list[Block]:
    """What stands between two blank lines: a heading, or paragraphs and list items."""
    made: list[Block] = []
    if len(lines) == 2 and _RULE.fullmatch(lines[1]):
        return [Block("heading", plain(lines[0]), 1 if "=" in lines[1] else 2, page)]
    lines = [line for line in lines if plain(line) and not _RULE.fullmatch(line)]
    if len(lines) == 1 and (level := _heading(plain(lines[0]))):
        return [Block("heading", plain(lines[0]), level, page)]
    widest = max(map(len, lines), default=0)
    ended = True
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet or _NUMBER.match(line):
            depth = 1 + min((len(line) - len(line.lstrip())) // 2, 4)
            made.append(Block("item", plain(line[bullet.end() :] if bullet else line), depth, page))
        elif ended:
            made.append(Block("paragraph", plain(line), 0, page))
        else:
            made[-1] = Block(made[-1].kind, f"{made[-1].text} {plain(line)}", made[-1].level, page)
        ended = line.rstrip().endswith((".", "?", "!", ":")) and len(line) < 0.8 * widest
    return made


def _heading(line: str) -> int:
    """The level of a line that stands alone, if it looks like a heading; else 0."""
    if len(line) > _LONGEST_HEADING or line.endswith((".", ";", ",", ":")) or _BULLET.match(line):
        return 0
    if numbered := _NUMBERED_HEADING.match(line):
        return 1 + len(numbered.group(1).split("."))
    letters = [c for c in line if c.isalpha()]
    return 2 if len(letters) > 3 and all(c.isupper() for c in letters) else 0
