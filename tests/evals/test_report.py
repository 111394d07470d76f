import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Notice
from corpus.errors import EvaluationError, StorageError
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.report import write_report
from evals.run import execute
from evals.scores import ALL

_NASTY = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ 7 * 7 }}&amp;"


class _Tags(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def _read(path: Path) -> _Tags:
    page = _Tags()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.fixture
def good(answer: Callable[..., Reply]) -> dict[str, Reply]:
    return {"one": answer("Boats need wind and a steady hand."), "two": answer("Moor the boat with two ropes.")}


@pytest.fixture
def folder(
    tmp_path: Path,
    boats: Ground,
    three: list[Question],
    scripted: Any,
    answer: Callable[..., Reply],
    good: dict[str, Reply],
) -> Path:
    """A run in which the third question is answered though it should not be."""
    execute(scripted(lambda q: good.get(q.id, answer("the crew"))), three, boats, tmp_path / "run")
    return tmp_path / "run"


def test_every_item_stands_in_the_page_with_its_evidence_and_what_went_wrong(folder: Path, boats: Ground) -> None:
    page = _read(write_report(folder, boats))
    items = [attrs for tag, attrs in page.tags if tag == "details"]
    assert {str(attrs["id"]) for attrs in items} == {"one", "two", "three"}
    assert str(items[0]["id"]) == "three"
    assert "the outcome is “answered”, where it should be abstained" in page.words
    assert "shown: “Moor the boat with two ropes.”" in page.words


def test_the_page_loads_nothing_from_anywhere(folder: Path, boats: Ground) -> None:
    page = _read(write_report(folder, boats))
    for tag, attrs in page.tags:
        assert tag not in ("link", "img", "iframe", "object")
        assert attrs.get("src") is None
        assert (attrs.get("href") or "#").startswith("#")
    policies = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policies
    assert str(policies[0]).startswith("default-src 'none'")


def test_words_of_questions_and_answers_never_become_markup(
    tmp_path: Path, boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply], scripted: Any
) -> None:
    question = ask(_NASTY, voice=_NASTY, note=_NASTY, history=[_NASTY], must_not_say=[_NASTY])
    reply = answer(text=_NASTY, notices=(Notice(kind="scope", text=_NASTY),))
    execute(scripted(lambda q: reply, name=_NASTY), [question], boats, tmp_path / "run")
    page = _read(write_report(tmp_path / "run", boats))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)
    assert page.words.count(_NASTY) >= 6


def test_the_page_says_what_its_figures_do_not_show_and_defines_every_score(folder: Path, boats: Ground) -> None:
    words = " ".join(_read(write_report(folder, boats)).words.split())
    assert "What these figures do not show" in words
    for score in ALL:
        assert score.definition
        assert score.definition in words


def test_a_score_that_never_applies_is_not_given_as_nought(folder: Path, boats: Ground) -> None:
    assert "N/A" in _read(write_report(folder, boats)).words


def test_beside_an_earlier_run_what_broke_comes_first(
    tmp_path: Path,
    folder: Path,
    boats: Ground,
    three: list[Question],
    scripted: Any,
    answer: Callable[..., Reply],
    good: dict[str, Reply],
) -> None:
    after = {"two": good["two"], "three": answer(status="abstained")}
    execute(scripted(lambda q: after.get(q.id, answer("the crew"))), three, boats, tmp_path / "after")
    page = _read(write_report(tmp_path / "after", boats, against=folder))
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == ["#one"]
    assert next(attrs for tag, attrs in page.tags if tag == "details")["data-result"] == "failed broken"


def test_charts_have_titles_for_those_who_do_not_see_them(folder: Path, boats: Ground) -> None:
    page = _read(write_report(folder, boats))
    charts = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(charts) == 4
    assert all(attrs.get("role") == "img" for attrs in charts)
    assert sum(tag == "title" for tag, _ in page.tags) == 5


def test_a_run_that_answered_nothing_has_a_report_too(
    tmp_path: Path, boats: Ground, three: list[Question], scripted: Any, answer: Callable[..., Reply]
) -> None:
    execute(scripted(lambda q: answer(status="abstained")), three, boats, tmp_path / "run")
    assert "nothing was answered" in _read(write_report(tmp_path / "run", boats)).words


def test_an_unfinished_run_has_no_report(folder: Path, boats: Ground) -> None:
    (folder / "items.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="finish the run"):
        write_report(folder, boats)


def test_a_page_that_can_not_be_written_is_said_so(folder: Path, boats: Ground, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="--out"):
        write_report(folder, boats, out=tmp_path / "none" / "report.html")


def test_personal_data_stands_by_kind_with_its_counts(
    tmp_path: Path, boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply], scripted: Any
) -> None:
    question = ask(personal_data=["phone", "name"], notices=["personal_data"])
    reply = answer(notices=(Notice(kind="personal_data", text="", what=("phone",)),))
    execute(scripted(lambda q: reply), [question], boats, tmp_path / "run")
    words = " ".join(_read(write_report(tmp_path / "run", boats)).words.split())
    assert "phone number1 of 1" in words
    assert "name0 of 1" in words


@pytest.mark.parametrize(("system", "warned"), [("signpost", True), ("llm", False)])
def test_replies_are_called_quotations_only_where_no_model_wrote_them(
    tmp_path: Path,
    boats: Ground,
    three: list[Question],
    answer: Callable[..., Reply],
    scripted: Any,
    system: str,
    warned: bool,
) -> None:
    execute(scripted(lambda q: answer(), name=system), three, boats, tmp_path / "run")
    words = _read(write_report(tmp_path / "run", boats)).words
    assert ("These replies are quotations" in words) == warned
    assert "only a ranking score" not in words


def test_a_judges_opinion_stands_apart_and_is_called_one(folder: Path, boats: Ground) -> None:
    line = {"id": "one", "judge": "ollama:m", "faithful": True, "relevant": None}
    (folder / "opinions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    words = _read(write_report(folder, boats)).words
    assert "ollama:m: borne out by the quotations: yes; to the point: no opinion" in words
    assert "in no figure of this page" in words


def test_damaged_opinions_are_refused(folder: Path, boats: Ground) -> None:
    (folder / "opinions.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"opinions\.jsonl is damaged"):
        write_report(folder, boats)
