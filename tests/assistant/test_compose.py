import numpy as np
import pytest

from assistant.compose import BROAD, ORDINARY, citations, select
from assistant.rank import Ranked
from corpus.index.reading import Index
from corpus.units import Unit


def ranked(*units: Unit) -> list[Ranked]:
    return [Ranked(unit, 1 / (2 + place), 0.0, np.zeros(1)) for place, unit in enumerate(units)]


@pytest.fixture
def singles(index: Index) -> list[Unit]:
    return [unit for unit in index.units if not unit.whole and 100 < len(unit.first.text) < 300]


@pytest.fixture
def longest(index: Index) -> Unit:
    """The longest list of the documents."""
    return max((u for u in index.units if u.whole and not u.series), key=lambda u: u.passages[-1].end - u.first.start)


def test_an_answer_has_few_quotes(singles: list[Unit]) -> None:
    assert len(select(ranked(*singles[::9]), None)) <= ORDINARY.quotes


def test_what_is_quoted_of_a_document_is_short_enough_to_read_under_pressure(index: Index) -> None:
    chosen = select(ranked(*[u for u in index.units if len(u.first.text) < 600 and not u.whole][::7]), None)
    for document in {quote.passages[0].document for quote in chosen}:
        own = [quote for quote in chosen if quote.passages[0].document == document]
        assert sum(quote.length for quote in own) <= ORDINARY.characters


def test_a_long_list_of_one_document_leaves_the_other_its_room(index: Index, longest: Unit) -> None:
    other = next(
        u for u in index.units if not u.whole and u.first.document != longest.first.document and len(u.first.text) > 200
    )
    chosen = select(ranked(longest, other), None)
    assert {quote.passages[0].document for quote in chosen} == set(index.documents)


def test_a_question_for_everything_gets_more_quotes(singles: list[Unit]) -> None:
    assert len(select(ranked(*singles[::9]), None, BROAD)) > ORDINARY.quotes


def test_a_series_of_sections_is_shown_by_the_first_sentence_of_each(index: Index) -> None:
    principles = next(u for u in index.units if u.series and u.first.section[-2] == "Core practice principles")
    quoted = citations(select(ranked(principles), None), index)
    assert [c.section.split(" > ")[-1][3:] for c in quoted] == [
        "Empowerment",
        "Prevention",
        "Proportionality",
        "Protection",
        "Partnership",
        "Accountability",
    ]
    assert all(c.quote.startswith("The principle of ") and c.quote.endswith(".") for c in quoted)


def test_a_long_list_is_shown_whole_where_it_answers_best(longest: Unit) -> None:
    assert select(ranked(longest), None)[0].passages == longest.passages


def test_the_same_words_are_not_quoted_twice(index: Index) -> None:
    twice = [u for u in index.units if u.whole and "has needs for care and support" in u.passages[1].text]
    assert len(twice) == 2
    assert len(select(ranked(*twice), None)) == 1


def test_passages_that_follow_one_another_become_one_quote(index: Index) -> None:
    neighbours = [u for u in index.units if not u.whole and u.first.section == index.units[0].first.section][:2]
    assert len(select(ranked(*neighbours), None)) == 1


def test_sections_come_in_the_order_of_their_best_quote(index: Index, singles: list[Unit]) -> None:
    later, earlier = singles[-1], singles[0]
    cited = citations(select(ranked(later, earlier), None), index)
    assert [c.passage for c in cited] == [later.first.id, earlier.first.id]


def test_a_lead_in_is_shown_with_its_list_however_low_that_ranks(index: Index, singles: list[Unit]) -> None:
    by_first = {unit.first.id: unit for unit in index.units if not unit.whole}
    whole = next(u for u in index.units if u.whole and u.first.text.endswith(":") and u.first.id in by_first)
    others = [unit for unit in singles if unit.first.document != whole.first.document][:20]
    quoted = select(ranked(by_first[whole.first.id], *others, whole), None)
    assert whole.passages in [quote.passages for quote in quoted]
