from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from corpus.errors import EvaluationError
from evals.agreement import agree, join, load_grades
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.report import write_report
from evals.run import execute
from evals.run_folder import load_run
from evals.sheets import ANSWERS, GUIDE, POINTS, make_sheets, read_sheet

_NASTY = "=HYPERLINK(1)\x0b"


@pytest.fixture
def folder(
    tmp_path: Path, boats: Ground, ask: Callable[..., Question], scripted: Any, answer: Callable[..., Reply]
) -> Path:
    """A run over four questions, one with a point that only a person can settle and one with unruly characters."""
    nugget = {"says": "wind and petrol", "weight": "vital", "terms": ["need wind", "petrol"]}
    questions = [
        ask("What do boats need?", ("Boats need wind",), id="one", nuggets=[nugget], stratum="role"),
        ask(_NASTY, ("the crew",), id="two"),
        ask("What do they carry?", ("the anchor",), id="three", history=["What do boats need?"]),
        ask("What does a yacht cost?", outcome=["abstained"], id="four"),
    ]
    execute(scripted(lambda q: answer("Boats need wind")), questions, boats, tmp_path / "run")
    return tmp_path / "run"


@pytest.fixture
def sheets(folder: Path, boats: Ground) -> list[Path]:
    return make_sheets(load_run(folder), folder, boats)


def _grade(path: Path, serves: dict[str, str], harm: str = "no", point: str = "no") -> None:
    """Fill a sheet in as a reviewer would; ``serves`` by question."""
    book = load_workbook(path)
    for row in range(2, book[ANSWERS].max_row + 1):
        question = str(book[ANSWERS].cell(row, 3).value)
        book[ANSWERS].cell(row, 6).value = serves.get(question, "Fully ")
        book[ANSWERS].cell(row, 7).value = harm
        book[ANSWERS].cell(row, 8).value = "As I see it"
    for row in range(2, book[POINTS].max_row + 1):
        book[POINTS].cell(row, 3).value = point
    book.save(path)


def test_two_sheets_go_round_and_come_back_joined_to_the_run(folder: Path, sheets: list[Path]) -> None:
    _grade(sheets[0], {"What do boats need?": "partly"}, point="yes")
    _grade(sheets[1], {"What do boats need?": "no"}, point="yes")
    read = [read_sheet(path) for path in sheets]
    serves, harm, points = agree(*read)
    assert (serves.pairs, serves.same, harm.same, points.pairs, points.same) == (4, 3, 4, 1, 1)
    join(folder, read)
    grades = load_grades(folder)
    assert [grade.serves for grade in grades["one"].grades] == ["partly", "no"]
    assert grades["one"].failed
    assert not grades["two"].failed
    assert grades["two"].grades[0].comment == "As I see it"


def test_the_sheets_say_nothing_of_system_scores_or_expectations(folder: Path, sheets: list[Path]) -> None:
    run = load_run(folder)
    for path in sheets:
        book = load_workbook(path)
        words = " ".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        for hidden in (run.info.system, run.info.fingerprint, run.name, "role", "abstained", "evidence", "vital"):
            assert hidden not in words.split(), hidden


def test_the_reviewers_see_the_same_replies_in_different_order(sheets: list[Path]) -> None:
    codes = [[row[0].value for row in load_workbook(path)[ANSWERS].iter_rows(min_row=2)] for path in sheets]
    assert sorted(map(str, codes[0])) == sorted(map(str, codes[1])) == ["R001", "R002", "R003", "R004"]
    assert codes[0] != codes[1]


def test_two_reviewers_never_see_the_same_order_however_few_the_replies(folder: Path, boats: Ground) -> None:
    run = load_run(folder)
    for number in range(10):
        again = replace(run, info=run.info.model_copy(update={"created": f"2026-01-0{number}"}))
        (place := folder / str(number)).mkdir()
        sheets = make_sheets(again, place, boats, count=2)
        first, second = ([row[0].value for row in load_workbook(path)[ANSWERS].iter_rows(min_row=2)] for path in sheets)
        assert first == second[::-1]


def test_a_question_that_looks_like_a_formula_stays_words(sheets: list[Path]) -> None:
    cells = [row[2] for row in load_workbook(sheets[0])[ANSWERS].iter_rows(min_row=2)]
    assert ("=HYPERLINK(1)", "s") in [(cell.value, cell.data_type) for cell in cells]


def test_only_uncertain_points_are_left_to_the_reviewers(sheets: list[Path]) -> None:
    rows = list(load_workbook(sheets[0])[POINTS].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["wind and petrol"]


def test_what_the_reviewers_said_of_points_comes_back_to_the_report(
    folder: Path, sheets: list[Path], boats: Ground
) -> None:
    _grade(sheets[0], {}, point="yes")
    _grade(sheets[1], {}, point="")
    join(folder, [read_sheet(path) for path in sheets])
    assert load_grades(folder)["one"].points == {"wind and petrol": ["yes"]}
    assert "uncertain (reviewers: yes): wind and petrol" in write_report(folder, boats).read_text(encoding="utf-8")


def test_rows_left_empty_by_an_office_program_are_no_grades(sheets: list[Path]) -> None:
    book = load_workbook(sheets[0])
    for name in (ANSWERS, POINTS):
        for row in range(book[name].max_row + 1, book[name].max_row + 4):
            book[name].cell(row, 1).value = ""
            book[name].cell(row, 3).font = Font(bold=True)
    book.save(sheets[0])
    read = read_sheet(sheets[0])
    assert (len(read.grades), len(read.points)) == (4, 1)


def test_sheets_that_may_be_graded_are_not_written_over(folder: Path, sheets: list[Path], boats: Ground) -> None:
    before = sheets[0].read_bytes()
    with pytest.raises(EvaluationError, match="holds sheets already"):
        make_sheets(load_run(folder), folder, boats)
    assert sheets[0].read_bytes() == before


def test_a_part_of_the_replies_can_be_drawn(folder: Path, boats: Ground) -> None:
    path = make_sheets(load_run(folder), folder, boats, reviewers=1, count=2)[0]
    assert len(read_sheet(path).grades) == 2


def test_empty_cells_count_as_not_graded(sheets: list[Path]) -> None:
    _grade(sheets[0], {})
    serves = agree(*(read_sheet(path) for path in sheets))[0]
    assert (serves.pairs, serves.kappa, serves.alpha) == (0, None, None)


def test_a_cell_that_holds_no_grade_is_named(sheets: list[Path]) -> None:
    _grade(sheets[0], {"What do boats need?": "rather well"})
    with pytest.raises(EvaluationError, match=r"reviewer-1\.xlsx, Replies, F\d: “rather well”"):
        read_sheet(sheets[0])


def test_a_row_that_stands_twice_is_named(sheets: list[Path]) -> None:
    book = load_workbook(sheets[0])
    book[ANSWERS]["A3"].value = book[ANSWERS]["A2"].value
    book.save(sheets[0])
    with pytest.raises(EvaluationError, match="stands twice"):
        read_sheet(sheets[0])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"Dear all"])
def test_another_file_is_no_grading_sheet(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "letter.xlsx").write_bytes(data)
    with pytest.raises(EvaluationError, match="no grading sheet"):
        read_sheet(tmp_path / "letter.xlsx")


def test_a_sheet_without_its_first_page_is_no_grading_sheet(sheets: list[Path]) -> None:
    book = load_workbook(sheets[0])
    del book[GUIDE]
    book.save(sheets[0])
    with pytest.raises(EvaluationError, match="no grading sheet"):
        read_sheet(sheets[0])


def test_one_reviewers_sheet_is_not_compared_with_itself(sheets: list[Path]) -> None:
    with pytest.raises(EvaluationError, match="same reviewer"):
        agree(read_sheet(sheets[0]), read_sheet(sheets[0]))


def test_sheets_are_joined_only_to_the_run_that_they_were_made_from(
    folder: Path, sheets: list[Path], boats: Ground
) -> None:
    old = [read_sheet(path) for path in sheets]
    (folder / "sheets" / "key.json").unlink()
    make_sheets(load_run(folder), folder, boats, count=2)
    with pytest.raises(EvaluationError, match="was not made from"):
        join(folder, old)


def test_a_code_that_was_not_given_out_is_refused(folder: Path, sheets: list[Path]) -> None:
    book = load_workbook(sheets[0])
    book[ANSWERS]["A2"].value = "R999"
    book.save(sheets[0])
    with pytest.raises(EvaluationError, match="R999"):
        join(folder, [read_sheet(sheets[0])])


def test_a_folder_without_a_key_is_refused(tmp_path: Path, sheets: list[Path]) -> None:
    with pytest.raises(EvaluationError, match=r"key\.json"):
        join(tmp_path, [read_sheet(sheets[0])])
