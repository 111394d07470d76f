"""PDF: pypdf gives the words with their places; headings, lists and tables are found by how they are set."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader

from ingest.readers.blocks import Block, ReadFile, UnreadableFile, heading_level, plain
from ingest.readers.pdf_bullets import drawn_dots, with_bullets
from ingest.readers.pdf_lines import page_lines
from ingest.readers.pdf_margins import body_size, is_contents_entry, without_running_heads
from ingest.readers.pdf_paragraphs import Paragraph, Rows, paragraphs
from ingest.readers.pdf_regions import Region, regions
from ingest.readers.pdf_spanning import whole_tables
from ingest.readers.tables import table_blocks

_LARGER = 1.08
_LONGEST_HEADING = 200
_LONGEST_BOLD_HEADING = 110
_LONGEST_NUMBERED_ITEM = 300
_INDENTED = 0.7
_CONTENTS = ("contents", "table of contents", "contents page")
_JUNK_TITLE = re.compile(
    r"(?i)microsoft|untitled|^\(anonymous\)$|\.(docx?|pdf|rtf|odt|indd|html?)$|^document\d*$|^slide \d"
)

_Style = tuple[float, bool]


def read_pdf(path: Path) -> ReadFile:
    """Read a PDF file.

    Raises:
        UnreadableFile: it is no PDF, is protected by a password, or has no page with text.
    """
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("it is protected by a password: save a copy without one")
        read = [page_lines(page, number) for number, page in enumerate(reader.pages, 1)]
        heights = [
            float(page.mediabox.width if (page.rotation or 0) % 180 else page.mediabox.height) for page in reader.pages
        ]
        outline = {(page, _key(title)): level for title, level, page in _outline(reader, reader.outline, 1)}
        title = plain(reader.metadata.title or "") if reader.metadata else ""
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:  # damaged files raise anything from pypdf's errors to AttributeError
        raise UnreadableFile(f"it is not a PDF that can be read ({plain(str(error))[:120]})") from error
    marked = [with_bullets(page.lines, drawn_dots(page.operations)) for page in read]
    pages = without_running_heads(list(zip(heights, marked, strict=True)))
    unreadable = [
        number
        for number, (page, lines) in enumerate(zip(read, pages, strict=True), 1)
        if not any(c.isalnum() for line in lines for c in line.text) and (page.pictured or page.unknown)
    ]
    partly = [number for number, page in enumerate(read, 1) if page.unknown and number not in unreadable]
    if not any(pages):
        raise UnreadableFile(
            f"none of its {len(read)} pages has text: they are pictures, which need text recognition (OCR) first"
            if unreadable
            else "it has no text"
        )
    contents = sum(is_contents_entry(line) for lines in pages for line in lines)
    pages = [[line for line in lines if not is_contents_entry(line)] for lines in pages]
    found = whole_tables([list(regions(lines)) for lines in pages])
    blocks, largest = _blocks(found, body_size(pages), outline)
    return ReadFile(
        tuple(blocks),
        title=largest or (title if title and not _JUNK_TITLE.search(title) else None),
        notes=tuple(_notes(unreadable, partly, contents)),
    )


def _notes(unreadable: Sequence[int], partly: Sequence[int], contents: int) -> Iterator[str]:
    if unreadable:
        pages = ", ".join(map(str, unreadable))
        yield f"no text could be read on page {pages}: it needs text recognition (OCR) first"
    if partly:
        pages = ", ".join(map(str, partly))
        yield f"some letters on page {pages} could not be told from others and are left out: read the page itself"
    if contents:
        yield f"its list of contents ({contents} lines) is left out"


def _outline(reader: PdfReader, entries: Sequence[object], level: int) -> Iterator[tuple[str, int, int]]:
    """Title, level and page of every bookmark."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, level + 1)
        else:
            page = reader.get_destination_page_number(entry)  # type: ignore[arg-type]
            if page is not None:
                yield str(getattr(entry, "title", "")), level, page + 1


def _key(text: str) -> str:
    return "".join(c for c in plain(text).lower() if c.isalnum())


def _blocks(
    found: Sequence[Region], body: float, outline: dict[tuple[int, str], int]
) -> tuple[list[Block], str | None]:
    """Blocks in reading order, and the title: the largest heading of the first page."""
    parts = paragraphs(found)
    headings = {id(part): style for part in parts if (style := _heading_style(part, body, outline))}
    title = _title(parts, headings)
    levels = _levels(parts, headings, outline, title)
    blocks: list[Block] = []
    for place, part in enumerate(parts):
        if isinstance(part, Rows):
            blocks += table_blocks(part.cells, part.header, part.pages)
        elif part is title or not part.text:
            continue
        elif id(part) in headings:
            blocks.append(Block("heading", part.text, levels[id(part)], part.page))
        else:
            blocks.append(_text_block(part, parts[place + 1 : place + 2], body))
    bare = [n for n, b in enumerate(blocks) if b.kind == "heading" and b.text.lower() in _CONTENTS]
    empty = {n for n in bare if n + 1 < len(blocks) and blocks[n + 1].kind == "heading"}
    return [block for n, block in enumerate(blocks) if n not in empty], title.text if title else None


def _heading_style(part: Paragraph | Rows, body: float, outline: dict[tuple[int, str], int]) -> _Style | None:
    """The style of a heading: letters larger than the text's, or a short bold line; None for what is no heading."""
    if isinstance(part, Rows) or not part.text or not any(c.isalpha() for c in part.text):
        return None
    style = (round(part.size, 1), part.bold)
    if (part.page, _key(part.text)) in outline:
        return style
    if part.bullet or len(part.text) > _LONGEST_HEADING or part.text.endswith((".", ";", ",")):
        return None
    if part.size >= body * _LARGER:
        return style
    return style if part.bold and part.size > body * 0.95 and len(part.text) <= _LONGEST_BOLD_HEADING else None


def _title(parts: Sequence[Paragraph | Rows], headings: dict[int, _Style]) -> Paragraph | None:
    """The largest heading of the first page, if no other is as large, or all others that are have numbers."""
    first = [p for p in parts if isinstance(p, Paragraph) and id(p) in headings]
    if not first:
        return None
    page = first[0].page
    best = max((p for p in first if p.page == page), key=lambda p: p.size)
    others = [p for p in first if p.size >= best.size - 0.1 and p is not best]
    return best if all(p.text[:1].isdigit() for p in others) and not (others and best.text[:1].isdigit()) else None


def _levels(
    parts: Sequence[Paragraph | Rows],
    headings: dict[int, _Style],
    outline: dict[tuple[int, str], int],
    title: Paragraph | None,
) -> dict[int, int]:
    """The level of each heading: its bookmark's; else that of others of its style; else its style's rank."""
    found = [part for part in parts if isinstance(part, Paragraph) and id(part) in headings and part is not title]
    marked = {id(part): outline[key] for part in found if (key := (part.page, _key(part.text))) in outline}
    top = 1 if marked and title and (title.page, _key(title.text)) in outline else 0
    ranks = {style: rank for rank, style in enumerate(sorted({headings[id(p)] for p in found}, reverse=True), 2)}
    votes: dict[_Style, Counter[int]] = {}
    for part in found:
        if id(part) in marked:
            votes.setdefault(headings[id(part)], Counter())[marked[id(part)] + 1 - top] += 1
    below = max((max(each) for each in votes.values()), default=1) + 1
    levels = {}
    for part in found:
        style = headings[id(part)]
        if id(part) in marked:
            level = marked[id(part)] + 1 - top
        elif style in votes:
            level = votes[style].most_common(1)[0][0]
        else:
            level = below if votes else ranks[style]
        levels[id(part)] = heading_level(max(level, 2))
    return levels


def _text_block(part: Paragraph, after: Sequence[Paragraph | Rows], body: float) -> Block:
    numbered = part.item and not part.bullet
    if part.item and not (numbered and len(part.text) > _LONGEST_NUMBERED_ITEM):
        return Block("item", part.text, 1 + min(int(part.indent // (2 * body)), 3) if part.bullet else 1, part.page)
    if numbered or part.indent < _INDENTED * body:
        return Block("paragraph", part.text, 0, part.page)
    listed = part.close or any(isinstance(n, Paragraph) and n.indent >= _INDENTED * body and n.close for n in after)
    return Block("item" if listed else "quotation", part.text, 1 if listed else 0, part.page)
