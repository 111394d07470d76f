"""What an answer looks like where the order and the length of things matter."""

import pytest

from assistant.answer import Notice
from corpus.index.reading import Index
from tests.ui.answers import answer
from ui import words
from ui.render import URGENT, answer_parts
from ui.service import Service, Shelf

EMERGENCY = Notice(kind="emergency", text="If someone is in danger now, call 999.")
CURRENCY = Notice(kind="currency", text="CCGs were abolished in 2022.")


@pytest.fixture
def shelf(service: Service) -> Shelf:
    return service.shelf()


def test_an_emergency_shows_few_quotes_and_folds_the_others_away(index: Index, shelf: Shelf) -> None:
    quotes = [[passage] for passage in index.passages[20:25]]
    alerts, body = answer_parts(answer(index, quotes, notices=(EMERGENCY,)), shelf)
    at_once, _, folded = body.partition('<details class="rest">')
    assert "999" in alerts
    assert at_once.count('<figure class="quote">') == URGENT
    assert folded.count('<figure class="quote">') == 5 - URGENT


def test_without_an_emergency_every_quote_is_shown(index: Index, shelf: Shelf) -> None:
    _, body = answer_parts(answer(index, [[passage] for passage in index.passages[20:25]]), shelf)
    assert words.MORE_QUOTES.format(count=3) not in body
    assert body.count('<figure class="quote">') == 5


@pytest.mark.parametrize(("count", "folded"), [(1, " open"), (2, "")])
def test_one_note_on_an_old_term_is_shown_and_several_are_a_line_that_opens(
    index: Index, shelf: Shelf, count: int, folded: str
) -> None:
    _, body = answer_parts(answer(index, [[index.passages[20]]], notices=(CURRENCY,) * count), shelf)
    assert f'<details class="notice currency"{folded}><summary>{words.NOTICES["currency"]}</summary>' in body
    assert body.count(CURRENCY.text) == count
