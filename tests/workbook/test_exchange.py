import json
from pathlib import Path

import pytest

from corpus.errors import WorkbookError
from tests.workbook.example import FOLDER, example_json
from workbook.book import read_book
from workbook.exchange import from_json, to_json
from workbook.standards import Standards
from workbook.store import Store


def test_a_workbook_comes_back_whole_from_its_export(example: Store, tmp_path: Path) -> None:
    back, hidden = from_json(to_json(example), tmp_path / "back.workbook")
    assert hidden == 0
    assert read_book(back.latest()) == read_book(example.latest())
    assert back.history() == example.history()
    assert back.edition() == example.edition()


def test_personal_data_in_an_import_is_hidden_and_counted(example: Store, tmp_path: Path) -> None:
    made = json.loads(to_json(example))
    place = {"sheet": "partner-1", "item": next(iter(example.edition().probes)), "field": "doing"}
    made["changes"].append(made["changes"][-1] | {"cell": place, "value": "Ring Mrs Jones on 01632 960 001."})
    back, hidden = from_json(json.dumps(made), tmp_path / "back.workbook")
    assert hidden == 1
    assert back.history()[-1].value == "Ring Mrs [name] on [phone number]."


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"signpost_workbook": 1}', "\x00", '{"signpost_workbook": "one"}'])
def test_what_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkbookError, match="not an exported workbook"):
        from_json(text, tmp_path / "back.workbook")


def test_an_export_of_a_newer_signpost_is_refused(example: Store, tmp_path: Path) -> None:
    made = json.loads(to_json(example)) | {"signpost_workbook": 99}
    with pytest.raises(WorkbookError, match="newer"):
        from_json(json.dumps(made), tmp_path / "back.workbook")


def test_a_change_that_could_not_have_been_made_is_refused(example: Store, tmp_path: Path) -> None:
    made = json.loads(to_json(example))
    made["changes"][0]["cell"]["field"] = "password"
    with pytest.raises(WorkbookError, match="no such place"):
        from_json(json.dumps(made), tmp_path / "back.workbook")
    assert not (tmp_path / "back.workbook").exists()


def test_the_example_in_the_documentation_is_of_today_s_standards(standards: Standards) -> None:
    assert (FOLDER / "exampleshire.json").read_text(encoding="utf-8") == example_json(standards)
