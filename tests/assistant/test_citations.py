"""The promise that everything else rests on: a quote is the documents' own words."""

from itertools import pairwise

import pytest

from assistant.assistant import Assistant
from corpus.index.reading import Index


@pytest.fixture(scope="module")
def fifty(index: Index) -> list[str]:
    """Fifty questions from all over the bank."""
    step = len(index.questions) // 50
    return [question.text for question in index.questions[::step]][:50]


def test_every_quote_of_fifty_answers_stands_at_its_span(assistant: Assistant, fifty: list[str]) -> None:
    citations = [c for question in fifty for c in assistant.ask(question).citations]
    assert len(citations) >= 50
    texts = assistant.index.documents
    assert [c.quote for c in citations if texts[c.document].text[c.start : c.end] != c.quote] == []


def test_every_statement_of_fifty_answers_is_a_quote_that_it_cites(assistant: Assistant, fifty: list[str]) -> None:
    for question in fifty:
        answer = assistant.ask(question)
        quotes = {citation.number: citation.quote for citation in answer.citations}
        assert all(statement.text == quotes[statement.citations[0]] for statement in answer.statements)


def test_no_two_quotes_of_an_answer_overlap(assistant: Assistant, fifty: list[str]) -> None:
    for question in fifty:
        spans = sorted((c.document, c.start, c.end) for c in assistant.ask(question).citations)
        assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))
