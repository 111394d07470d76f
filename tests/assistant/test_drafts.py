from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.drafts import FILE, accept_drafts, draft_questions
from assistant.llm import LanguageModel
from corpus.bank import load_bank
from corpus.document import Document
from corpus.errors import DocumentError, LanguageModelError
from corpus.library import load_document
from corpus.settings import Settings
from tests.conftest import DOCUMENTS
from tests.scripted_model import Scripted, serving, status

GOOD = "Who writes down when a visitor has been on the ward?"


@pytest.fixture
def model() -> Iterator[tuple[LanguageModel, Scripted]]:
    with serving(Scripted()) as scripted:
        scripted.reply = lambda prompt: [
            f"1. {GOOD}\n",
            "Is Ada Testerson’s visitor on 020 7946 0018 on the ward?\n",
            "Fine.\n",
        ]
        yield LanguageModel(Settings(llm="openai-like:m", llm_url=f"{scripted.address}/v1")), scripted


@pytest.fixture
def document(tmp_path: Path) -> Document:
    folder = tmp_path / "ward-visits"
    folder.mkdir()
    about = (DOCUMENTS / "revisiting-safeguarding-practice" / "about.yaml").read_text(encoding="utf-8")
    (folder / "about.yaml").write_text(about.split("restates:")[0].split("not_answered_from:")[0].split("restored:")[0])
    (folder / "document.md").write_text(
        "# Ward\n\n## Visits\n\nThe nurse writes each visitor of the ward in the ward book.\n"
    )
    return load_document(folder)


def nothing(done: int, total: int) -> None:
    pass


def test_drafts_are_questions_that_name_nobody_and_are_not_accepted(
    document: Document, tmp_path: Path, model: tuple[LanguageModel, Scripted]
) -> None:
    folder = tmp_path / "ward-visits"
    assert draft_questions(document, folder, model[0], nothing) == 1
    (entry,) = yaml.safe_load((folder / FILE).read_text(encoding="utf-8"))
    assert entry["drafts"] == [{"question": GOOD, "accept": False}]


def test_a_draft_is_in_the_bank_only_once_a_person_accepts_it(
    document: Document, tmp_path: Path, model: tuple[LanguageModel, Scripted]
) -> None:
    folder = tmp_path / "ward-visits"
    draft_questions(document, folder, model[0], nothing)
    assert load_bank(folder, document) == []
    path = folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("accept: false", "accept: yes"), encoding="utf-8")
    assert accept_drafts(document, folder) == 1
    assert [question.text for question in load_bank(folder, document)] == [GOOD]
    assert not path.exists()


def test_drafts_are_never_written_over(
    document: Document, tmp_path: Path, model: tuple[LanguageModel, Scripted]
) -> None:
    folder = tmp_path / "ward-visits"
    draft_questions(document, folder, model[0], nothing)
    with pytest.raises(DocumentError, match="accept or delete"):
        draft_questions(document, folder, model[0], nothing)


def test_malformed_drafts_change_nothing(document: Document, tmp_path: Path) -> None:
    folder = tmp_path / "ward-visits"
    (folder / FILE).write_text("- passage: [", encoding="utf-8")
    with pytest.raises(DocumentError, match="undo"):
        accept_drafts(document, folder)
    assert not (folder / "questions.yaml").exists()


def test_a_model_that_fails_leaves_no_file(
    document: Document, tmp_path: Path, model: tuple[LanguageModel, Scripted]
) -> None:
    model[1].reply = lambda prompt: status(500)
    with pytest.raises(LanguageModelError, match="error 500"):
        draft_questions(document, tmp_path / "ward-visits", model[0], nothing)
    assert not (tmp_path / "ward-visits" / FILE).exists()
