"""Questions to go on with: from the bank, near what was quoted, and only such as are answered."""

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import expect

from assistant.answer import Answer
from corpus.index.reading import Index
from tests.ui import answers
from tests.ui.answers import HandMade
from tests.ui.conftest import Visitor
from ui import words
from ui.follow_up import follow_ups
from ui.service import Service


class Knowing(HandMade):
    """It answers the questions of the bank with the bank's own passage, all but those in ``unanswered``."""

    def __init__(self, index: Index, unanswered: Sequence[str] = ()) -> None:
        super().__init__(index)
        self.unanswered = unanswered

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        id: str | None = None,
        hear: Callable[[Answer], None] = lambda so_far: None,
        write: bool = True,
    ) -> Answer:
        """Answer from the bank. No language model is asked for a suggestion."""
        assert not write
        known = {question.text: question.passage for question in self.index.questions}
        if text not in known or text in self.unanswered:
            return super().ask(answers.UNKNOWN if text in known else text, history, id)
        passage = self.index.passage(known[text])
        assert passage is not None
        return answers.answer(self.index, [[passage]])


@pytest.fixture
def board(index: Index) -> Answer:
    return HandMade(index).board()


def test_at_most_three_questions_of_the_bank_are_suggested(index: Index, board: Answer) -> None:
    found = follow_ups(Knowing(index), board)
    assert 0 < len(found) <= 3
    assert set(found) <= {question.text for question in index.questions}


def test_they_are_about_the_sections_quoted_but_not_what_was_quoted(index: Index, board: Answer) -> None:
    passages = {question.text: index.passage(question.passage) for question in index.questions}
    for text in follow_ups(Knowing(index), board):
        passage = passages[text]
        assert passage is not None
        assert " > ".join(passage.section) == board.citations[0].section
        assert passage.text not in board.citations[0].quote


def test_a_question_that_is_not_answered_is_not_suggested(index: Index, board: Answer) -> None:
    first = follow_ups(Knowing(index), board)[0]
    assert first not in follow_ups(Knowing(index, unanswered=[first]), board)


def test_an_answer_without_quotes_leads_nowhere(index: Index) -> None:
    assert follow_ups(Knowing(index), HandMade(index).unknown()) == []


def test_a_suggestion_is_asked_by_pressing_it(
    visitor: Visitor, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "suggested", ("What else is there?",))
    visitor.ask(answers.BOARD)
    expect(visitor.page.locator("#next")).to_contain_text(words.NEXT)
    visitor.page.locator("#next").get_by_role("button", name="What else is there?").click()
    visitor.wait_for_answer("What else is there?", 1)
