import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from tests.scripted_model import Scripted, serving

README = Path(__file__).parent.parent.parent / "README.md"


def signpost(*arguments: str, settings: Settings | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | more | ({"SIGNPOST_DATA": str(settings.data)} if settings else {})
    command = [sys.executable, "-m", "ui.terminal", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def test_an_answer_is_printed_with_numbered_sources(settings: Settings) -> None:
    done = signpost("ask", "Who are the core members of a Safeguarding Adults Board?", settings=settings)
    assert "chief officer of police" in done.stdout
    assert "[1] Revisiting safeguarding practice > Part 1" in done.stdout


def test_json_prints_the_answer_as_the_contract_says(settings: Settings) -> None:
    answer = json.loads(signpost("ask", "--json", "What is self-neglect?", settings=settings).stdout)
    fields = {
        "id",
        "question",
        "status",
        "text",
        "statements",
        "citations",
        "notices",
        "confidence",
        "elapsed_ms",
        "index",
    }
    assert fields <= set(answer)


def test_a_batch_answers_every_line_in_order_and_names_the_bad_one(settings: Settings, tmp_path: Path) -> None:
    questions, out = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    lines = [
        '{"id": "a", "question": "What is self-neglect?"}',
        "not json",
        '{"id": "b", "question": "What is a SAB?"}',
    ]
    questions.write_text("\n".join(lines), encoding="utf-8")
    done = signpost("ask", "--batch", str(questions), "--out", str(out), settings=settings)
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["a", "b"]
    assert done.returncode == 1
    assert "line 2: not JSON" in done.stderr


@pytest.mark.parametrize(("question", "reason"), [("", "empty"), ("why " * 600, "2,000")])
def test_a_question_that_can_not_be_taken_is_explained(settings: Settings, question: str, reason: str) -> None:
    done = signpost("ask", question, settings=settings)
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_without_an_index_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    done = signpost("ask", "What is a SAB?", SIGNPOST_DATA=str(tmp_path / "none"))
    assert (done.returncode, "signpost ingest" in done.stderr) == (1, True)


def test_an_unknown_setting_is_refused() -> None:
    assert "SIGNPOST_COLOUR is not a setting" in signpost("documents", SIGNPOST_COLOUR="blue").stderr


def test_documents_names_both_with_edition_and_licence() -> None:
    shown = signpost("documents").stdout
    assert "Open Government Licence v3.0" in shown
    assert "Refreshed in March 2015" in shown
    assert len(re.findall(r"^  Fingerprint: [0-9a-f]{12}$", shown, re.MULTILINE)) == 2


def test_show_gives_a_passage_in_its_place(settings: Settings) -> None:
    answer = json.loads(signpost("ask", "--json", "What is self-neglect?", settings=settings).stdout)
    shown = signpost("show", answer["citations"][0]["passage"], settings=settings).stdout
    assert ">> " in shown


def test_show_refuses_an_unknown_passage(settings: Settings) -> None:
    assert "There is no passage nowhere:1" in signpost("show", "nowhere:1", settings=settings).stderr


def test_every_command_is_in_the_readme() -> None:
    from typer.main import get_command

    from ui.terminal import app

    commands = get_command(app)
    names = commands.list_commands(None)  # type: ignore[attr-defined]
    assert [name for name in names if f"signpost {name}" not in README.read_text(encoding="utf-8")] == []


def test_every_setting_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"SIGNPOST_{name.upper()}" not in text] == []


GOOD = "The core members are the local authority, clinical commissioning groups and the police. [p1]\n"


@pytest.fixture(scope="module")
def scripted() -> Iterator[Scripted]:
    with serving(Scripted()) as server:
        yield server


def with_model(scripted: Scripted) -> dict[str, str]:
    return {"SIGNPOST_LLM": "openai-like:m", "SIGNPOST_LLM_URL": f"{scripted.address}/v1", "SIGNPOST_LLM_TIMEOUT": "20"}


def test_a_written_answer_is_printed_with_its_quotes_and_sources(settings: Settings, scripted: Scripted) -> None:
    scripted.reply = lambda prompt: [GOOD]
    asked = "Who are the core members of a Safeguarding Adults Board?"
    done = signpost("ask", asked, settings=settings, **with_model(scripted))
    assert done.stdout.startswith("The core members are the local authority")
    assert "Written by openai-like:m" in done.stdout
    assert "Local authorities are responsible for the establishment of SABs." in done.stdout
    assert done.stdout.count("The core members are") == 1


def test_what_was_heard_and_does_not_stand_is_withdrawn(settings: Settings, scripted: Scripted) -> None:
    scripted.reply = lambda prompt: [GOOD, "They meet in Leeds. [p1]\nThey are paid. [p1]\nThey vote. [p1]\n"]
    asked = "Who are the core members of a Safeguarding Adults Board?"
    done = signpost("ask", asked, settings=settings, **with_model(scripted))
    assert "The sentences above are withdrawn." in done.stdout
    assert "too little of what it wrote could be verified" in done.stdout


def test_drafting_without_a_model_says_what_to_set() -> None:
    assert "set SIGNPOST_LLM" in signpost("draft", "questions", "revisiting-safeguarding-practice").stderr


def test_drafts_of_an_unknown_document_are_refused(scripted: Scripted) -> None:
    assert "There is no document nowhere" in signpost("draft", "questions", "nowhere", **with_model(scripted)).stderr


def test_a_dry_run_shows_the_sections_of_a_file_and_adds_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "visits.md").write_text("# Visits\n\n## At home\n\nOfficers visit.\n", encoding="utf-8")
    done = signpost("ingest", "--dry-run", str(tmp_path / "visits.md"), settings=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "visits.md: would be added as visits." in done.stdout
    assert "At home (1)" in done.stdout
    assert not (settings.added / "visits").exists()


def test_a_file_that_can_not_be_added_is_told_with_its_reason(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"nothing")
    done = signpost("ingest", "--dry-run", str(tmp_path / "broken.pdf"), settings=settings)
    assert done.returncode == 1
    assert "broken.pdf: not added: it is not a PDF that can be read" in done.stdout


def test_a_document_that_was_not_added_can_not_be_removed(settings: Settings) -> None:
    done = signpost("documents", "remove", "none", settings=settings)
    assert (done.returncode, done.stderr) == (
        1,
        "signpost: No document called none was added: the added ones are: none.\n",
    )


def test_the_doctor_finds_all_well(settings: Settings) -> None:
    done = signpost("doctor", settings=settings)
    assert (done.returncode, "PROBLEM" in done.stdout) == (0, False)
