"""The lines of a PDF's columns become paragraphs and list items; words split at line ends are joined."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.blocks import plain
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_regions import Column, Region, Table

_BULLET = re.compile(r"(?:[\x7f•◦▪▫‣∙●○■□◼❖➢➤✓✔·\uf000-\uf0ff]|[-–—*o](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Where indented lines leave this share of their column empty, they are a list and not a quotation.
_SHORT = 0.35
_ENDS = (".", "?", "!", ":", ";")
# First parts that keep their hyphen where the document itself does not show whether they do.
_KEEP_HYPHEN = frozenset("multi self non co well cross".split())


@dataclass
class Paragraph:
    """Lines that belong together. ``item`` is set for a list item, whose bullet is off; ``indent`` is in points."""

    lines: list[Line]
    indent: float
    item: bool
    bullet: str = ""
    close: bool = False
    text: str = field(default="")

    @property
    def size(self) -> float:
        """The height of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page


@dataclass(frozen=True)
class Rows:
    """The cells of a table as text; ``header`` is None where it can't be told whether the first row holds headings.

    ``pages`` is the page on which each row begins.
    """

    cells: tuple[tuple[str, ...], ...]
    header: bool | None
    pages: tuple[int, ...]


def paragraphs(found: Iterable[Region]) -> list[Paragraph | Rows]:
    """Paragraphs and tables in reading order, their lines joined."""
    parts = list(found)
    usual = _usual_gap([part for part in parts if isinstance(part, Column)])
    words = Counter(word.lower() for part in parts for lines in _runs(part) for word in _words_within(lines))
    made: list[Paragraph | Rows] = []
    for part in parts:
        if isinstance(part, Table):
            cells = tuple(tuple(plain(_joined(cell, words)) for cell in row) for row in part.rows)
            pages = tuple(next(cell[0].page for cell in row if cell) for row in part.rows)
            made.append(Rows(cells, part.header, pages))
            continue
        margin = _margin(part, parts)
        for place, line in enumerate(part.lines):
            above = part.lines[place - 1] if place else None
            last = made[-1] if made else None
            if isinstance(last, Paragraph) and _continues(last, line, above, part, usual):
                last.lines.append(line)
            else:
                made.append(_begun(line, above, margin, usual))
    for each in made:
        if isinstance(each, Paragraph):
            each.text = plain(_joined(each.lines, words)[len(each.bullet) :])
    return made


def _runs(part: Region) -> list[tuple[Line, ...]]:
    return [part.lines] if isinstance(part, Column) else [cell for row in part.rows for cell in row]


def _usual_gap(columns: Sequence[Column]) -> float:
    """The distance of two lines of one paragraph, in multiples of the letters' height."""
    gaps: Counter[float] = Counter()
    for column in columns:
        for one, other in zip(column.lines, column.lines[1:], strict=False):
            if abs(one.size - other.size) < 0.5:
                gaps[round((one.base - other.base) / one.size, 1)] += 1
    frequent = [gap for gap, count in gaps.items() if count >= 0.15 * sum(gaps.values())]
    return min(frequent, default=1.2)


def _margin(column: Column, parts: Sequence[Column | Table]) -> float:
    """Where the text of a column starts on its page, though the column itself may be an indented list."""
    size, page = column.lines[0].size, column.lines[0].page
    lefts = [
        part.left
        for part in parts
        if isinstance(part, Column) and part.lines[0].page == page and part.left < column.right
    ]
    return min(left for left in lefts if column.left - left <= 4 * size)


def _begun(line: Line, above: Line | None, margin: float, usual: float) -> Paragraph:
    text = line.text.strip()
    bullet = _BULLET.match(text)
    indent = max(line.left - margin, 0.0)
    close = above is not None and (above.base - line.base) / line.size <= usual * 1.3
    item = bool(bullet or _NUMBER.match(text))
    return Paragraph([line], indent, item, bullet.group() if bullet else "", close)


def _continues(last: Paragraph, line: Line, above: Line | None, column: Column, usual: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    before, text = last.lines[-1], line.text.strip()
    if _BULLET.match(text) or (_NUMBER.match(text) and not text[0].islower()) or abs(line.size - before.size) > 0.6:
        return False
    ended = before.text.rstrip().endswith(_ENDS)
    if above is None or above is not before:  # over the end of a page or a column
        return not ended and not last.bold and (text[:1].islower() or before.text.rstrip().endswith(("-", ",")))
    if (before.base - line.base) / line.size > usual * 1.3:
        return False
    if last.bold and not line.bold:
        return False
    first = text.split(" ")[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(text), 1)
    indented = last.indent > 0.5 * line.size
    if _edge(before, column) - before.right > width + 0.5 * line.size and (
        ended or indented or line.bold != before.bold or not text[:1].islower()
    ):
        return False  # the line was ended though the next word had room
    back = last.item and len(last.lines) > 1 and line.left < before.left - 0.5 * line.size
    return not (back or (last.item and line.left < last.lines[0].left - 0.5 * line.size))


def _edge(line: Line, column: Column) -> float:
    """How far to the right the lines that start where this one starts may go: quotations end before the others do."""
    alike = [each.right for each in column.lines if abs(each.left - line.left) < 1]
    reach = max(alike)
    wide = reach > column.right - 2 * line.size or column.right - reach > _SHORT * (column.right - column.left)
    return column.right if wide else reach


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    """The words of lines that follow one another, those split at line ends made whole."""
    text = ""
    for line in lines:
        following = line.text.strip()
        if re.search(r"[^\W\d_]-$", text) and following[:1].islower():
            text = _unsplit(text, following, words)
        elif text.endswith("\u00ad"):
            text = text[:-1] + following
        else:
            text = f"{text} {following}"
    return text.strip()


def _unsplit(text: str, following: str, words: Counter[str]) -> str:
    """Two halves of a word as one: as the document writes it elsewhere, else with a hyphen after such as “multi-”."""
    first = re.findall(r"[^\W\d_]+", text)[-1]
    second = re.findall(r"[^\W\d_]+", following)[0]
    whole, hyphened = words[f"{first}{second}".lower()], words[f"{first}-{second}".lower()]
    if hyphened > whole or (whole == hyphened == 0 and first.lower() in _KEEP_HYPHEN):
        return text + following
    return text[:-1] + following


def _words_within(lines: Sequence[Line]) -> list[str]:
    """The words of lines, but for those at a line's end and start, which may be halves."""
    return [word for line in lines for word in _WORD.findall(line.text)[1:-1]]
