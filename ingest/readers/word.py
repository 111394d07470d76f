"""Word files (.docx): headings and lists by their styles, tables row by row."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from ingest.readers.blocks import Block, ReadFile, UnreadableFile, heading_level, plain, table_blocks

_MOST_BYTES = 300_000_000
_TEXT = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
# What a picture or a text box says stands twice, the second time for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("footnotes", "endnotes")


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
    blocks = [block for block in _blocks(document.element.body, document.styles) if block.text]
    properties = document.core_properties
    titled = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return ReadFile(
        tuple(blocks),
        title=titled or plain(properties.title or "") or None,
        notes=tuple(_notes(document)),
    )


def _short(error: Exception) -> str:
    return plain(str(error))[:120] or type(error).__name__


def _blocks(parent: Any, styles: Any) -> Iterator[Block]:
    """The blocks of a body, and of the content controls and text boxes in it."""
    names = {style.style_id: style for style in styles}
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == qn("w:p"):
            yield _paragraph(element, names)
            waiting.append(iter(_text_boxes(element)))
        elif element.tag == qn("w:tbl"):
            yield from _table(element, names)
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:txbxContent"), qn("w:customXml"), qn("w:ins")):
            waiting.append(iter(element))


def _text_boxes(paragraph: Any) -> list[Any]:
    boxes = paragraph.iter(qn("w:txbxContent"))
    return [box for box in boxes if not any(above.tag == _FALLBACK for above in box.iterancestors())]


def _words(paragraph: Any) -> str:
    """A paragraph's words with its links and insertions, without what stands in a text box."""
    words = []
    for element in paragraph.iter(*_TEXT):
        if next(element.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        else:
            words.append("-" if element.tag == qn("w:noBreakHyphen") else " ")
    return plain("".join(words))


def _paragraph(element: Any, styles: dict[str, Any]) -> Block:
    text = _words(element)
    properties = element.find(qn("w:pPr"))
    named = properties.find(qn("w:pStyle")) if properties is not None else None
    style = styles.get(named.get(qn("w:val"))) if named is not None else None
    name = (style.name or "") if style is not None else ""
    level = _outline_level(properties, style)
    if name == "Title" or level:
        return Block("heading", text, 1 if name == "Title" else heading_level(level))
    numbering = next((found for found in _numbering(properties, style)), None)
    if numbering is not None or name.startswith("List"):
        depth = numbering.find(qn("w:ilvl")) if numbering is not None else None
        return Block("item", text, 1 + int(depth.get(qn("w:val"), 0) if depth is not None else _last_digit(name) - 1))
    return Block("quotation" if "Quot" in name or name == "Block Text" else "paragraph", text)


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


def _numbering(properties: Any, style: Any) -> Iterator[Any]:
    """The numbering of a paragraph or of its style; numbering 0 takes it off."""
    if properties is not None and (own := properties.find(qn("w:numPr"))) is not None:
        number = own.find(qn("w:numId"))
        if number is None or number.get(qn("w:val")) != "0":
            yield own
        return
    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            yield found
        style = style.base_style


def _last_digit(name: str) -> int:
    return int(name[-1]) if name[-1:].isdigit() else 1


def _table(table: Any, styles: dict[str, Any]) -> list[Block]:
    """A table row by row; one that only frames its text (a single cell a row) as what its cells hold."""
    rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
    if all(len(row) < 2 for row in rows):
        return [_paragraph(p, styles) for row in rows for cell in row for p in cell.iter(qn("w:p"))]
    texts = [[" ".join(filter(None, (_words(p) for p in cell.iter(qn("w:p"))))) for cell in row] for row in rows]
    first = next(table.iterchildren(qn("w:tr")))
    marked = first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    bold = all(_bold(cell) for cell in rows[0])
    return table_blocks(texts, first_is_header=(marked or bold) or None)


def _bold(cell: Any) -> bool:
    runs = [run for run in cell.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()]
    return bool(runs) and all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)


def _notes(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _NOTES and not relation.is_external and relation.target_part.blob.count(b"<w:t") > 0:
            yield f"its {kind} are left out"
