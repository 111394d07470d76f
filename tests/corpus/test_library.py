import shutil
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.library import load_document, load_documents
from tests.conftest import DOCUMENTS

GUIDANCE = DOCUMENTS / "revisiting-safeguarding-practice"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / GUIDANCE.name
    shutil.copytree(GUIDANCE, folder)
    return folder


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No documents in"):
        load_documents(tmp_path)


def test_a_missing_document_is_named(copy: Path) -> None:
    (copy / "document.md").unlink()
    with pytest.raises(DocumentError, match=r"document\.md is missing"):
        load_document(copy)


def test_text_that_is_not_utf_8_is_named_with_its_byte(copy: Path) -> None:
    (copy / "document.md").write_bytes(b"ab\xff")
    with pytest.raises(DocumentError, match="byte 2"):
        load_document(copy)


def test_an_unknown_field_of_about_yaml_is_named(copy: Path) -> None:
    about = copy / "about.yaml"
    about.write_text(about.read_text(encoding="utf-8") + "\nauthor: someone\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="author"):
        load_document(copy)


def test_a_standing_given_to_words_that_are_not_there_is_refused(copy: Path) -> None:
    document = copy / "document.md"
    document.write_text(document.read_text(encoding="utf-8").replace("Under sections 42 to 46", "Under them"), "utf-8")
    with pytest.raises(DocumentError, match="there is none"):
        load_document(copy)
