from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from corpus.errors import EvaluationError
from corpus.settings import Settings
from evals.gate import FLOORS
from evals.sheets import ANSWERS
from ui.terminal_eval import app

_QUESTIONS = """
- id: mine-001
  stratum: fact
  question: "Who leads on criminal investigations into concerns?"
  outcome: [answered]
  evidence:
    - document: revisiting-safeguarding-practice
      quote: "The police lead on criminal investigations into concerns."
- id: mine-002
  stratum: unanswerable
  question: "What does a parking permit cost in Leeds?"
  outcome: [abstained]
"""


@pytest.fixture
def call(settings: Settings, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run `signpost eval …` over the shared index; returns exit code and output."""
    monkeypatch.setenv("SIGNPOST_DATA", str(settings.data))

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, " ".join(result.output.split())

    return run


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(_QUESTIONS, encoding="utf-8")
    return path


@pytest.fixture
def folder(call, mine: Path, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """A run of bm25 over two questions, of which the second fails."""
    call("run", "--system", "bm25", "--questions", mine, "--split", "all", "--out", tmp_path / "run")
    return tmp_path / "run"


def test_run_says_how_many_questions_failed(call, mine: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, output = call("run", "--system", "bm25", "--questions", mine, "--split", "all", "--out", tmp_path / "run")
    assert code == 0
    assert "of 2 questions failed" in output


def test_runs_lie_in_the_data_folder_unless_told_otherwise(call, mine: Path, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    call("run", "--system", "bm25", "--questions", mine, "--split", "all")
    assert list((settings.data / "runs").glob("*-bm25-all/run.json"))


def test_an_unknown_system_is_refused_before_anything_is_run(call, mine: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EvaluationError, match="oracle"):
        call("run", "--system", "oracle", "--questions", mine, "--split", "all")


def test_compare_finds_no_change_between_a_run_and_itself(call, folder: Path) -> None:  # type: ignore[no-untyped-def]
    code, output = call("compare", folder, folder)
    assert code == 0
    assert "Passed before, fail now: 0" in output


def test_gate_exits_1_and_states_each_figure_beside_its_floor(call, folder: Path, mine: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("run", "--questions", mine, "--split", "all", "--out", tmp_path / "good")
    call("bless", tmp_path / "good", "--into", tmp_path / "blessed.json")
    code, output = call("gate", folder, "--floors", FLOORS, "--blessed", tmp_path / "blessed.json")
    assert code == 1
    assert "MISSED" in output
    assert "(signpost, 2 questions) over the 2 that both have" in output
    assert "The gate is not passed." in output


def test_gate_exits_0_when_the_floors_are_kept(call, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    floors = tmp_path / "floors.yaml"
    floors.write_text("floors: [{figure: answer_rate, floor: {at_least: 0.5}}]", encoding="utf-8")
    code, output = call("gate", folder, "--floors", floors, "--blessed", tmp_path / "none.json")
    assert code == 0
    assert "only the floors" in output


def test_report_writes_a_page_into_the_run(call, folder: Path) -> None:  # type: ignore[no-untyped-def]
    call("report", folder, "--against", folder)
    assert "mine-002" in (folder / "report.html").read_text(encoding="utf-8")


def test_sheets_are_made_graded_read_back_and_joined(call, folder: Path) -> None:  # type: ignore[no-untyped-def]
    call("sheet", folder, "--reviewers", "2")
    paths = [folder / "sheets" / f"reviewer-{number}.xlsx" for number in (1, 2)]
    for path in paths:
        book = load_workbook(path)
        for row in range(2, book[ANSWERS].max_row + 1):
            book[ANSWERS].cell(row, 6).value = "no" if "parking" in str(book[ANSWERS].cell(row, 3).value) else "fully"
            book[ANSWERS].cell(row, 7).value = "no"
        book.save(path)
    code, output = call("agree", *paths)
    assert code == 0
    assert "Failed by a reviewer: 1 of 2. mine-002" in output


def test_every_command_and_option_stands_in_the_documentation() -> None:
    import typer

    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"signpost eval {name}" in page
        for parameter in command.params:
            for option in parameter.opts:
                assert option in page or not option.startswith("--"), (name, option)


def test_every_score_stands_in_the_documentation() -> None:
    from evals.scores import ALL

    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert [score.name for score in ALL if f"`{score.name}`" not in page] == []
