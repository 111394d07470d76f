"""Asking, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, expect

from corpus.errors import IndexMissing
from tests.ui import answers
from tests.ui.conftest import Visitor, serve
from ui import words
from ui.answering import Answering
from ui.service import Service


def latest(visitor: Visitor) -> str:
    return visitor.page.locator("#latest").inner_text()


def test_the_starting_screen_says_what_can_be_asked_of_what_and_what_signpost_does_not_do(visitor: Visitor) -> None:
    visitor.page.get_by_text(words.START_LIMITS_LIST[-1]).first.wait_for()
    text = visitor.page.locator("body").inner_text()
    for sentence in (words.LIMITS, words.START, *words.START_LIMITS_LIST, "Revisiting safeguarding practice"):
        assert sentence in text
    for role, questions in words.EXAMPLES_BY_ROLE:
        assert role in text
        assert all(question in text for question in questions)


def test_a_question_is_answered_with_its_quotes_under_their_heading(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    text = latest(visitor)
    for member in ("the local authority", "clinical commissioning groups", "the chief officer of police"):
        assert member in text
    headings = visitor.page.locator("#latest h2, #latest h3, #latest h4").all_inner_texts()
    assert headings[0].endswith(answers.BOARD)
    assert headings[1:3] == [words.VERDICTS["answered"], "Safeguarding Adults Boards (SABs)"]


def test_each_quote_says_its_number_standing_document_and_date(visitor: Visitor) -> None:
    visitor.ask(answers.LEADERSHIP)
    lines = visitor.page.locator("#latest .source-line").all_inner_texts()
    assert "1" in lines[0]
    assert "Sector standard" in lines[0]
    assert "Adult Safeguarding Improvement Tool, March 2015" in lines[0]
    assert "2" in lines[1]
    assert "Practice guidance" in lines[1]


def test_the_edition_of_each_document_quoted_is_given_once(visitor: Visitor) -> None:
    visitor.ask(answers.LEADERSHIP)
    editions = visitor.page.locator("#latest .editions li").all_inner_texts()
    assert len(editions) == 2
    assert "Refreshed in March 2015" in editions[0]


def test_an_example_question_is_asked_by_pressing_it(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=answers.BOARD).click()
    visitor.wait_for_answer(answers.BOARD, 0)
    expect(visitor.page.locator("#examples")).to_have_count(0)


def test_an_emergency_stands_first_and_is_an_alert(visitor: Visitor) -> None:
    visitor.ask(answers.DANGER)
    alert = visitor.page.locator("#latest [role=alert]")
    expect(alert).to_contain_text("call 999")
    assert latest(visitor).startswith(words.EMERGENCY)
    red = alert.locator(".notice").evaluate("element => getComputedStyle(element).backgroundColor")
    assert red == "rgb(168, 28, 20)"


def test_a_myth_is_shown_as_what_is_believed_and_what_the_guidance_says(visitor: Visitor) -> None:
    visitor.ask(answers.MYTH)
    card = visitor.page.locator("#latest .myth-card")
    assert "won't know what's best for them" in card.locator(".belief").inner_text()
    assert "Good social work practice ensures people are supported" in card.locator(".correction").inner_text()
    expect(card.locator(".cite")).to_have_count(1)


def test_a_correction_is_not_quoted_again_under_its_card(visitor: Visitor) -> None:
    visitor.ask(answers.MYTH)
    expect(visitor.page.locator("#latest .quote")).to_have_count(0)


def test_personal_data_is_shown_only_as_the_guard_left_it(visitor: Visitor) -> None:
    visitor.ask(answers.PERSONAL, shown="Is this neglect? Her name is [name]")
    assert "Ada Byron" not in visitor.page.content()
    expect(visitor.page.locator("#latest .notice.personal-data")).to_contain_text("masked")


def test_what_the_documents_do_not_answer_is_said_with_the_nearest_parts_told_apart(visitor: Visitor) -> None:
    visitor.ask(answers.UNKNOWN)
    text = latest(visitor)
    assert words.VERDICTS["abstained"] in text
    assert words.RELATED in text
    expect(visitor.page.locator("#latest .quote")).to_have_count(0)
    expect(visitor.page.locator("#latest .related li .cite")).to_have_count(2)


def test_an_answer_to_part_of_a_question_says_so(visitor: Visitor) -> None:
    visitor.ask(answers.PARTLY)
    assert words.VERDICTS["partial"] in latest(visitor)


def test_a_request_that_is_turned_away_says_so(visitor: Visitor) -> None:
    visitor.ask(answers.HARMFUL)
    assert words.VERDICTS["declined"] in latest(visitor)


def test_a_citation_opens_its_document_beside_the_answer_at_the_passage(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD).open_citation()
    pane = visitor.page.locator("#source")
    expect(pane.locator(".pane-title")).to_have_text("Revisiting safeguarding practice")
    expect(pane.locator(".pane-title")).to_be_focused()
    marked = pane.locator("mark")
    expect(marked).to_have_count(4)
    expect(marked.first).to_be_in_viewport()
    expect(pane.get_by_text("it must publish an annual report")).to_be_attached()
    expect(visitor.page.locator("#latest .answer")).to_be_visible()


def test_the_contents_beside_an_answer_lead_to_other_sections(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD).open_citation()
    visitor.page.locator("#source summary").click()
    visitor.page.locator("#source .contents").get_by_text("Self-neglect", exact=True).click()
    expect(visitor.page.locator("#source .document").get_by_role("heading", name="Self-neglect")).to_be_in_viewport()


def test_closing_the_document_gives_focus_back_to_the_citation(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD).open_citation()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("#source")).to_have_count(0)
    expect(visitor.page.locator("#latest .cite").first).to_be_focused()


def test_a_follow_up_is_asked_with_the_earlier_questions(visitor: Visitor, service: Service) -> None:
    visitor.ask(answers.BOARD).ask("And what do they do?")
    made = service.answering()
    assert isinstance(made, answers.HandMade)
    assert made.asked[-1] == ("And what do they do?", (answers.BOARD,))


def test_a_changed_question_takes_the_place_of_the_last_one(visitor: Visitor) -> None:
    visitor.ask(answers.UNKNOWN)
    visitor.page.get_by_role("button", name=words.EDIT).click()
    expect(visitor.page.locator("#question textarea")).to_have_value(answers.UNKNOWN)
    visitor.page.fill("#question textarea", answers.BOARD)
    visitor.page.get_by_role("button", name=words.ASK, exact=True).click()
    visitor.wait_for_answer(answers.BOARD, 0)


def test_a_question_opened_to_change_can_be_kept(visitor: Visitor) -> None:
    visitor.ask(answers.UNKNOWN)
    visitor.page.get_by_role("button", name=words.EDIT).click()
    visitor.page.get_by_role("button", name=words.KEEP).click()
    expect(visitor.page.locator("#question textarea")).to_have_value("")
    visitor.ask(answers.BOARD)
    expect(visitor.page.locator("#earlier .turn")).to_have_count(1)


def test_asking_again_does_not_lengthen_the_conversation(visitor: Visitor, service: Service) -> None:
    visitor.ask(answers.BOARD)
    made = service.answering()
    assert isinstance(made, answers.HandMade)
    asked = len(made.asked)
    visitor.page.evaluate("document.querySelector('#latest .asked').textContent = ''")
    visitor.page.get_by_role("button", name=words.ASK_AGAIN).click()
    visitor.wait_for_answer(answers.BOARD, 0)
    assert len(made.asked) == asked + 1


def test_a_new_conversation_starts_from_nothing(visitor: Visitor, service: Service) -> None:
    visitor.ask(answers.BOARD).open_citation()
    visitor.page.get_by_role("button", name=words.NEW).click()
    expect(visitor.page.locator("#examples")).to_be_visible()
    expect(visitor.page.locator("#source")).to_have_count(0)
    visitor.ask("Something else?")
    made = service.answering()
    assert isinstance(made, answers.HandMade)
    assert made.asked[-1] == ("Something else?", ())


def test_a_question_can_be_stopped_and_tried_again(visitor: Visitor) -> None:
    visitor.page.fill("#question textarea", answers.SLOW)
    visitor.page.press("#question textarea", "Enter")
    visitor.page.get_by_role("button", name=words.STOP).click()
    expect(visitor.page.locator("#question-problem")).to_contain_text(words.STOPPED)
    expect(visitor.page.locator("#question textarea")).to_have_value(answers.SLOW)
    visitor.page.get_by_role("button", name=words.TRY_AGAIN).click()
    visitor.wait_for_answer(answers.SLOW, 0)


@pytest.mark.parametrize(("question", "says"), [("   ", "empty"), ("x" * 2001, "limit is 2,000")])
def test_a_question_that_cannot_be_taken_has_its_problem_tied_to_the_box(
    visitor: Visitor, question: str, says: str
) -> None:
    box = visitor.page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    expect(visitor.page.locator("#question-problem[role=alert]")).to_contain_text(says)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_attribute("aria-describedby", re.compile("question-problem"))
    expect(box).to_have_value(question)
    expect(box).to_be_focused()


def test_a_problem_goes_away_with_the_next_answer(visitor: Visitor) -> None:
    visitor.page.press("#question textarea", "Enter")
    expect(visitor.page.locator("#question-problem")).to_contain_text("empty")
    visitor.ask(answers.BOARD)
    expect(visitor.page.locator("#question-problem")).to_have_text("")
    expect(visitor.page.locator("#question textarea")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize(
    ("question", "says"), [(answers.DAMAGED, "signpost ingest"), (answers.BROKEN, "Something went wrong")]
)
def test_a_failure_says_what_to_do_and_keeps_the_question(visitor: Visitor, question: str, says: str) -> None:
    visitor.page.fill("#question textarea", question)
    visitor.page.press("#question textarea", "Enter")
    problem = visitor.page.locator("#question-problem")
    expect(problem).to_contain_text(says)
    assert "secret" not in problem.inner_text()
    expect(visitor.page.locator("#question textarea")).to_have_value(question)
    expect(visitor.page.get_by_role("button", name=words.TRY_AGAIN)).to_be_visible()


def test_when_too_many_wait_a_question_is_turned_away_with_words(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.service.MOST_WAITING", 0)
    visitor.page.fill("#question textarea", answers.BOARD)
    visitor.page.press("#question textarea", "Enter")
    expect(visitor.page.locator("#question-problem")).to_contain_text(words.TOO_BUSY)
    expect(visitor.page.locator("#question textarea")).to_have_value(answers.BOARD)


class NoIndex(Service):
    """A service without an index."""

    def _open(self) -> Answering:
        raise IndexMissing("There is no index yet: run `signpost ingest`.")


def test_without_an_index_the_page_says_which_command_makes_one(browser: Browser, service: Service) -> None:
    served = serve(NoIndex(service.settings))
    context = browser.new_context()
    visitor = Visitor(context, next(served)).arrive()
    expect(visitor.page.locator("#about")).to_contain_text("run `signpost ingest`")
    visitor.page.fill("#question textarea", "Anything?")
    visitor.page.press("#question textarea", "Enter")
    expect(visitor.page.locator("#question-problem")).to_contain_text("run `signpost ingest`")
    context.close()
    next(served, None)


def test_a_written_answer_is_shown_as_it_is_verified_and_then_above_its_quotes(visitor: Visitor) -> None:
    visitor.page.fill("#question textarea", answers.WRITTEN)
    visitor.page.press("#question textarea", "Enter")
    so_far = visitor.page.locator("#busy .so-far")
    expect(so_far).to_contain_text("The board has three core members. [1]")
    expect(so_far).not_to_contain_text("chief officer")
    visitor.wait_for_answer(answers.WRITTEN, 0)
    written = visitor.page.locator("#latest .written")
    expect(written).to_contain_text("The chief officer of police is one of them.")
    expect(written).to_contain_text("ollama:made-up")
    expect(visitor.page.locator("#latest .quote")).to_have_count(1)


def test_a_written_sentence_opens_the_quote_behind_it(visitor: Visitor) -> None:
    visitor.ask(answers.WRITTEN)
    visitor.page.locator("#latest .written .cite").first.click()
    expect(visitor.page.locator("#source mark").first).to_be_in_viewport()


def test_where_a_model_elsewhere_is_configured_the_page_says_where_questions_go(
    browser: Browser, service: Service
) -> None:
    own = service.settings.model_copy(update={"llm": "openai-like:m", "llm_url": "https://models.example.org/v1"})
    for address in serve(type(service)(own)):
        context = browser.new_context()
        page = Visitor(context, address).arrive().page
        expect(page.locator("#hint")).to_contain_text("a language model at models.example.org")
        context.close()
