from pathlib import Path

import pytest

from corpus.errors import EvaluationError
from corpus.settings import Settings
from evals.ground import Ground
from evals.questions import Question
from evals.scores import score
from evals.systems import make_system


@pytest.fixture(scope="module")
def fact(questions: list[Question]) -> Question:
    return next(question for question in questions if question.id == "fact-001")


def test_bm25_finds_a_question_that_is_worded_as_the_document(
    settings: Settings, ground: Ground, fact: Question
) -> None:
    words = fact.model_copy(update={"question": fact.evidence[0].quote})
    reply = make_system("bm25", settings, ground).reply(words)
    assert score(fact, reply, ground)["evidence_recall"].value == 1
    assert len(reply.quotes) == 5


def test_the_quickstart_quotes_two_chunks_of_the_received_files_and_calls_no_llm(
    settings: Settings, ground: Ground, fact: Question
) -> None:
    reply = make_system("quickstart", settings, ground).reply(fact)
    sources = "".join(
        (settings.documents / slug / "source.txt").read_text(encoding="utf-8") for slug in ground.documents
    )
    assert len(reply.quotes) == 2
    assert all(quote.text in sources for quote in reply.quotes)
    assert reply.ranking


def test_signpost_replies_with_verbatim_quotes_and_a_ranking(
    settings: Settings, ground: Ground, fact: Question
) -> None:
    reply = make_system("signpost", settings, ground).reply(fact)
    assert reply.quotes
    assert all(quote.verbatim for quote in reply.quotes)
    assert reply.ranking


def test_a_question_that_signpost_refuses_counts_as_declined(
    settings: Settings, ground: Ground, fact: Question
) -> None:
    reply = make_system("signpost", settings, ground).reply(fact.model_copy(update={"question": " "}))
    assert reply.status == "declined"


def test_the_fingerprint_of_signpost_is_the_same_for_the_same_code_and_index(
    settings: Settings, ground: Ground
) -> None:
    first, second = (make_system("signpost", settings, ground) for _ in range(2))
    assert first.fingerprint == second.fingerprint


def test_an_unknown_system_is_refused_with_those_there_are(settings: Settings, ground: Ground) -> None:
    with pytest.raises(EvaluationError, match="quickstart-5"):
        make_system("oracle", settings, ground)


def test_a_missing_source_is_refused(tmp_path: Path, settings: Settings, ground: Ground) -> None:
    elsewhere = settings.model_copy(update={"documents": tmp_path})
    with pytest.raises(EvaluationError, match="as received"):
        make_system("bm25", elsewhere, ground)
