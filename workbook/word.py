"""Small pieces of Word documents: a plain document, tables with a heading row, shaded cells, links."""

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from workbook.compare import Counts
from workbook.fields import Rating
from workbook.look import LOOKS, Look

_NAME, _WIDE, _PIECES = 7.0, 25.7, 48  # centimetres of a bar's name and of a bar with it; pieces that a bar has
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_word(title: str, landscape: bool = False) -> WordDocument:
    """An empty A4 document in the house's plain style, with its title as its first heading."""
    word = Document()
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(10 if landscape else 11)
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
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    return made


def add_row(made: Table, texts: Sequence[str]) -> Sequence[_Cell]:
    """A row of plain texts, kept on one page; gives its cells."""
    row = made.add_row()
    kept = OxmlElement("w:cantSplit")
    kept.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(kept)
    cells: Sequence[_Cell] = row.cells
    for cell, text, column in zip(cells, texts, made.columns, strict=True):
        cell.width = column.width
        say(cell, text)
    return cells


def say(cell: _Cell, text: str, bold: bool = False, small: bool = False, colour: str | None = None) -> None:
    """Write a paragraph in a cell, in its first one while that is empty."""
    paragraph = cell.paragraphs[-1] if not cell.paragraphs[-1].text else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(clean(text))
    run.bold = bold
    run.font.size = Pt(8.5 if small else 9.5)
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


def quote(word: WordDocument, text: str, source: str) -> Paragraph:
    """A quotation, line by line as the document has it, with where it stands below it."""
    paragraph = None
    for line in filter(None, text.split("\n")):
        paragraph = word.add_paragraph(clean(line), style="Quote")
        paragraph.paragraph_format.left_indent = Cm(0.75)
        paragraph.paragraph_format.space_after = Pt(0)
    note = word.add_paragraph()
    note.paragraph_format.left_indent = Cm(0.75)
    note.add_run(clean(source)).font.size = Pt(8.5)
    return paragraph or note


def bars(word: WordDocument, rows: Sequence[tuple[str, Counts]]) -> None:
    """A stacked bar for each name: a piece as wide as its share for each rating, with its number and letter."""
    made = word.add_table(rows=0, cols=1 + _PIECES, style="Table Grid")
    made.autofit = False
    made.columns[0].width = Cm(_NAME)
    for column in list(made.columns)[1:]:
        column.width = Cm((_WIDE - _NAME) / _PIECES)
    for name, counts in rows:
        cells = made.add_row().cells
        say(cells[0], name)
        total, done, start = sum(counts.values()), 0, 1
        for rating, number in counts.items():
            done += number
            end = 1 + round(done / total * _PIECES) if total else 1
            if end > start:
                text = f"{number} {LOOKS[rating].letter}" if end - start > 2 else str(number)
                rate(cells[start].merge(cells[end - 1]), LOOKS[rating], text)
            start = end


def strip(word: WordDocument, rows: Sequence[tuple[str, Sequence[Rating]]]) -> None:
    """A row of cells for each name, one cell with its letter for each rating."""
    width = len(rows[0][1]) if rows else 0
    made = word.add_table(rows=0, cols=1 + width, style="Table Grid")
    made.autofit = False
    made.columns[0].width = Cm(_NAME)
    for column in list(made.columns)[1:]:
        column.width = Cm(1.05)
    for name, ratings in rows:
        cells = made.add_row().cells
        cells[0].width = Cm(_NAME)
        say(cells[0], name)
        for cell, rating in zip(cells[1:], ratings, strict=True):
            cell.width = Cm(1.05)
            rate(cell, LOOKS[rating], LOOKS[rating].letter)


def legend(word: WordDocument) -> None:
    """What the letters and colours of ratings mean."""
    made = word.add_table(rows=1, cols=len(LOOKS), style="Table Grid")
    for cell, look in zip(made.rows[0].cells, LOOKS.values(), strict=True):
        rate(cell, look, f"{look.letter}  {look.words}")
