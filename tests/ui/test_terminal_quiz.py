"""The command `signpost quiz`, as people type it."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from corpus.settings import Settings
from quiz.bank import Bank
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.wanted import Wanted
from tests.ui.test_terminal import signpost
from ui.terminal import main

Quiz = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def warm(settings: Settings, library: Library) -> Settings:
    """The settings, with what the makers need computed already."""
    make_quiz(library, Wanted())
    return settings


@pytest.fixture
def quiz(warm: Settings, library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Quiz:
    """`signpost quiz …` in this process, over the documents as they are open already: a start costs seconds."""
    monkeypatch.setenv("SIGNPOST_DATA", str(warm.data))
    monkeypatch.setattr("ui.terminal_quiz.Library", lambda settings: library)

    def run(*arguments: str) -> CompletedProcess[str]:
        with pytest.raises(SystemExit) as done:
            main(["quiz", *arguments])
        printed = capsys.readouterr()
        return CompletedProcess(arguments, int(done.value.code or 0), printed.out, printed.err)

    return run


def test_a_quiz_is_written_as_people_type_it_and_has_no_flaw(warm: Settings, quiz: Quiz, tmp_path: Path) -> None:
    out = tmp_path / "quiz.xml"
    topic = ("--topic", "financial abuse", "--count", "6", "--format", "moodle", "--out", str(out))
    done = signpost("quiz", *topic, settings=warm)
    assert done.returncode == 0, done.stderr
    assert "6 items." in done.stderr
    assert out.read_bytes().startswith(b"<?xml")
    linted = quiz("lint", str(out))
    assert (linted.returncode, linted.stdout.strip()) == (0, "0 flaws in 6 questions.")


def test_without_a_file_the_quiz_is_printed(quiz: Quiz) -> None:
    done = quiz("--count", "2")
    assert done.stdout.startswith("# Safeguarding adults")
    assert "## Answer key" in done.stdout


def test_what_is_printed_is_in_the_format_asked_for(quiz: Quiz) -> None:
    assert quiz("--count", "2", "--format", "gift").stdout.startswith("$CATEGORY: ")


def test_a_session_s_coverage_is_shown_by_outcome_and_section(quiz: Quiz, tmp_path: Path) -> None:
    done = quiz("--session", "self-neglect", "--format", "word", "--out", str(tmp_path / "a.docx"))
    assert "Outcome: Say what self-neglect is" in done.stderr
    assert "Revisiting safeguarding practice: " in done.stderr
    assert (tmp_path / "a-answers.docx").exists()


def test_fewer_items_than_asked_for_are_explained(quiz: Quiz) -> None:
    done = quiz("--topic", "self-neglect", "--count", "50")
    assert done.returncode == 0
    assert "of the 50 items asked for could be made" in done.stderr


def test_what_kahoot_can_not_hold_is_named_with_the_reason(quiz: Quiz, tmp_path: Path) -> None:
    done = quiz("--kind", "matching", "--count", "1", "--format", "kahoot", "--out", str(tmp_path / "a.xlsx"))
    assert "Kahoot’s spreadsheet has no questions of the kind “matching”" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--topic", "crop rotation"), "The nearest topics are"),
        (("--format", "pdf"), "the formats are moodle"),
        (("--format", "word"), "say with --out where the file goes"),
        (("--difficulty", "fiendish"), "the difficulties are easy"),
        (("--session", "tea"), "the sessions are self-neglect"),
        (("--kind", "riddle"), "the kinds are single best answer"),
        (("--out", "/nowhere/at/all.md"), "can't be written"),
        (("lint", "/nowhere/at/all.gift"), "can't be read"),
        (("bank",), "no accepted item"),
    ],
)
def test_what_can_not_be_done_is_explained(quiz: Quiz, arguments: tuple[str, ...], says: str) -> None:
    done = quiz(*arguments)
    assert done.returncode != 0
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_flawed_file_gives_exit_status_1_and_names_line_reason_and_words(quiz: Quiz, tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text("// mine\n\nWhich is not abuse? {=Care ~Theft ~All of the above}\n")
    done = quiz("lint", str(tmp_path / "a.gift"))
    assert done.returncode == 1
    assert "line 3, Which is not abuse?: negative-stem. The stem asks for what is not so" in done.stdout
    assert "(not)" in done.stdout
    assert "all-of-the-above. " in done.stdout
    assert "(All of the above)" in done.stdout


def test_a_file_that_does_not_parse_is_explained_with_its_line(quiz: Quiz, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<quiz>\n<question type='multichoice'>\n</quiz>")
    done = quiz("lint", str(tmp_path / "a.xml"))
    assert done.returncode == 1
    assert "line 3: Opening and ending tag mismatch" in done.stderr


def test_only_what_a_trainer_accepted_is_exported_and_a_flawed_edit_is_held_back(
    library: Library, warm: Settings, quiz: Quiz
) -> None:
    bank = Bank(warm.data / "quiz.sqlite")
    items = make_quiz(library, Wanted(count=6, kinds=("single best answer",))).items
    bank.add(items)
    bank.edit(items[1].id, 1, "Which is not it?", [o.text for o in items[1].options], items[1].explanation)
    bank.decide(items[0].id, 1, "accepted")
    bank.decide(items[1].id, 2, "accepted")
    done = quiz("bank")
    bank.remove(["proposed", "accepted"])
    assert items[0].stem in done.stdout
    assert "Which is not it?" not in done.stdout
    assert "negative-stem" in done.stderr
    assert items[2].stem not in done.stdout
