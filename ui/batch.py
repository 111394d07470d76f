"""A file of questions, answered one a line."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.assistant import Assistant
from corpus.errors import QuestionError, StorageError


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    question: str
    history: tuple[str, ...] = ()


def answer_batch(assistant: Assistant, questions: Path, out: Path) -> list[str]:
    """Answer every line of a file and write the Answers to another, in the same order.

    A line is ``{"id", "question", "history": [earlier questions]}``; empty lines are passed over. A line that
    can't be answered is left out of the answers and named in what is returned, with its number and the reason.

    Raises:
        StorageError: a file can't be read or written.
    """
    try:
        lines = questions.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"{questions} can't be read ({error}): give a UTF-8 file with a JSON object a line."
        ) from error
    failed: list[str] = []
    try:
        with out.open("w", encoding="utf-8") as file:
            for number, text in enumerate(lines, 1):
                if not text.strip():
                    continue
                try:
                    line = _Line.model_validate(json.loads(text))
                    answer = assistant.ask(line.question, line.history, line.id)
                except json.JSONDecodeError as error:
                    failed.append(f"{questions}, line {number}: not JSON ({error.msg}).")
                except ValidationError as error:
                    first = error.errors()[0]
                    failed.append(f"{questions}, line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}.")
                except QuestionError as error:
                    failed.append(f"{questions}, line {number}: {error}")
                else:
                    file.write(answer.model_dump_json() + "\n")
    except OSError as error:
        raise StorageError(f"{out} can't be written ({error.strerror}): choose another place for --out.") from error
    return failed
