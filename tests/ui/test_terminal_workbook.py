"""`signpost workbook …`, as it is called."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import WorkbookError
from tests.workbook.example import FOLDER, SINCE
from ui.terminal_workbook import app

EXAMPLE = FOLDER / "exampleshire.json"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run `signpost workbook …` with a data folder of its own; returns what it printed."""
    monkeypatch.setenv("SIGNPOST_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> str:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    return run


@pytest.fixture
def example(call, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    path = tmp_path / "example.workbook"
    call("new", "--json", EXAMPLE, "--out", path)
    return path


def test_a_new_workbook_is_opened_by_its_key(call) -> None:  # type: ignore[no-untyped-def]
    key = re.search(r"key is (\S+):", call("new", "Exampleshire"))
    assert key
    printed = call("open", key.group(1))
    assert "Exampleshire" in printed
    assert "0 of 16" in printed


def test_a_new_workbook_has_the_partners_that_were_named(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("new", "Small", "--partner", "Fire service", "--out", tmp_path / "small.workbook")
    assert "Fire service" in call("open", tmp_path / "small.workbook")


def test_open_shows_progress_by_element_and_partner(call, example: Path) -> None:  # type: ignore[no-untyped-def]
    assert re.search(r"6\. Commissioning\W+8 of 8\W+8 of 8\W+0 of 8", call("open", example))


def test_report_writes_its_three_forms(call, example: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("report", example, "--out", tmp_path / "out", "--since", SINCE)
    made = {path.suffix: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert {suffix: content[:2] for suffix, content in made.items()} == {".docx": b"PK", ".xlsx": b"PK", ".html": b"<!"}


def test_compare_shows_where_partners_differ(call, example: Path) -> None:  # type: ignore[no-untyped-def]
    assert "2. People’s experiences of safeguarding, probe 4" in call("compare", example)


def test_compare_shows_what_moved_since_a_day(call, example: Path) -> None:  # type: ignore[no-untyped-def]
    printed = call("compare", example, "--since", SINCE)
    assert "What has moved: 14 ratings" in printed
    assert "down 1" in printed


def test_compare_takes_two_workbooks(call, example: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    other = tmp_path / "other.workbook"
    call("new", "--json", EXAMPLE, "--out", other)
    assert "What has moved: 0 ratings" in call("compare", example, other)


def test_an_export_makes_the_same_workbook_again(call, example: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("export", example, "--out", tmp_path / "one.json")
    call("new", "--json", tmp_path / "one.json", "--out", tmp_path / "again.workbook")
    call("export", tmp_path / "again.workbook", "--out", tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_the_log_is_exported_as_word(call, example: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call("export", example, "--log", "--out", tmp_path / "log.docx")
    assert (tmp_path / "log.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("open", "/nowhere/one.workbook"), "is not there"),
        (("open", "abc"), "not a workbook’s key"),
        (("compare", "/nowhere/one.workbook", "--since", "soon"), "is not a day"),
        (("new", ""), "Give the workbook a name"),
    ],
)
def test_a_mistake_is_explained(call, arguments: tuple[str, ...], says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(WorkbookError, match=says):
        call(*arguments)
