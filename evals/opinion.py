"""A judge's opinion of a run: LlamaIndex's faithfulness and relevancy evaluators with the configured language model.

It is an opinion: never a score, and no part of the gate. It is kept beside the run, in opinions.jsonl.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EvaluationError, StorageError
from corpus.settings import Settings
from evals.run_folder import Item, Run

if TYPE_CHECKING:
    from assistant.llm import LanguageModel

FILE = "opinions.jsonl"


def ask_judge(run: Run, folder: Path, settings: Settings, progress: Callable[[int, int], None]) -> dict[str, str]:
    """Ask the configured model of each answer whether its quotes bear it out and whether it answers the question.

    Returns for each of the two how many of how many were said to be so. An item that the model gave no readable
    opinion of counts in neither. The questions asked are as the run keeps them: personal data is masked.

    Raises:
        EvaluationError: no model is configured, or it gave no opinion at all.
        StorageError: the folder can't be written.
    """
    if not settings.llm:
        raise EvaluationError("A judge's opinion needs a language model: set SIGNPOST_LLM (see docs/llm.md).")
    from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator

    from assistant.llm import LanguageModel

    model = LanguageModel(settings)
    judges = {"faithful": FaithfulnessEvaluator, "relevant": RelevancyEvaluator}
    items = [item for item in run.items if item.reply.status in ("answered", "partial") and item.reply.quotes]
    said: dict[str, list[bool]] = {name: [] for name in judges}
    try:
        with (folder / FILE).open("w", encoding="utf-8") as file:
            for number, item in enumerate(items, 1):
                opinion = {name: _opinion(judge, model, item) for name, judge in judges.items()}
                for name, verdict in opinion.items():
                    said[name] += [] if verdict is None else [verdict]
                file.write(json.dumps({"id": item.question.id, "judge": settings.llm, **opinion}) + "\n")
                progress(number, len(items))
    except OSError as error:
        raise StorageError(f"{folder / FILE} can't be written ({error.strerror}): free some space.") from error
    if not any(said.values()):
        raise EvaluationError(
            f"{settings.llm} gave no opinion that can be read: see docs/llm.md to check that it runs."
        )
    return {name: f"{sum(verdicts)} of {len(verdicts)}" for name, verdicts in said.items()}


def load_opinions(folder: Path) -> dict[str, str]:
    """What a judge said of a run's answers, in words, by question id; empty where none was asked.

    Raises:
        EvaluationError: opinions.jsonl is damaged.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return {line["id"]: f"{line['judge']}: {_in_words(line)}" for line in lines}
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} is damaged: run `signpost eval opinion` again.") from error


def _in_words(opinion: dict[str, Any]) -> str:
    said = {True: "yes", False: "no", None: "no opinion"}
    return f"borne out by the quotations: {said[opinion['faithful']]}; to the point: {said[opinion['relevant']]}"


def _opinion(judge: Any, model: "LanguageModel", item: Item) -> bool | None:
    """What the judge says of one answer; None where it says neither yes nor no.

    Each opinion has a connection of its own, because the evaluators run each in an event loop of its own.
    """
    llm, close = model.llama()
    try:
        result = judge(llm=llm).evaluate(
            query=item.reply.asked, response=item.reply.text, contexts=[quote.text for quote in item.reply.quotes]
        )
    except Exception:  # whatever the model or the library does, the others are still asked
        return None
    finally:
        close()
    said = re.search(r"\b(yes|no)\b", str(result.feedback), re.IGNORECASE)
    return said.group().lower() == "yes" if said else None
