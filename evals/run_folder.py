"""A run's folder: what was asked and answered, sealed line by line, so that it can be resumed, checked and compared.

run.json         what was run: the system, its fingerprint, the questions' digest
questions.jsonl  the questions as they were asked
items.jsonl      a line for each finished question: its reply and scores, sealed with a digest
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import EvaluationError
from evals.questions import Question
from evals.reply import Reply
from evals.scores import BY_NAME, Scores
from evals.scores.tally import Tally

FORMAT = 1


class RunInfo(BaseModel):
    """What a run folder says of itself in run.json."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    system: str
    fingerprint: str
    model: str
    split: str
    questions: str
    count: int
    created: str


@dataclass(frozen=True)
class Item:
    """A finished question. ``group`` names what it is resampled with: the section of its first evidence."""

    question: Question
    group: str
    reply: Reply
    scores: Scores


@dataclass(frozen=True)
class Run:
    """A complete run, read and checked."""

    name: str
    info: RunInfo
    items: tuple[Item, ...]


def digest(questions: Sequence[Question]) -> str:
    """A short name for exactly these questions in this order."""
    return _digest([question.model_dump(mode="json") for question in questions])


def load_run(folder: Path) -> Run:
    """Read a complete run.

    Raises:
        EvaluationError: it is no run, of another format, unfinished, or a line is missing or damaged; the message
            names the file and the line.
    """
    info = load_info(folder)
    questions = asked(folder, info)
    lines = {line["id"]: line for line in _item_lines(folder)}
    missing = [question.id for question in questions if question.id not in lines]
    if missing:
        raise EvaluationError(
            f"{folder / 'items.jsonl'} lacks {len(missing)} of {info.count} questions (the first is {missing[0]}): "
            f"finish the run with `signpost eval run --out {folder}` and the options it was begun with."
        )
    items = []
    for question in questions:
        line = lines[question.id]
        scores = {name: Tally(*pair) for name, pair in line["scores"].items()}
        if scores.keys() != BY_NAME.keys():
            raise EvaluationError(f"{folder} was scored by another version of Signpost: make the run again.")
        items.append(Item(question, line["group"], Reply.model_validate(line["reply"]), scores))
    return Run(folder.resolve().name, info, tuple(items))


def begin(folder: Path, info: RunInfo, questions: Sequence[Question]) -> None:
    """Make a run's folder, or check that the one there is of the same run, and drop a line that was cut off.

    Raises:
        EvaluationError: the folder holds something else, or a run of another system or over other questions.
    """
    if not (folder / "run.json").exists():
        if folder.exists() and any(folder.iterdir()):
            raise EvaluationError(f"{folder} is not empty and holds no run: name a new folder with --out.")
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(question.model_dump_json() + "\n" for question in questions)
        (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
        (folder / "items.jsonl").touch()
        _write_whole(folder / "run.json", info.model_dump_json(indent=1))
        return
    old = load_info(folder)
    for field in ("format", "system", "fingerprint", "questions"):
        if getattr(old, field) != getattr(info, field):
            raise EvaluationError(
                f"{folder} was begun with another {field} ({getattr(old, field)}, now {getattr(info, field)}): "
                "it can't be continued. Name a new folder with --out."
            )
    path = folder / "items.jsonl"
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        path.write_bytes(data[: data.rfind(b"\n") + 1])


def load_info(folder: Path) -> RunInfo:
    """What a run says of itself, finished or not; raises as :func:`load_run` does."""
    path = folder / "run.json"
    try:
        info = RunInfo.model_validate_json(path.read_bytes())
    except OSError as error:
        raise EvaluationError(f"{folder} is no run: it has no run.json. Make one with `signpost eval run`.") from error
    except ValidationError as error:
        raise EvaluationError(f"{path} is damaged ({error.errors()[0]['msg']}): make the run again.") from error
    if info.format != FORMAT:
        raise EvaluationError(f"{folder} was made by another version of Signpost: make the run again.")
    return info


def asked(folder: Path, info: RunInfo) -> list[Question]:
    """The questions that a run was begun with; raises as :func:`load_run` does."""
    path = folder / "questions.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        questions = [Question.model_validate_json(line) for line in lines]
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} is missing or damaged: make the run again.") from error
    if digest(questions) != info.questions:
        raise EvaluationError(f"{path} is not as it was written: make the run again.")
    return questions


def finished(folder: Path) -> set[str]:
    """The ids of the questions that a run has finished; raises as :func:`load_run` does."""
    return {line["id"] for line in _item_lines(folder)}


def _item_lines(folder: Path) -> list[dict[str, Any]]:
    path = folder / "items.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise EvaluationError(f"{path} is missing: make the run again.") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is damaged (byte {error.start}): make the run again.") from error
    found = []
    for number, text in enumerate(lines, 1):
        if not text and number == len(lines):
            continue
        try:
            line = json.loads(text)
            seal = line.pop("digest")
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise EvaluationError(f"{path}, line {number} is damaged: {_advice(folder)}") from error
        if seal != _digest(line):
            raise EvaluationError(f"{path}, line {number} is not as it was written: {_advice(folder)}")
        found.append(line)
    return found


def _advice(folder: Path) -> str:
    return f"delete that line and finish the run with `signpost eval run --out {folder}`, or make the run again."


def item_line(item: Item) -> str:
    """A finished item as the line of items.jsonl that holds it."""
    line = {
        "id": item.question.id,
        "group": item.group,
        "reply": item.reply.model_dump(mode="json"),
        "scores": {name: [tally.total, tally.of] for name, tally in item.scores.items()},
    }
    return json.dumps(line | {"digest": _digest(line)}, ensure_ascii=False) + "\n"


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _write_whole(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
