import json
import os
import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.errors import UnknownDocument
from corpus.index.reading import open_index
from corpus.library import load_corpus
from corpus.settings import Settings
from ingest.add import Added, add_files, add_upload
from ingest.gather import gather, given, slug_of
from ingest.publish import ingest
from tests.ingest.conftest import VISITS
from tests.ingest.making import reportlab_pdf
from tests.ingest.measure import known


def add(settings: Settings, path: Path, dry_run: bool = False) -> Added:
    return add_files(settings, gather([path]), dry_run=dry_run)


def test_an_added_file_is_answered_from(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    answer = Assistant(own).ask("How soon do officers visit the adult at home?")
    assert answer.citations[0].quote == "Officers visit the adult at home within two working days."


@pytest.fixture(scope="module")
def with_a_pdf(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("with-a-pdf")
    shutil.copytree(small, folder, dirs_exist_ok=True)
    own = Settings(documents=folder / "documents", data=folder / "data")
    add(own, reportlab_pdf(folder / "procedures.pdf", known()))
    return own


def test_a_citation_of_a_pdf_names_its_page(with_a_pdf: Settings) -> None:
    answer = Assistant(with_a_pdf).ask("Which cases go to the self-neglect panel after twelve weeks?")
    assert (answer.citations[0].document, answer.citations[0].page) == ("procedures", 3)


def test_the_title_page_is_filled_in_from_the_file(with_a_pdf: Settings) -> None:
    about = load_corpus(with_a_pdf)[-1].about
    assert about.title == "Multi-agency procedures for safeguarding adults"
    assert about.publisher == "Example Borough Council and the Example Safeguarding Adults Board"
    assert about.date == "April 2026"


def test_the_file_is_kept_as_received(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    assert (own.added / "visits" / "source.md").read_text("utf-8") == VISITS


def test_a_file_of_the_same_name_replaces_the_document_whole(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    (inbox / "visits.md").write_text("Nurses visit.\n", encoding="utf-8")
    assert add(own, inbox).files[0].replaces
    assert [passage.text for passage in open_index(own).document_passages("visits")] == ["Nurses visit."]


def test_what_the_owner_wrote_on_the_title_page_outlives_a_new_edition(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    about = own.added / "visits" / "about.yaml"
    about.write_text(about.read_text("utf-8").replace("publisher: Not stated", "publisher: Example Trust"), "utf-8")
    (inbox / "visits.md").write_text(VISITS + "\nNurses visit too.\n", encoding="utf-8")
    add(own, inbox)
    assert load_corpus(own)[-1].about.publisher == "Example Trust"


def test_the_same_file_again_changes_nothing(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    before = open_index(own).manifest
    assert add(own, inbox).files[0].unchanged
    assert open_index(own).manifest == before


def test_a_dry_run_shows_what_would_be_and_changes_nothing(own: Settings, inbox: Path) -> None:
    found = add(own, inbox, dry_run=True).files[0]
    assert found.document
    assert [section.path for section in found.document.sections] == [("At home",)]
    assert not (own.added / "visits").exists()
    assert "visits" not in open_index(own).documents


def test_a_file_that_can_not_be_read_is_told_with_its_reason_and_the_others_are_added(
    own: Settings, inbox: Path
) -> None:
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (inbox / "empty.txt").touch()
    (inbox / "old.doc").write_bytes(b"old")
    (inbox / "sheet.xlsx").write_bytes(b"sheet")
    found = {file.name: file.reason for file in add(own, inbox).files}
    assert "visits" in open_index(own).documents
    assert "not a PDF that can be read" in str(found["broken.pdf"])
    assert found["empty.txt"] == "it is empty"
    assert "save it as Word's new format" in str(found["old.doc"])
    assert "Signpost reads .pdf" in str(found["sheet.xlsx"])
    assert found["visits.md"] is None


def test_two_files_that_would_have_one_name_do_not_replace_one_another(own: Settings, inbox: Path) -> None:
    (inbox / "Visits.txt").write_text("Nurses visit.", encoding="utf-8")
    reasons = [file.reason for file in add(own, inbox, dry_run=True).files]
    assert sum(reason is None for reason in reasons) == 1
    assert "rename one of them" in str(next(reason for reason in reasons if reason))


def test_a_document_that_signpost_came_with_is_not_replaced(own: Settings, inbox: Path) -> None:
    (inbox / "Made up.txt").write_text("Nurses visit.", encoding="utf-8")
    assert "Signpost came with" in str(add(own, inbox, dry_run=True).files[0].reason)


@pytest.mark.parametrize(
    "name", ["../../escape.md", "..\\..\\escape.md", "/etc/escape.md", "esc\x1b[31mape\x00.md", "‮escape.md"]
)
def test_a_name_with_path_tricks_stays_in_its_folder(own: Settings, inbox: Path, name: str) -> None:
    found = add_files(own, [given(inbox / "visits.md", name)], dry_run=True).files[0]
    assert (found.reason, found.slug) in [(None, "escape"), (None, "esc-31mape")]


def test_an_upload_is_added_under_the_name_that_its_sender_gave_it(own: Settings, inbox: Path) -> None:
    found = add_upload(own, inbox / "visits.md", "../../Our visits.md")
    assert (found.name, found.slug) == ("Our visits.md", "our-visits")
    assert "our-visits" in open_index(own).documents


@pytest.mark.parametrize("name", ["...pdf", "安全.pdf", "-.-.pdf", "x" * 300 + ".pdf"])
def test_every_name_gives_a_short_name_that_is_safe(name: str) -> None:
    slug = slug_of(name)
    assert 0 < len(slug) <= 80
    assert slug.replace("-", "").isalnum()


def test_links_in_a_folder_are_refused(own: Settings, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret.", encoding="utf-8")
    (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "folder").symlink_to(tmp_path / "documents")
    found = {file.name: file for file in add(own, inbox, dry_run=True).files}
    assert found["link.txt"].reason == "it is a symbolic link: name the file itself"
    assert found["folder"].reason == "it is a symbolic link: name the folder itself"
    assert found["link.txt"].document is None


def test_what_is_not_a_file_is_told(own: Settings, inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    assert {file.name: file.reason for file in add(own, inbox, dry_run=True).files}["pipe.txt"] == "it is not a file"


def test_a_removed_document_is_gone_from_the_index(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    ingest(own, remove=["visits"])
    assert "visits" not in open_index(own).documents
    assert not (own.added / "visits").exists()


def test_only_an_added_document_can_be_removed(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    with pytest.raises(UnknownDocument, match="the added ones are: visits"):
        ingest(own, remove=["made-up"])


def test_a_document_replaced_when_the_process_died_is_put_back(own: Settings, inbox: Path) -> None:
    add(own, inbox)
    (own.added / ".replaced").mkdir()
    os.rename(own.added / "visits", own.added / ".replaced" / "visits")
    ingest(own)
    assert "visits" in open_index(own).documents


def test_a_passage_that_its_owner_changed_has_no_page_and_the_others_keep_theirs(with_a_pdf: Settings) -> None:
    path = with_a_pdf.added / "procedures" / "document.md"
    before = path.read_text("utf-8")
    path.write_text(before.replace("Anyone may raise a concern.", "Anybody may."), encoding="utf-8")
    pages = [passage.page for passage in load_corpus(with_a_pdf)[-1].passages]
    path.write_text(before, encoding="utf-8")
    assert pages.count(None) == 1
    assert len(pages) == len(json.loads((with_a_pdf.added / "procedures" / "pages.json").read_text("utf-8")))
