"""Files as LibreOffice, pandoc, reportlab and Chromium write them, read back and measured against their text."""

import pytest
from pypdf import PdfReader

from ingest.readers import READERS
from tests.ingest.making import chromium_pdf, reportlab_pdf
from tests.ingest.measure import FILES, Measured, known, measure

TWO_COLUMNS = "body { columns: 2; font-family: sans-serif } p { text-align: justify }"
SHIPPED = ["libreoffice.pdf", "libreoffice-columns.pdf", "libreoffice.docx", "pandoc.docx", "libreoffice.html"]
SHIPPED += ["pandoc.html", "procedures.md"]
MADE = ["reportlab", "reportlab-columns", "chromium", "chromium-columns"]
PDFS = [name for name in SHIPPED if name.endswith(".pdf")] + MADE


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    found = {}
    for name in SHIPPED + MADE:
        folder = tmp_path_factory.mktemp("made")
        if name.startswith("reportlab"):
            path = reportlab_pdf(folder / "made.pdf", known(), columns=1 + name.endswith("columns"))
        elif name.startswith("chromium"):
            path = chromium_pdf(folder, known(), TWO_COLUMNS if name.endswith("columns") else "")
        else:
            path = FILES / name
        pages = [page.extract_text() for page in PdfReader(path).pages] if path.suffix == ".pdf" else None
        found[name] = measure(READERS[path.suffix](path), pages)
    return found


# LibreOffice cut words in two in the narrow cells of a table in two columns; and a PDF does not say which row of a
# table of two columns holds its headings.
LOST = {"libreoffice.pdf": 8, "libreoffice-columns.pdf": 15}


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_no_word_is_lost(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].lost <= LOST.get(name, 0)


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_no_word_is_added_but_halves_of_those_cut_in_two(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].added <= LOST.get(name, 0)


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_the_words_are_in_order(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].out_of_order <= LOST.get(name, 0) / 2


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_every_heading_is_found_at_its_level(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].headings == measured[name].levels == (19, 19)


@pytest.mark.parametrize("name", PDFS)
def test_every_passage_is_on_its_page(measured: dict[str, Measured], name: str) -> None:
    right, compared = measured[name].pages
    assert right == compared > 60


# In those the headings of a table's two columns stand as its first row, and two rows hold words that were cut in two.
ITEMS = {"libreoffice.pdf": 28, "libreoffice-columns.pdf": 26}


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_list_items_and_table_rows_are_found_as_one_each(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].items == (ITEMS.get(name, 31), 31)
