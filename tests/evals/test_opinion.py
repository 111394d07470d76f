"""A run of the system with a language model, and a judge's opinion of it, over a scripted model."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import EvaluationError
from corpus.settings import Settings
from evals.ground import Ground
from evals.opinion import FILE, ask_judge
from evals.questions import Question
from evals.run import execute
from evals.run_folder import Run
from evals.systems import make_system
from tests.scripted_model import Scripted, serving

WRITTEN = "The police lead on criminal investigations into concerns."


@pytest.fixture(scope="module")
def own(settings: Settings) -> Iterator[Settings]:
    with serving(Scripted()) as scripted:
        scripted.reply = lambda prompt: ["YES"] if "Question: " in prompt else [f"{WRITTEN} [p1]"]
        yield Settings(data=settings.data, llm="openai-like:m", llm_url=f"{scripted.address}/v1", llm_timeout=20)


@pytest.fixture(scope="module")
def run_of_two(
    own: Settings, ground: Ground, questions: list[Question], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Run, Path]:
    folder = tmp_path_factory.mktemp("run")
    asked = [question for question in questions if question.id in ("fact-001", "fact-002")]
    police = asked[0].model_copy(update={"question": "Who leads on criminal investigations into concerns?"})
    return execute(make_system("llm", own, ground), [police, asked[1]], ground, folder), folder


def test_the_llm_system_is_scored_on_what_the_model_wrote(run_of_two: tuple[Run, Path]) -> None:
    run, _ = run_of_two
    assert run.info.system == "llm"
    assert run.items[0].reply.text.startswith(WRITTEN)
    assert run.items[0].reply.quotes


def test_signpost_is_verbatim_even_where_a_model_is_configured(
    own: Settings, ground: Ground, questions: list[Question]
) -> None:
    question = questions[0].model_copy(update={"question": "Who leads on criminal investigations into concerns?"})
    assert not make_system("signpost", own, ground).reply(question).text.startswith(WRITTEN)


def test_the_llm_system_needs_a_model(settings: Settings, ground: Ground) -> None:
    with pytest.raises(EvaluationError, match="SIGNPOST_LLM"):
        make_system("llm", settings, ground)


def test_a_judges_opinion_is_kept_apart_from_the_scores(run_of_two: tuple[Run, Path], own: Settings) -> None:
    run, folder = run_of_two
    said = ask_judge(run, folder, own, lambda done, total: None)
    assert said["relevant"] == f"{len(run.items)} of {len(run.items)}"
    first = json.loads((folder / FILE).read_text(encoding="utf-8").splitlines()[0])
    assert (first["judge"], first["relevant"]) == ("openai-like:m", True)
    assert not any("faithful" in name or "relevant" in name for item in run.items for name in item.scores)
