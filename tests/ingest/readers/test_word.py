from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.blocks import Block, UnreadableFile
from ingest.readers.word import read_word


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.docx"


def test_headings_lists_and_paragraphs_are_told_apart_by_their_styles(path: Path) -> None:
    made = docx.Document()
    made.add_heading("Visits", 2)
    made.add_paragraph("Officers visit.")
    made.add_paragraph("at home", style="List Bullet")
    made.add_paragraph("in the kitchen", style="List Bullet 2")
    made.save(str(path))
    assert [(b.kind, b.level) for b in read_word(path).blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("item", 1),
        ("item", 2),
    ]


def test_a_row_of_a_table_says_what_its_columns_are(path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 3)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["Step", "Who", "When", "Visit", "Nurse", "Today"], strict=True
    ):
        cell.text = text
    made.save(str(path))
    assert read_word(path).blocks == (Block("item", "Step: Visit; Who: Nurse; When: Today", 1),)


def test_insertions_are_read_and_deletions_are_not(path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Officers ")._p
    w = nsdecls("w")
    paragraph.append(parse_xml(f"<w:ins {w} w:id='1' w:author='A'><w:r><w:t>must</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {w} w:id='2' w:author='A'><w:r><w:delText>may</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:r {w}><w:t xml:space='preserve'> visit.</w:t></w:r>"))
    made.save(str(path))
    assert read_word(path).blocks == (Block("paragraph", "Officers must visit."),)


def test_what_stands_in_a_content_control_is_read(path: Path) -> None:
    made = docx.Document()
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Officers visit.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made.element.body.insert(0, parse_xml(control))
    made.save(str(path))
    assert read_word(path).blocks == (Block("paragraph", "Officers visit."),)


def test_what_is_no_word_file_is_refused(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(UnreadableFile, match="not a Word file"):
        read_word(path)


def numbered(path: Path, levels: list[tuple[str, str]]) -> Any:
    """A document with a list number 90 of these formats and texts, and how to put a paragraph in it."""
    made = docx.Document()
    rules = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(levels)
    )
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{rules}</w:abstractNum>"))
    numbering.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"),
    )

    def put(text: str, level: int, style: str | None = None) -> None:
        properties = made.add_paragraph(text, style=style)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='90'/></w:numPr>")
        )
        made.save(str(path))

    return put


def test_headings_keep_the_numbers_that_word_shows_before_them(path: Path) -> None:
    put = numbered(path, [("decimal", "%1."), ("decimal", "%1.%2")])
    for text, level in [("Purpose", 0), ("Visits", 0), ("At home", 1), ("Elsewhere", 1), ("Records", 0), ("Notes", 1)]:
        put(text, level, f"Heading {level + 1}")
    assert [block.text for block in read_word(path).blocks] == [
        "1. Purpose",
        "2. Visits",
        "2.1 At home",
        "2.2 Elsewhere",
        "3. Records",
        "3.1 Notes",
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [("lowerLetter", "(b) two"), ("upperRoman", "(II) two"), ("bullet", "two"), ("decimal", "(2) two")],
)
def test_list_items_keep_their_numbers_and_letters(path: Path, form: str, expected: str) -> None:
    put = numbered(path, [(form, "(%1)")])
    put("one", 0)
    put("two", 0)
    assert read_word(path).blocks[1] == Block("item", expected, 1)


def test_a_merged_cell_is_said_in_each_of_its_rows(path: Path) -> None:
    made = docx.Document()
    table = made.add_table(4, 3)
    rows = [
        ["Risk", "Action", "When"],
        ["High", "Call 999", "At once"],
        ["", "Tell the manager", "Today"],
        ["All times", "", ""],
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2))
    made.save(str(path))
    assert [block.text for block in read_word(path).blocks] == [
        "Risk: High; Action: Call 999; When: At once",
        "Risk: High; Action: Tell the manager; When: Today",
        "All times",
    ]


def test_a_first_row_that_the_tables_style_sets_apart_holds_headings(path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 2, style="Light Grid Accent 1")
    for cell, text in zip([c for row in table.rows for c in row.cells], ["Found", "Do", "Hurt", "Report"], strict=True):
        cell.text = text
    made.save(str(path))
    assert read_word(path).blocks == (Block("item", "Found: Hurt; Do: Report", 1),)


def test_what_was_moved_is_read_once(path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Officers visit.")._p.append(
        parse_xml(f"<w:moveFrom {nsdecls('w')} w:id='1' w:author='A'><w:r><w:t>Nurses too.</w:t></w:r></w:moveFrom>")
    )
    made.save(str(path))
    assert read_word(path).blocks == (Block("paragraph", "Officers visit."),)


def test_a_list_of_contents_is_left_out_and_said_to_be(path: Path) -> None:
    made = docx.Document()
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Visits\t3", style="toc 1")
    made.add_paragraph("Officers visit.")
    made.save(str(path))
    read = read_word(path)
    assert (len(read.blocks), read.notes) == (1, ("its list of contents (1 lines) is left out",))
