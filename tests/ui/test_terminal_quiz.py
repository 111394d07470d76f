"""The command `signpost quiz`, as people type it."""

from pathlib import Path

import pytest

from corpus.settings import Settings
from quiz.bank import Bank
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.wanted import Wanted
from tests.ui.test_terminal import signpost


@pytest.fixture(scope="module")
def warm(settings: Settings, library: Library) -> Settings:
    """The settings, with what the makers need computed already."""
    make_quiz(library, Wanted())
    return settings


def test_a_quiz_is_written_as_the_issue_has_it(warm: Settings, tmp_path: Path) -> None:
    out = tmp_path / "quiz.xml"
    topic = ("--topic", "financial abuse", "--count", "6", "--format", "moodle", "--out", str(out))
    done = signpost("quiz", *topic, settings=warm)
    assert done.returncode == 0, done.stderr
    assert "6 items." in done.stderr
    assert out.read_bytes().startswith(b"<?xml")
    linted = signpost("quiz", "lint", str(out), settings=warm)
    assert (linted.returncode, linted.stdout.strip()) == (0, "0 flaws in 6 questions.")


def test_without_a_file_the_quiz_is_printed(warm: Settings) -> None:
    done = signpost("quiz", "--count", "2", settings=warm)
    assert done.stdout.startswith("# Safeguarding adults")
    assert "## Answer key" in done.stdout


def test_a_session_s_coverage_is_shown(warm: Settings, tmp_path: Path) -> None:
    done = signpost(
        "quiz", "--session", "self-neglect", "--format", "word", "--out", str(tmp_path / "a.docx"), settings=warm
    )
    assert "Outcome: Say what self-neglect is" in done.stderr
    assert (tmp_path / "a-answers.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--topic", "crop rotation"), "The nearest topics are"),
        (("--format", "pdf"), "the formats are moodle"),
        (("--kind", "riddle"), "the kinds are single best answer"),
        (("--out", "/nowhere/at/all.md"), "can't be written"),
        (("lint", "/nowhere/at/all.gift"), "can't be read"),
        (("bank",), "no accepted item"),
    ],
)
def test_what_can_not_be_done_is_explained(warm: Settings, arguments: tuple[str, ...], says: str) -> None:
    done = signpost("quiz", *arguments, settings=warm)
    assert done.returncode != 0
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_flawed_file_gives_exit_status_1_and_names_line_and_words(warm: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text("// mine\n\nWhich is not abuse? {=Care ~Theft ~All of the above}\n")
    done = signpost("quiz", "lint", str(tmp_path / "a.gift"), settings=warm)
    assert done.returncode == 1
    assert "line 3" in done.stdout
    assert "negative-stem" in done.stdout


def test_only_what_a_trainer_accepted_is_exported_and_a_flawed_edit_is_held_back(
    library: Library, warm: Settings, tmp_path: Path
) -> None:
    bank = Bank(warm.data / "quiz.sqlite")
    items = make_quiz(library, Wanted(count=6, kinds=("single best answer",))).items
    bank.add(items)
    bank.edit(items[1].id, 1, "Which is not it?", [o.text for o in items[1].options], items[1].explanation)
    bank.decide(items[0].id, 1, "accepted")
    bank.decide(items[1].id, 2, "accepted")
    done = signpost("quiz", "bank", settings=warm)
    bank.remove(["proposed", "accepted"])
    assert items[0].stem in done.stdout
    assert "Which is not it?" not in done.stdout
    assert "negative-stem" in done.stderr
    assert items[2].stem not in done.stdout
