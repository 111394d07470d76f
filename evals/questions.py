"""The question set: what is asked, what a good answer rests on, and what must not happen."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.answer import NoticeKind, PersonalDataKind, Status
from corpus.about import ColumnKind
from corpus.errors import EvaluationError

Stratum = Literal[
    "fact",
    "list",
    "definition",
    "role",
    "procedure",
    "column",
    "both",
    "myth",
    "true_near_myth",
    "unanswerable",
    "out_of_scope",
    "underspecified",
    "follow_up",
    "noisy",
    "emergency",
    "danger_words",
    "personal_data",
    "look_alike",
    "injection",
    "harmful",
]

QUESTIONS = Path(__file__).resolve().parent / "questions"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Strict):
    """A passage that a complete answer needs: verbatim words of a stored document."""

    document: str
    quote: str = Field(min_length=1)


class Nugget(_Strict):
    """A point of a complete answer. ``terms``: all are needed; in ``a|b`` either will do."""

    says: str
    weight: Literal["vital", "okay"]
    terms: tuple[str, ...] = Field(min_length=1)


class Question(_Strict):
    """One question of the set and what is expected of the answer; see docs/evaluation.md for each field."""

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    stratum: Stratum
    voice: str = ""
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    outcome: tuple[Status, ...] = Field(min_length=1)
    evidence: tuple[Evidence, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    must_not_say: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    personal_data: tuple[PersonalDataKind, ...] = ()
    myth: str | None = None
    column: ColumnKind | None = None
    note: str = ""

    @property
    def answerable(self) -> bool:
        """True where the documents answer it, so that abstaining or declining would be a mistake."""
        return not {"abstained", "declined"} & set(self.outcome)


_QUESTION = TypeAdapter(Question)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in C where it was built


def load_questions(path: Path = QUESTIONS) -> list[Question]:
    """Read a question file, or every ``*.yaml`` of a folder in the order of their names.

    Raises:
        EvaluationError: nothing is there, a file is no YAML or no list, an item is malformed, or an id stands
            twice; the message names the file, the line and the field.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    questions = [question for file in files for question in _load_file(file)]
    if not questions:
        raise EvaluationError(f"{path} holds no questions: name a question file, or a folder of them.")
    twice = [name for name, count in Counter(question.id for question in questions).items() if count > 1]
    if twice:
        raise EvaluationError(f"{path}: the id {twice[0]} stands twice. Give each question an id of its own.")
    return questions


def _load_file(path: Path) -> Iterator[Question]:
    try:
        text = path.read_text(encoding="utf-8")
        root, items = yaml.compose(text, Loader=_LOADER), yaml.load(text, Loader=_LOADER)
    except OSError as error:
        raise EvaluationError(f"{path} can't be read ({error.strerror}): name a question file or folder.") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise EvaluationError(f"{path} is not valid YAML: {error}") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise EvaluationError(f"{path}, line 1: a question file is a list of questions, each beginning with “- id:”.")
    for node, item in zip(root.value, items, strict=True):
        try:
            yield _QUESTION.validate_python(item)
        except ValidationError as error:
            problems = "; ".join(
                f"line {_line(node, each['loc'])}, {'.'.join(map(str, each['loc'])) or 'the item'}: "
                f"{each['msg'].replace('a valid tuple', 'a list')}"
                for each in error.errors()
            )
            raise EvaluationError(f"{path}, {problems}. The fields are described in docs/evaluation.md.") from error


def _line(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """The line on which the part of a YAML item stands that a pydantic location names, or its nearest parent."""
    line = node.start_mark.line + 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == step]
            if not pairs:
                return line
            line = pairs[0][0].start_mark.line + 1
            node = pairs[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
