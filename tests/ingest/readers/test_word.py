from pathlib import Path

import docx
import pytest
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
