from pathlib import Path

import pytest

from ingest.readers.blocks import Block, UnreadableFile
from ingest.readers.markdown import read_markdown


def read(folder: Path, text: str) -> tuple[Block, ...]:
    path = folder / "made.md"
    path.write_text(text, encoding="utf-8")
    return read_markdown(path).blocks


def test_inline_marks_are_taken_off(tmp_path: Path) -> None:
    assert read(tmp_path, "Officers **must** [visit](https://example.org) `now`.") == (
        Block("paragraph", "Officers must visit now."),
    )


def test_a_row_of_a_table_says_what_its_columns_are(tmp_path: Path) -> None:
    assert read(tmp_path, "| Who | When |\n|--|--|\n| Nurse | Today |\n") == (
        Block("item", "Who: Nurse; When: Today", 1),
    )


def test_html_in_the_text_is_read_too(tmp_path: Path) -> None:
    assert read(tmp_path, "<div>\n<p>Officers visit.</p>\n</div>\n") == (Block("paragraph", "Officers visit."),)


def test_front_matter_gives_the_title(tmp_path: Path) -> None:
    path = tmp_path / "made.md"
    path.write_text("---\ntitle: Procedures\n---\nOfficers visit.\n", encoding="utf-8")
    assert read_markdown(path).title == "Procedures"


def test_lists_nested_beyond_reading_are_refused_and_never_cut(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read(tmp_path, "> " * 10_000 + "deep")


def test_a_numbered_list_keeps_its_numbers(tmp_path: Path) -> None:
    assert [block.text for block in read(tmp_path, "3. visit\n4. write\n\n- end\n")] == ["3. visit", "4. write", "end"]
