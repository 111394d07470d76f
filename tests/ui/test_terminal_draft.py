"""`signpost draft …`, as it is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from corpus.settings import Settings
from quiz.bank import Bank
from tests.quiz.make.test_drafted import about_its_heading
from tests.scripted_model import Scripted, serving
from ui.quiz_words import BANK_FILE
from ui.terminal_draft import app


@pytest.fixture(scope="module")
def scripted() -> Iterator[Scripted]:
    with serving(Scripted()) as server:
        yield server


@pytest.fixture
def call(settings: Settings, scripted: Scripted, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run `signpost draft …` with a model; returns what it printed."""

    def run(*arguments: str, **own: str) -> str:
        set_to = {"DATA": str(settings.data), "LLM": "openai-like:m", "LLM_URL": f"{scripted.address}/v1"} | own
        for name, value in set_to.items():
            monkeypatch.setenv(f"SIGNPOST_{name}", value)
        result = CliRunner().invoke(app, arguments)
        return f"{result.output} {result.exception or ''}"

    return run


def test_quiz_drafts_wait_in_the_bank_for_a_trainer(call, settings: Settings, scripted: Scripted) -> None:  # type: ignore[no-untyped-def]
    scripted.reply = about_its_heading
    printed = call("quiz", "revisiting-safeguarding-practice", "--count", "2")
    assert "2 of 2 drafts passed the checks" in printed
    kept = [one for one in Bank(settings.data / BANK_FILE).all({}) if one.item.drafted_by]
    assert [(one.state, one.item.drafted_by) for one in kept] == [("proposed", "openai-like:m")] * 2


def test_an_added_document_s_questions_are_drafted_beside_it(call, tmp_path: Path, scripted: Scripted) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "documents" / "ward-visits"
    folder.mkdir(parents=True)
    about = dict.fromkeys(("publisher", "date", "edition", "licence", "attribution"), "made up")
    about |= {"title": "Ward visits", "standing": "practice guidance"}
    (folder / "about.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    (folder / "document.md").write_text("# Ward\n\nThe nurse writes each visitor of the ward in the ward book.\n")
    scripted.reply = lambda prompt: ["Who writes down when a visitor has been on the ward?"]
    assert "1 drafts are in" in call("questions", "ward-visits", DATA=str(tmp_path))
    assert "a visitor has been on the ward" in (folder / "drafts.yaml").read_text(encoding="utf-8")


def test_a_model_elsewhere_is_named_before_anything_is_sent(call) -> None:  # type: ignore[no-untyped-def]
    printed = call("quiz", "revisiting-safeguarding-practice", LLM_URL="http://model.invalid/v1", LLM_TIMEOUT="1")
    assert "Passages go to openai-like:m at model.invalid, which is not on this machine." in printed
    assert "gave no drafts" in printed
