"""Small pieces of Word documents: a plain document, tables with a heading row, shaded cells, links."""

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from workbook.compare import Counts
from workbook.fields import Rating
from workbook.look import LOOKS, Look

_CELL = "Cell"  # the style of what stands in tables
_NAME, _WIDE, _PIECES = 7.0, 25.7, 48  # centimetres of a bar's name and of a bar with it; pieces that a bar has
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_word(title: str, landscape: bool = False) -> WordDocument:
    """An empty A4 document in the house's plain style, with its title as its first heading."""
    word = Document()
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(10 if landscape else 11)
    cell = word.styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = word.styles["Normal"]
    cell.font.size, cell.paragraph_format.space_after = Pt(9.5), Pt(2)
    quote = word.styles["Quote"].paragraph_format
    quote.left_indent, quote.space_after = Cm(0.75), Pt(2)
    for level in range(1, 5):
        heading = word.styles[f"Heading {level}"].font
        heading.name, heading.color.rgb = "Arial", RGBColor.from_string("134E5A")
    word.core_properties.title = clean(title)
    word.core_properties.author = "Signpost"
    word.core_properties.language = "en-GB"
    section = word.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    word.add_heading(clean(title), 1)
    return word


def saved(word: WordDocument) -> bytes:
    """The bytes of the .docx file."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def clean(text: str) -> str:
    """Text without the characters that XML, and so Word and Excel, can't hold."""
    return _NOT_XML.sub("", text)


def table(word: WordDocument, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A table with a heading row that is repeated on each page; widths in centimetres."""
    made = word.add_table(rows=1, cols=len(heads), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, head, width in zip(made.rows[0].cells, heads, widths, strict=True):
        cell.width = Cm(width)
        say(cell, head, bold=True)
        shade(cell, "E4EEF0")
    _mark(made.rows[0]._tr, "w:tblHeader")
    return made


def add_row(made: Table, texts: Sequence[str]) -> list[_Cell]:
    """A row of plain texts, kept on one page; gives its cells."""
    row = made.add_row()
    _mark(row._tr, "w:cantSplit")
    cells = [_Cell(tc, made) for tc in row._tr.tc_lst]
    for cell, text in zip(cells, texts, strict=True):
        if text:
            say(cell, text)
    return cells


def say(cell: _Cell, text: str, bold: bool = False, colour: str | None = None) -> None:
    """Write a paragraph in a cell, in its first one while that is empty."""
    last = Paragraph(cell._tc.p_lst[-1], cell)
    paragraph = Paragraph(cell._tc.add_p(), cell) if last.text else last
    paragraph._p.style = _CELL
    run = paragraph.add_run(clean(text))
    if bold:
        run.bold = True
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def rate(cell: _Cell, look: Look, text: str | None = None) -> None:
    """Show a rating in a cell: its words, or other text, on its colour."""
    shade(cell, look.colour)
    say(cell, look.words if text is None else text, bold=True, colour=look.ink)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground (RRGGBB)."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def quote(word: WordDocument, text: str, source: str) -> None:
    """A quotation, line by line as the document has it, with where it stands below it."""
    for line in filter(None, text.split("\n")):
        word.add_paragraph(clean(line))._p.style = "Quote"
    note = word.add_paragraph(clean(source))
    note._p.style = _CELL
    note.paragraph_format.left_indent = Cm(0.75)


def bars(word: WordDocument, rows: Sequence[tuple[str, Counts]]) -> None:
    """A stacked bar for each name: a piece as wide as its share for each rating, with its number and letter."""
    made = _grid(word, [_NAME, *[(_WIDE - _NAME) / _PIECES] * _PIECES])
    for name, counts in rows:
        row = made._tbl.add_tr()
        say(_add_cell(made, row, _NAME), name)
        total, done, start = sum(counts.values()), 0, 0
        for rating, number in counts.items():
            done += number
            end = round(done / total * _PIECES) if total else 0
            if end > start:
                cell = _add_cell(made, row, (_WIDE - _NAME) / _PIECES * (end - start), end - start)
                rate(cell, LOOKS[rating], f"{number} {LOOKS[rating].letter}" if end - start > 2 else str(number))
            start = end


def strip(word: WordDocument, rows: Sequence[tuple[str, Sequence[Rating]]]) -> None:
    """A row of cells for each name, one cell with its letter for each rating."""
    made = _grid(word, [_NAME, *[1.05] * (len(rows[0][1]) if rows else 0)])
    for name, ratings in rows:
        row = made._tbl.add_tr()
        say(_add_cell(made, row, _NAME), name)
        for rating in ratings:
            rate(_add_cell(made, row, 1.05), LOOKS[rating], LOOKS[rating].letter)


def _grid(word: WordDocument, widths: Sequence[float]) -> Table:
    """A table without rows whose columns have these widths, in centimetres."""
    made = word.add_table(rows=0, cols=len(widths), style="Table Grid")
    made.autofit = False
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    return made


def _add_cell(made: Table, row: Any, width: float, columns: int = 1) -> _Cell:
    cell = _Cell(row.add_tc(), made)
    cell.width = Cm(width)
    if columns > 1:
        cell._tc.grid_span = columns
    return cell


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)


def legend(word: WordDocument) -> None:
    """What the letters and colours of ratings mean."""
    made = word.add_table(rows=1, cols=len(LOOKS), style="Table Grid")
    for cell, look in zip(made.rows[0].cells, LOOKS.values(), strict=True):
        rate(cell, look, f"{look.letter}  {look.words}")
