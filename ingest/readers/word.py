"""Word files (.docx): headings and lists by their styles, tables row by row."""

import zipfile
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from ingest.readers.blocks import Block, ReadFile, UnreadableFile, heading_level, plain
from ingest.readers.tables import table_blocks
from ingest.readers.word_numbers import Numbers
from ingest.readers.word_tables import is_headed, table_cells, table_grid

_MOST_BYTES = 300_000_000
_TEXT = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
# What a picture or a text box says stands twice, the second time for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("footnotes", "endnotes")
_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "txbxContent", "customXml", "ins")}


def read_word(path: Path) -> ReadFile:
    """Read a Word file: insertions are read as accepted, deletions as gone, running heads are left out.

    Raises:
        UnreadableFile: it is no Word file, or would unpack to more than 300 MB.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise UnreadableFile("it would unpack to more than 300 MB")
        document = docx.Document(str(path))
    except UnreadableFile:
        raise
    except Exception as error:  # python-docx lets zipfile's, lxml's and KeyError through
        raise UnreadableFile(f"it is not a Word file (.docx) that can be read ({_short(error)})") from error
    body = _Body(document)
    blocks = [block for block in body.blocks() if block.text]
    properties = document.core_properties
    titled = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return ReadFile(
        tuple(blocks),
        title=titled or plain(properties.title or "") or None,
        notes=tuple(_notes(document, body.contents)),
    )


def _short(error: Exception) -> str:
    return plain(str(error))[:120] or type(error).__name__


class _Body:
    """A document's body, read from its first paragraph to its last."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style for style in document.styles}
        self.contents = 0  # lines of a list of contents, which is left out
        parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
        self._numbers = Numbers(document.part.numbering_part.element if "numbering" in parts else None)

    def blocks(self) -> Iterator[Block]:
        """The blocks of the body, and of the content controls and text boxes in it."""
        waiting = [iter(self._body)]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif element.tag == qn("w:p"):
                yield self._paragraph(element)
                waiting.append(iter(_text_boxes(element)))
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in _HOLDERS:
                waiting.append(iter(element))

    def _paragraph(self, element: Any) -> Block:
        text = _words(element)
        properties = element.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = self._styles.get(named.get(qn("w:val"))) if named is not None else None
        name = (style.name or "") if style is not None else ""
        if name.lower().startswith("toc "):
            self.contents += bool(text)
            return Block("paragraph", "")
        level = _outline_level(properties, style)
        list_id, depth = _numbering(properties, style)
        if text and list_id:
            text = plain(f"{self._numbers.next(list_id, depth)} {text}")
        if name == "Title" or level:
            return Block("heading", text, 1 if name == "Title" else heading_level(level))
        if list_id or name.startswith("List"):
            return Block("item", text, 1 + (depth or _last_digit(name) - 1))
        return Block("quotation" if "Quot" in name or name == "Block Text" else "paragraph", text)

    def _table(self, table: Any) -> list[Block]:
        """A table row by row; one that only frames its text (a single cell a row) as what its cells hold."""
        rows = table_cells(table)
        if all(len(row) < 2 for row in rows):
            return [self._paragraph(p) for row in rows for cell in row for p in cell.iter(qn("w:p"))]
        grid = table_grid(rows, self._cell)
        return table_blocks(grid, first_is_header=is_headed(table, rows, self._styles) or None)

    def _cell(self, cell: Any) -> str:
        return " ".join(filter(None, (self._paragraph(p).text for p in cell.iter(qn("w:p")))))


def _text_boxes(paragraph: Any) -> list[Any]:
    boxes = paragraph.iter(qn("w:txbxContent"))
    return [box for box in boxes if not any(above.tag == _FALLBACK for above in box.iterancestors())]


def _words(paragraph: Any) -> str:
    """A paragraph's words with its links and insertions, without what stands in a text box or was moved away."""
    words = []
    for element in paragraph.iter(*_TEXT):
        above = set(takewhile(lambda tag: tag != qn("w:p"), (each.tag for each in element.iterancestors())))
        if next(element.iterancestors(qn("w:p"))) is not paragraph or qn("w:moveFrom") in above:
            continue
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        else:
            words.append("-" if element.tag == qn("w:noBreakHyphen") else " ")
    return plain("".join(words))


def _outline_level(properties: Any, style: Any) -> int:
    """1 for the highest; 0 for what is no heading."""
    while style is not None:
        if style.name and style.name.startswith("Heading ") and style.name[8:].isdigit():
            return int(style.name[8:])
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if found is not None and int(found.get(qn("w:val"), 9)) < 9:
            return int(found.get(qn("w:val"))) + 1
        style = style.base_style
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    return int(found.get(qn("w:val"), 9)) + 1 if found is not None and int(found.get(qn("w:val"), 9)) < 9 else 0


def _numbering(properties: Any, style: Any) -> tuple[str, int]:
    """The list that a paragraph or its style belongs to, and its depth from 0; no list where there is none."""
    list_id, depth = _list_of(properties)
    while list_id is None and style is not None:
        list_id, of_style = _list_of(style.element.find(qn("w:pPr")))
        depth = depth if depth is not None else of_style
        style = style.base_style
    return ("" if list_id in (None, "0") else str(list_id)), depth or 0


def _list_of(properties: Any) -> tuple[str | None, int | None]:
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None, None
    number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    return (
        number.get(qn("w:val")) if number is not None else None,
        int(depth.get(qn("w:val"), 0)) if depth is not None else None,
    )


def _last_digit(name: str) -> int:
    return int(name[-1]) if name[-1:].isdigit() else 1


def _notes(document: Any, contents: int) -> Iterator[str]:
    if contents:
        yield f"its list of contents ({contents} lines) is left out"
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _NOTES and not relation.is_external and relation.target_part.blob.count(b"<w:t") > 0:
            yield f"its {kind} are left out"
