from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.blocks import Block, UnreadableFile
from ingest.readers.pdf import read_pdf
from tests.ingest.making import chromium_pdf, reportlab_pdf


def drawn(path: Path, *pages: list[tuple[float, float, str]]) -> Path:
    """A PDF with words at the places given, in points from the bottom left."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in pages:
        for left, base, text in page:
            canvas.drawString(left, base, text)
        canvas.showPage()
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    return [block.text for block in read_pdf(path).blocks]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.pdf"


def picture(canvas: Canvas) -> None:
    image = BytesIO()
    Image.new("RGB", (20, 20), "grey").save(image, "PNG")
    canvas.drawImage(ImageReader(image), 100, 100, 400, 600)
    canvas.showPage()


def test_a_page_that_is_a_picture_is_said_to_need_text_recognition(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Officers visit the adult at home.")
    canvas.showPage()
    picture(canvas)
    canvas.save()
    assert read_pdf(path).notes == ("no text could be read on page 2: it needs text recognition (OCR) first",)


def test_a_file_of_pictures_is_refused_for_the_same_reason(path: Path) -> None:
    canvas = Canvas(str(path))
    picture(canvas)
    canvas.save()
    with pytest.raises(UnreadableFile, match="none of its 1 pages has text: they are pictures"):
        read_pdf(path)


def test_a_password_is_named_as_the_reason(path: Path) -> None:
    drawn(path, [(72, 700, "Officers visit.")])
    writer = PdfWriter(clone_from=path)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(UnreadableFile, match="protected by a password"):
        read_pdf(path)


def test_a_word_split_at_a_line_end_is_joined(path: Path) -> None:
    drawn(path, [(72, 700, "The council pays for the inde-"), (72, 686, "pendent advocate of the adult.")])
    assert texts(path) == ["The council pays for the independent advocate of the adult."]


def test_a_hyphen_that_belongs_to_its_word_stays(path: Path) -> None:
    lines = ["The panel hears of self-neglect each month, and of self-", "neglect at home."]
    drawn(path, [(72, 700 - 14 * n, line) for n, line in enumerate(lines)])
    assert texts(path) == ["The panel hears of self-neglect each month, and of self-neglect at home."]


@pytest.mark.parametrize("line_by_line", [False, True])
def test_two_columns_are_read_one_after_the_other_however_they_were_drawn(path: Path, line_by_line: bool) -> None:
    left = [(72.0, 700.0 - 14 * n, f"left words of line {n}") for n in range(6)]
    right = [(320.0, 700.0 - 14 * n, f"right words of line {n}") for n in range(6)]
    both = [place for pair in zip(left, right, strict=True) for place in pair]
    drawn(path, both if line_by_line else left + right)
    said = " ".join(texts(path))
    assert said.index("left words of line 5") < said.index("right words of line 0")


def test_running_heads_and_page_numbers_are_taken_out(path: Path) -> None:
    pages = [
        [(72.0, 815.0, "Example Council"), (72.0, 500.0, f"Body {'abc'[n]}."), (290.0, 25.0, f"{n + 7}")]
        for n in range(3)
    ]
    assert texts(drawn(path, *pages)) == ["Body a.", "Body b.", "Body c."]


def test_a_sentence_over_a_page_break_is_one_passage_on_the_page_where_it_begins(path: Path) -> None:
    drawn(path, [(72, 400, "The officer who visits the")], [(72, 700, "adult writes it down.")])
    assert read_pdf(path).blocks == (Block("paragraph", "The officer who visits the adult writes it down.", 0, 1),)


def test_a_list_of_contents_is_left_out_and_said_to_be(path: Path) -> None:
    drawn(path, [(72, 700, "Visits ............ 3"), (72, 686, "Records .......... 9"), (72, 600, "Officers visit.")])
    read = read_pdf(path)
    assert [block.text for block in read.blocks] == ["Officers visit."]
    assert read.notes == ("its list of contents (2 lines) is left out",)


def test_bookmarks_decide_the_level_of_a_heading(path: Path) -> None:
    blocks = [Block("heading", "Visits", 2), Block("paragraph", "Officers visit."), Block("heading", "At home", 2)]
    reportlab_pdf(path, [*blocks, Block("paragraph", "They ask first.")])
    writer = PdfWriter(clone_from=path)
    above = writer.add_outline_item(title="Visits", page_number=0)
    writer.add_outline_item(title="At home", page_number=0, parent=above)
    writer.write(path)
    levels = [block.level for block in read_pdf(path).blocks if block.kind == "heading"]
    assert levels[1] == levels[0] + 1


def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.drawString(72, -100, "Officers visit")
    canvas.drawString(72, -114, "the adult at home.")
    canvas.save()
    assert texts(path) == ["Officers visit the adult at home."]


def test_words_in_a_form_that_the_page_places_are_read(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.beginForm("stamp")
    canvas.drawString(0, 0, "Agreed by the board.")
    canvas.endForm()
    canvas.translate(100, 500)
    canvas.doForm("stamp")
    canvas.save()
    assert texts(path) == ["Agreed by the board."]


def test_a_picture_under_a_running_head_is_said_to_need_text_recognition(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number in range(3):
        canvas.drawString(72, 815, "Example Council")
        canvas.drawString(290, 25, f"{number + 1}")
        if number < 2:
            canvas.drawString(72, 500, f"Officers visit on day {'ab'[number]}.")
            canvas.showPage()
    picture(canvas)
    canvas.save()
    assert read_pdf(path).notes == ("no text could be read on page 3: it needs text recognition (OCR) first",)


def test_letters_that_a_font_does_not_tell_are_said_to_be_left_out(tmp_path: Path) -> None:
    printed = chromium_pdf(tmp_path, [Block("heading", "Visits", 1), Block("paragraph", "Officers visit.")])
    writer = PdfWriter(clone_from=printed)
    fonts = [font.get_object() for font in writer.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    for font in fonts:
        if "Bold" not in font["/BaseFont"]:
            del font["/ToUnicode"]
    writer.write(printed)
    read = read_pdf(printed)
    assert [block.text for block in read.blocks] == []
    assert read.title == "Visits"
    assert "some letters on page 1 could not be told" in read.notes[0]


@pytest.mark.parametrize("hollow", [False, True])
def test_bullets_that_are_drawn_begin_items(path: Path, hollow: bool) -> None:
    canvas = Canvas(str(path), pagesize=(595, 842))
    lines = ["visit the adult on the same day", "write down what was said there", "tell the manager of the team now"]
    for number, line in enumerate(lines):
        canvas.circle(64, 704 - 14 * number, 2, stroke=hollow, fill=not hollow)
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    assert read_pdf(path).blocks == tuple(Block("item", line, 1, 1) for line in lines)


def test_a_table_over_the_end_of_a_page_is_whole_and_each_row_is_on_its_page(path: Path) -> None:
    def row(base: float, *cells: str) -> list[tuple[float, float, str]]:
        return [(72.0 + 150 * n, base, cell) for n, cell in enumerate(cells)]

    head = row(140, "Step", "Who", "When")
    over = row(760, "Step", "Who", "When") + row(740, "Record", "Manager", "One day")
    drawn(path, [*head, *row(120, "Visit", "Nurse", "Same day")], over)
    assert [(block.text, block.page) for block in read_pdf(path).blocks] == [
        ("Step: Visit; Who: Nurse; When: Same day", 1),
        ("Step: Record; Who: Manager; When: One day", 2),
    ]


def test_a_row_that_the_end_of_a_page_parts_is_one(path: Path) -> None:
    first = [(72, 140, "Step"), (222, 140, "Who"), (372, 140, "When"), (72, 120, "Visit the"), (222, 120, "Nurse")]
    drawn(
        path,
        [*first, (372, 120, "On the same")],
        [(72, 760, "adult"), (372, 760, "day"), (72, 740, "Close"), (222, 740, "Manager"), (372, 740, "Late")],
    )
    assert texts(path)[0] == "Step: Visit the adult; Who: Nurse; When: On the same day"


def test_figures_in_a_narrow_column_stay_apart_from_the_next(path: Path) -> None:
    rows = [("Total", "What happens", "Who"), ("0 to 9", "Plan reviewed", "Nurse"), ("10 to 14", "Visit", "Manager")]
    drawn(
        path,
        [
            (left, 700 - 20 * n, cell)
            for n, row in enumerate(rows)
            for left, cell in zip((72, 130, 300), row, strict=True)
        ],
    )
    assert texts(path)[0] == "Total: 0 to 9; What happens: Plan reviewed; Who: Nurse"


def test_what_a_browser_prints_around_a_single_page_is_taken_out(tmp_path: Path) -> None:
    printed = chromium_pdf(tmp_path, [Block("heading", "Visits", 1), Block("paragraph", "Officers visit.")])
    assert texts(printed) == ["Officers visit."]


def test_a_title_as_large_as_the_numbered_headings_is_the_title(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for size, base, text in [
        (16, 760, "Visits"),
        (10, 735, "Agreed by the council and the board in June."),
        (16, 700, "1 Who visits"),
        (10, 675, "Officers."),
    ]:
        canvas.setFont("Helvetica", size)
        canvas.drawString(72, base, text)
    canvas.save()
    read = read_pdf(path)
    assert (read.title, [block for block in read.blocks if block.kind == "heading"]) == (
        "Visits",
        [Block("heading", "1 Who visits", 2, 1)],
    )
