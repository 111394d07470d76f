"""Small pieces of Word documents: a plain document with a contents list, tables with a heading row, shaded cells."""

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
from docx.text.parfmt import ParagraphFormat

from workbook.look import Look

_BRAND = "134E5A"
_CELL = "Cell"  # the style of what stands in tables
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
    word.styles["Quote"].font.size = Pt(9.5 if landscape else 10.5)
    for level in range(1, 5):
        heading = word.styles[f"Heading {level}"].font
        heading.name, heading.color.rgb = "Arial", RGBColor.from_string(_BRAND)
    word.core_properties.title = clean(title)
    word.core_properties.author = "Signpost"
    word.core_properties.language = "en-GB"
    section = word.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    _foot(word, clean(title))
    word.add_heading(clean(title), 1)
    return word


def _foot(word: WordDocument, title: str) -> None:
    """The title and the page's number at the foot of every page."""
    foot = word.sections[0].footer.paragraphs[0]
    foot._p.style = _CELL
    foot.add_run(f"{title} · page ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)


def contents(word: WordDocument, before: Paragraph) -> None:
    """A list of the parts, the headings of level 2, before a paragraph; each leads to its part."""
    parts = [paragraph for paragraph in word.paragraphs if paragraph._p.style == "Heading2"]
    before.insert_paragraph_before("In this report", style="Heading 2")
    for number, heading in enumerate(parts, 1):
        name = f"part-{number}"
        begins, ends = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (begins, ends):
            mark.set(qn("w:id"), str(number))
        begins.set(qn("w:name"), name)
        heading._p.insert(1, begins)
        heading._p.append(ends)
        line = before.insert_paragraph_before(style="List Bullet")
        run = line.add_run(heading.text)
        run.font.color.rgb, run.font.underline = RGBColor.from_string(_BRAND), True
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        link.append(run._r)
        line._p.append(link)


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
    keep_with_next(made)
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


def quote(word: WordDocument, text: str, source: str, lead_in: str = "") -> None:
    """A quotation, line by line as the document has it, with what leads in to it above and where it stands below."""
    if lead_in:
        _note(word, lead_in).keep_with_next = True
    for line in filter(None, text.split("\n")):
        quoted = word.add_paragraph(clean(line))
        quoted._p.style = "Quote"
        quoted.paragraph_format.keep_with_next = True
    _note(word, source).space_after = Pt(8)


def _note(word: WordDocument, text: str) -> ParagraphFormat:
    note = word.add_paragraph(clean(text))
    note._p.style = _CELL
    note.paragraph_format.left_indent = Cm(0.75)
    return note.paragraph_format


def keep_with_next(made: Table) -> None:
    """Keep the rows that a table has so far, and what follows them, on one page."""
    for paragraph in made._tbl.iter(qn("w:p")):
        Paragraph(paragraph, made).paragraph_format.keep_with_next = True


def join(cells: Sequence[_Cell]) -> None:
    """Join cells of one column, all but the first empty, to one."""
    for number, cell in enumerate(cells):
        cell._tc.vMerge = "continue" if number else "restart"


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)
