"""The Evaluate tab, by a reviewer in a browser."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from corpus.index.reading import open_index
from corpus.settings import Settings
from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply, from_answer
from evals.systems import System
from tests.evals.conftest import Scripted
from tests.ui.answers import HandMade
from tests.ui.conftest import HandMadeService, Visitor, serve
from ui import page as web_page
from ui import words_evaluate as words
from ui.evaluate import EvaluateTab
from ui.evaluations import Evaluations
from ui.users import Users

QUESTIONS = """
- {id: board, stratum: fact, outcome: [answered], question: "Who are the core members of a Safeguarding Adults Board?",
   evidence: [{document: revisiting-safeguarding-practice, quote: "clinical commissioning groups (CCGs)"}]}
- {id: city, stratum: unanswerable, outcome: [abstained], question: "What is the capital of France?"}
- {id: tower, stratum: unanswerable, outcome: [abstained], question: "How high is the tower?"}
"""


@pytest.fixture(scope="module")
def evaluating(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page is whose evaluation has three questions and asks the hand-made assistant."""
    folder = tmp_path_factory.mktemp("evaluating")
    (folder / "questions.yaml").write_text(QUESTIONS)

    def system(name: str, given: Settings, ground: Ground) -> System:
        assistant = HandMade(open_index(settings))

        def reply(question: Question) -> Reply:
            return from_answer(assistant.ask(question.question), ground, 1.0)

        return Scripted(reply, name)

    service = HandMadeService(settings)
    service.evaluations = Evaluations(Settings(data=folder), system, folder / "questions.yaml")
    yield from serve(service)


@pytest.fixture
def reviewer(wide_context: BrowserContext, evaluating: str) -> Iterator[Visitor]:
    """A reviewer who has come to the tab."""
    visitor = Visitor(wide_context, evaluating).arrive()
    visitor.page.get_by_role("tab", name=words.TAB).click()
    yield visitor
    visitor.page.close()


def run_all(visitor: Visitor) -> None:
    """Run all questions and open the figures."""
    visitor.page.get_by_label(words.SPLITS["all"]).check()
    visitor.page.get_by_role("button", name=words.START).click()
    visitor.page.locator("#progress progress").wait_for()
    expect(visitor.page.locator("#run-news")).to_have_text(words.DONE)
    visitor.page.locator("#run-list button.choice").first.click()
    visitor.page.locator("#run .figures").first.wait_for()


def test_a_reviewer_runs_reads_opens_grades_compares_and_downloads(reviewer: Visitor, tmp_path: Path) -> None:
    page = reviewer.page
    run_all(reviewer)
    expect(page.locator("#run")).to_contain_text("of 3 questions failed")
    fact = page.locator("#run .figures tbody tr", has=page.locator("th", has_text="fact")).first
    expect(fact).to_contain_text(" to ")
    assert reviewer.serious_findings() == []

    page.locator("#run details", has_text="unanswerable").locator("summary").click()
    page.get_by_role("button", name="How high is the tower?").click()
    expect(page.locator("#run")).to_contain_text("the outcome is “answered”, where it should be abstained")
    expect(page.locator("#run h2")).to_be_focused()
    assert reviewer.serious_findings() == []
    page.get_by_role("button", name=words.BACK).click()

    page.get_by_role("button", name=words.GRADE).click()
    page.locator("#run [name=serves][value=partly]").check()
    page.locator("#run [name=harm][value=no]").check()
    expect(page.locator("#run-list")).to_be_hidden()
    assert reviewer.serious_findings() == []
    page.get_by_role("button", name=words.SAVE).click()
    expect(page.locator("#run")).to_contain_text(words.GRADED.format(done=1, total=3))
    page.get_by_role("button", name=words.BACK).click()

    with page.expect_download() as started:
        page.get_by_role("button", name=words.REPORT).click()
    started.value.save_as(tmp_path / "report.html")
    assert "serves: partly" in (tmp_path / "report.html").read_text(encoding="utf-8")

    run_all(reviewer)
    page.get_by_role("button", name=words.COMPARE_BUTTON, exact=True).click()
    expect(page.locator("#run")).to_contain_text(f"{words.BROKE}: 0")
    assert reviewer.serious_findings() == []
    assert reviewer.faults == []


def test_it_fits_a_narrow_window(narrow_context: BrowserContext, evaluating: str) -> None:
    visitor = Visitor(narrow_context, evaluating).arrive()
    visitor.page.get_by_role("tab", name=words.TAB).click()
    run_all(visitor)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visitor.serious_findings() == []
    visitor.page.close()


@pytest.fixture
def shared(settings: Settings, tmp_path: Path) -> HandMadeService:
    """A page whose people sign in."""
    users = Users(tmp_path / "users.json")
    users.add("ada", "practitioner", None)
    users.add("tom", "trainer", None)
    users.add("rita", "reviewer", None)
    return HandMadeService(settings.model_copy(update={"users": users.path, "sign_in_header": "X-Remote-User"}))


def test_only_reviewers_and_owners_see_the_tab(browser: Browser, shared: HandMadeService) -> None:
    served = serve(shared)
    address = next(served)
    seen = {}
    for name in ("ada", "rita"):
        context = browser.new_context(extra_http_headers={"X-Remote-User": name})
        visitor = Visitor(context, address).arrive()
        visitor.page.locator("#about h2").first.wait_for()  # comes with what the tab depends on
        seen[name] = visitor.page.get_by_role("tab", name=words.TAB).count()
        context.close()
    next(served, None)
    assert seen == {"ada": 0, "rita": 1}


@pytest.mark.parametrize("name", ["ada", "tom", "nobody", "", None])
def test_no_event_of_the_tab_answers_who_may_not_evaluate(shared: HandMadeService, name: str | None) -> None:
    events = [
        fn.fn
        for fn in web_page.build(shared).fns.values()
        if isinstance(getattr(fn.fn, "__self__", None), EvaluateTab) and fn.fn.__name__ != "appear"
    ]
    assert len(events) >= 10
    for event in events:
        given = {"request": SimpleNamespace(username=name), "event": SimpleNamespace()}
        with pytest.raises(PermissionError):
            event(**{each: given[each] for each in inspect.signature(event).parameters})
