import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.bank import BankQuestion, load_bank
from corpus.document import Document
from corpus.errors import DocumentError
from tests.conftest import DOCUMENTS


@pytest.fixture(scope="module")
def bank(documents: list[Document]) -> list[BankQuestion]:
    return [question for document in documents for question in load_bank(DOCUMENTS / document.slug, document)]


def normal(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def test_every_quotable_passage_has_questions(documents: list[Document], bank: list[BankQuestion]) -> None:
    asked = {question.passage for question in bank}
    assert [p.text for d in documents for p in d.passages if p.quotable and p.id not in asked] == []


def test_passages_of_a_sentence_or_more_have_at_least_eight_questions(
    documents: list[Document], bank: list[BankQuestion]
) -> None:
    count = Counter(question.passage for question in bank)
    sentences = [p for d in documents for p in d.passages if p.quotable and len(p.text.split()) > 12]
    assert [p.text for p in sentences if count[p.id] < 8] == []


def test_no_question_stands_twice_in_a_document(documents: list[Document]) -> None:
    for document in documents:
        asked = Counter(normal(question.text) for question in load_bank(DOCUMENTS / document.slug, document))
        assert [text for text, count in asked.items() if count > 1] == []


def test_no_question_is_its_passage_with_a_question_mark(documents: list[Document], bank: list[BankQuestion]) -> None:
    text = {p.id: normal(p.text) for d in documents for p in d.passages}
    assert [q.text for q in bank if len(q.text.split()) > 6 and normal(q.text) == text[q.passage]] == []


def test_questions_for_a_passage_that_is_gone_are_refused(documents: list[Document], tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text('- passage: "0000000000"\n  questions: ["Who?"]\n', encoding="utf-8")
    with pytest.raises(DocumentError, match="has no such passage"):
        load_bank(tmp_path, documents[0])


def test_a_malformed_entry_is_named(documents: list[Document], tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text('- questions: ["Who?"]\n', encoding="utf-8")
    with pytest.raises(DocumentError, match="one of passage, list, section and series"):
        load_bank(tmp_path, documents[0])
