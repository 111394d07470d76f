"""Hostile files: each read in time or refused with its reason, and the next file read as if nothing had been."""

import random
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.settings import Settings
from ingest.add import add_files
from ingest.gather import gather
from ingest.readers.blocks import Block, UnreadableFile
from ingest.reading import FileReader, Limits
from tests.ingest.making import page_html, reportlab_pdf
from tests.ingest.measure import FILES, known

LIMITS = Limits(seconds=20, memory=1_000_000_000)


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with closing(FileReader(LIMITS)) as opened:
        yield opened


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, some taken out or doubled, or the end cut off."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 3, 10, 40])):
        place, kind = chance.randrange(len(made)), chance.randrange(4)
        stretch = made[place : place + chance.choice([1, 8, 200])]
        if kind == 0:
            made[place] = chance.randrange(256)
        elif kind == 1:
            del made[place : place + len(stretch)]
        elif kind == 2:
            made[place:place] = stretch
        else:
            made[place : place + len(stretch)] = bytes(chance.choices(b"0123456789 <>[]()/\n-obj", k=len(stretch)))
    return bytes(made[: chance.randrange(1, len(made))] if chance.random() < 0.1 else made)


def outcomes(folder: Path, files: list[tuple[str, bytes]]) -> list[str]:
    """What became of each file, read by two readers at once: "read", or the reason."""
    found: list[str] = []

    def work(part: int) -> None:
        path = folder / f"{part}"
        with closing(FileReader(LIMITS)) as reader:
            for suffix, data in files[part::2]:
                own = path.with_suffix(suffix)
                own.write_bytes(data)
                try:
                    reader.read(own)
                    found.append("read")
                except UnreadableFile as error:
                    found.append(str(error))

    workers = [threading.Thread(target=work, args=(part,)) for part in (0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return found


def test_a_thousand_mutated_pdfs_are_each_read_or_refused_with_a_reason_and_none_hangs(tmp_path: Path) -> None:
    chance = random.Random(8)
    plain = reportlab_pdf(tmp_path / "whole.pdf", known()[:9]).read_bytes()
    wholes = [plain, *((FILES / name).read_bytes() for name in ("libreoffice.pdf", "libreoffice-columns.pdf"))]
    found = outcomes(tmp_path, [(".pdf", mutated(wholes[number % 3], chance)) for number in range(1000)])
    assert len(found) == 1000
    assert all(found)
    assert not any("longer than" in reason for reason in found)


def test_two_hundred_mutated_word_and_html_files_likewise(tmp_path: Path) -> None:
    chance = random.Random(9)
    word = (FILES / "pandoc.docx").read_bytes()
    page = page_html(known()[:40]).encode()
    found = outcomes(
        tmp_path,
        [pair for _ in range(100) for pair in ((".docx", mutated(word, chance)), (".html", mutated(page, chance)))],
    )
    assert len(found) == 200
    assert all(found)
    assert not any("longer than" in reason for reason in found)


def word_with(document: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(FILES / "pandoc.docx") as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for part in source.namelist():
                made.writestr(part, document if part == "word/document.xml" else source.read(part))

    return make


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("word/document.xml", "w") as part:
        for _ in range(40):
            part.write(bytes(8_000_000))


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a0 "ha">'
    + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 10))
    + b"]><b>&a9;</b>"
)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("bomb.docx", zip_bomb, "it would unpack to more than 300 MB"),
        ("laughs.docx", word_with(BILLION_LAUGHS), "it is not a Word file|it is damaged"),
        ("lists.html", lambda path: path.write_text("<ul><li>" * 10_000 + "deep"), "nested too deeply"),
        ("deep.md", lambda path: path.write_text("> " * 10_000 + "deep"), "nested too deeply"),
        ("deep.docx", word_with(b"<w:p>" * 100_000), "it is not a Word file|it is damaged"),
    ],
)
def test_a_bomb_is_refused_with_its_reason(
    reader: FileReader, tmp_path: Path, name: str, make: Callable[[Path], None], reason: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(UnreadableFile, match=reason):
        reader.read(tmp_path / name)


def test_what_takes_too_long_is_ended_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text("word " * 4_000_000, encoding="utf-8")
    (tmp_path / "next.txt").write_text("Officers visit.", encoding="utf-8")
    with closing(FileReader(Limits(seconds=0.9))) as reader:
        reader.read(tmp_path / "next.txt")
        with pytest.raises(UnreadableFile, match=r"longer than 0\.9 seconds"):
            reader.read(tmp_path / "slow.txt")
        with closing(FileReader(LIMITS)) as patient:
            assert patient.read(tmp_path / "next.txt").blocks == (Block("paragraph", "Officers visit."),)


def test_what_needs_too_much_memory_is_refused_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("word\n\n" * 10_000_000, encoding="utf-8")
    (tmp_path / "next.txt").write_text("Officers visit.", encoding="utf-8")
    with closing(FileReader(Limits(memory=400_000_000))) as reader:
        with pytest.raises(UnreadableFile, match="memory"):
            reader.read(tmp_path / "big.txt")
        assert reader.read(tmp_path / "next.txt").blocks == (Block("paragraph", "Officers visit."),)


def test_a_text_of_five_hundred_megabytes_is_refused_and_the_others_are_read(own: Settings, inbox: Path) -> None:
    with (inbox / "a-huge.txt").open("wb") as file:
        file.truncate(500_000_000)
    found = {file.name: file.reason for file in add_files(own, gather([inbox]), dry_run=True).files}
    assert found == {"a-huge.txt": "it has 500 MB, and Signpost reads up to 100 MB", "visits.md": None}


def test_a_reader_that_was_killed_is_started_again(reader: FileReader, tmp_path: Path) -> None:
    (tmp_path / "next.txt").write_text("Officers visit.", encoding="utf-8")
    reader.read(tmp_path / "next.txt")
    assert reader._child
    reader._child.kill()
    reader._child.wait()
    assert reader.read(tmp_path / "next.txt").blocks
