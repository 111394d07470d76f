from collections.abc import Callable

import pytest

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.scores.retrieval import ranking_score


def _ranking(boats: Ground, *texts: str) -> list[str]:
    ids = {passage.text: passage.id for passage in boats.documents["boats"].passages}
    return [ids[text] for text in texts]


@pytest.mark.parametrize(("name", "expected"), [("recall_5", 0.5), ("mrr", 0.5), ("ndcg_10", 0.387)])
def test_the_ranking_is_scored_against_the_passages_that_hold_evidence(
    boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply], name: str, expected: float
) -> None:
    question = ask(evidence=("the anchor", "Any boat can sink"))
    reply = answer(ranking=_ranking(boats, "the crew", "the anchor"))
    assert ranking_score(name)(question, reply, boats).value == pytest.approx(expected, abs=0.001)


def test_an_empty_ranking_scores_nothing(
    boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply]
) -> None:
    assert ranking_score("recall_5")(ask(evidence=("the anchor",)), answer(), boats).value == 0


def test_without_evidence_there_is_nothing_to_retrieve(
    boats: Ground, ask: Callable[..., Question], answer: Callable[..., Reply]
) -> None:
    assert ranking_score("recall_5")(ask(), answer(), boats).value is None
