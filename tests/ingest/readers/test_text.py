from pathlib import Path

import pytest

from ingest.readers.blocks import Block, UnreadableFile
from ingest.readers.text import read_text


def read(folder: Path, text: str | bytes) -> tuple[Block, ...]:
    path = folder / "made.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_text(path).blocks


def test_lines_between_blank_lines_are_one_paragraph(tmp_path: Path) -> None:
    assert read(tmp_path, "Officers visit\nthe adult.\n\nNurses record.\n") == (
        Block("paragraph", "Officers visit the adult."),
        Block("paragraph", "Nurses record."),
    )


def test_numbered_and_underlined_and_capital_lines_are_headings(tmp_path: Path) -> None:
    found = read(tmp_path, "Procedures\n==========\n\n2.1 Visits\n\nRECORDS\n\nOfficers visit.\n")
    assert [(block.kind, block.level) for block in found] == [
        ("heading", 1),
        ("heading", 3),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_marks_and_numbers_at_the_start_of_lines_make_a_list(tmp_path: Path) -> None:
    found = read(tmp_path, "Officers:\n\n- visit\n- write down\n  what was said\n")
    assert [block.text for block in found] == ["Officers:", "visit", "write down what was said"]


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    assert [block.page for block in read(tmp_path, "Officers visit.\n\fNurses record.\n")] == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_people_save_it_in(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "The adult’s wishes.".encode(encoding)) == (Block("paragraph", "The adult’s wishes."),)


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="it is not text"):
        read(tmp_path, b"\x7fELF\x00\x00")
