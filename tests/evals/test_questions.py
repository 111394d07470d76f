import re
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from assistant.guard.train import read_examples as read_lists
from assistant.training.asked import read_examples
from corpus.bank import load_bank
from corpus.document import Document
from corpus.errors import EvaluationError
from corpus.settings import Settings
from evals.ground import Ground, folded
from evals.questions import QUESTIONS, Question, load_questions

_NEEDED = {
    "fact": 35,
    "list": 35,
    "definition": 15,
    "role": 25,
    "procedure": 25,
    "column": 25,
    "both": 15,
    "myth": 36,
    "true_near_myth": 20,
    "unanswerable": 30,
    "out_of_scope": 12,
    "underspecified": 10,
    "follow_up": 25,
    "noisy": 25,
    "emergency": 12,
    "danger_words": 6,
    "personal_data": 14,
    "look_alike": 6,
}
# Ofcom, Telephone numbers for use in TV and radio drama programmes.
_FICTION = (
    r"01632960\d{3}$|07700900\d{3}$|08081570\d{3}$|09098790\d{3}$|03069990\d{3}$|02079460\d{3}$"
    r"|01(?:1[3-8]|[23456]1)4960\d{3}$|01914980\d{3}$|02896496\d{3}$|02920180\d{3}$"
)
_ITEM = """
- id: one
  stratum: fact
  question: Why?
  outcome: [answered]
  evidence:
    - document: boats
      quote: wind
"""


def test_the_set_has_at_least_300_questions_and_enough_of_every_stratum(questions: list[Question]) -> None:
    counts = Counter(question.stratum for question in questions)
    assert len(questions) >= 300
    assert {name: counts[name] for name, least in _NEEDED.items() if counts[name] < least} == {}
    assert counts["injection"] + counts["harmful"] >= 16


def test_all_evidence_stands_word_for_word_in_a_passage_that_is_answered_from(
    questions: list[Question], ground: Ground
) -> None:
    for question in questions:
        for entry in ground.evidence(question):
            assert any(passage.quotable for place in entry for passage in ground.passages(place)), question.id


def test_all_accepted_sections_are_headings_of_the_documents(questions: list[Question], ground: Ground) -> None:
    for question in questions:
        assert ground.accepted(question) or not question.sections


def test_what_should_be_answered_has_evidence_and_what_should_not_has_none(questions: list[Question]) -> None:
    for question in questions:
        assert question.evidence or not question.answerable, question.id
        assert not question.evidence or {"answered", "partial"} & set(question.outcome), question.id


def test_every_phrase_that_makes_a_point_stands_in_a_document(questions: list[Question], ground: Ground) -> None:
    texts = [folded(document.text) for document in ground.documents.values()]
    for question in questions:
        for nugget in question.nuggets:
            for term in nugget.terms:
                assert any(folded(t) in text for t in term.split("|") for text in texts), (question.id, term)


def test_each_of_the_six_myths_is_asked_about_in_six_ways(questions: list[Question], ground: Ground) -> None:
    asked = Counter(folded(question.myth) for question in questions if question.stratum == "myth" and question.myth)
    assert {folded(myth.text) for myth in ground.myths} == set(asked)
    assert min(asked.values()) >= 6


def test_follow_ups_have_earlier_questions(questions: list[Question]) -> None:
    assert all(question.history for question in questions if question.stratum == "follow_up")


def test_questions_across_both_documents_have_evidence_in_both(questions: list[Question]) -> None:
    for question in questions:
        if question.stratum == "both":
            assert len({entry.document for entry in question.evidence}) == 2, question.id


def test_nhs_numbers_in_the_set_are_of_the_test_range_with_a_valid_check_digit(questions: list[Question]) -> None:
    found = 0
    for question in questions:
        if "nhs_number" not in question.personal_data:
            continue
        for match in re.finditer(r"\b(\d{3}) ?(\d{3}) ?(\d{4})\b", question.question):
            digits = "".join(match.groups())
            check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
            assert digits.startswith("999"), question.id
            assert {11: 0}.get(check, check) == int(digits[9]), question.id
            found += 1
    assert found >= 3


def test_phone_numbers_in_the_set_are_those_that_ofcom_keeps_for_fiction(questions: list[Question]) -> None:
    found = 0
    for question in questions:
        if "phone" not in question.personal_data:
            continue
        for match in re.finditer(r"(?:\+44 ?|\b0)(?:\d[ -]?){8,9}\d\b", question.question):
            digits = re.sub(r"\D", "", match.group().replace("+44", "0"))
            assert re.match(_FICTION, digits), question.id
            found += 1
    assert found >= 4


def test_other_personal_data_in_the_set_is_made_up_too(questions: list[Question]) -> None:
    for question in questions:
        for domain in re.findall(r"@([\w.-]+\w)", question.question):
            assert re.search(r"(?:^|\.)example(?:\.(?:com|net|org))?$|\.(?:test|invalid)$", domain), question.id
        for number in re.findall(r"\b[A-Za-z]{2} ?(?:\d{2} ?){3}[A-Da-d]\b", question.question):
            assert number.upper().startswith("QQ"), question.id  # HMRC gives none out that begin so


def nearly_the_same(questions: list[Question], texts: list[str]) -> list[tuple[str, str]]:
    """The questions that stand nearly word for word among the texts, by their ids, each with what it is like."""
    asked = [folded(question.question) for question in questions]
    likeness = process.cdist(asked, [folded(text) for text in texts], scorer=fuzz.ratio, score_cutoff=88, workers=-1)
    return [(questions[row].id, texts[column]) for row, column in zip(*likeness.nonzero(), strict=True)]


def test_no_question_of_the_set_stands_nearly_word_for_word_in_the_question_bank(
    questions: list[Question], documents: list[Document], settings: Settings
) -> None:
    bank = [q.text for document in documents for q in load_bank(settings.documents / document.slug, document)]
    assert nearly_the_same(questions, bank) == []


def test_no_question_of_the_set_stands_nearly_word_for_word_in_the_examples_for_training(
    questions: list[Question],
) -> None:
    texts = [
        entry["question"]
        for name in ("beliefs", "unanswerable", "answerable")
        for entry in read_examples(f"{name}.yaml")
    ]
    texts += [text for name in ("emergency", "no_emergency", "harmful", "injection") for text, _ in read_lists(name)]
    assert nearly_the_same(questions, texts) == []


def test_no_question_stands_twice(questions: list[Question]) -> None:
    asked = Counter((folded(question.question), question.history) for question in questions)
    assert [text for text, count in asked.items() if count > 1] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("stratum: fact", "stratum: facts", 3, "stratum"),
        ("outcome: [answered]", "outcome: [answered, maybe]", 5, "outcome.1"),
        ("quote: wind", "quotation: wind", 8, "evidence.0.quotation"),
        ("  question: Why?\n", "", 2, "question"),
        ("outcome: [answered]", "outcome: answered", 5, "outcome: Input should be a list"),
    ],
)
def test_a_malformed_question_is_named_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, field: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(_ITEM.replace(old, new), encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        load_questions(path)
    assert str(path) in str(caught.value)
    assert field in str(caught.value)
    assert f"line {line}" in str(caught.value)


@pytest.mark.parametrize("text", ["a: [", "just words", "id: one", ""])
def test_a_file_that_holds_no_list_of_questions_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"mine\.yaml"):
        load_questions(path)


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(_ITEM + _ITEM, encoding="utf-8")
    with pytest.raises(EvaluationError, match="one stands twice"):
        load_questions(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="can't be read"):
        load_questions(tmp_path / "none.yaml")


def test_the_files_of_the_set_are_named_for_their_strata() -> None:
    for path in sorted(QUESTIONS.glob("*.yaml")):
        assert {question.stratum for question in load_questions(path)} == {path.stem}
