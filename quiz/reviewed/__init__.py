"""What people wrote to ask about each document, a file each: stems, cuts that are quoted, what stands beside what."""

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quiz.errors import QuizError

FOLDER = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListEntry(_Strict):
    """A list (by the first words of its lead-in) or a column (by its headings) whose items are keys.

    ``one`` asks for one item, ``all`` for several, ``complete`` is a sentence that an item ends. ``says`` is how an
    explanation names what is in this list. ``about`` are the names of its subject.

    Distractors come from the lists named in ``wrong_from`` and from the quotes in ``wrong``. Of this list, those in
    ``typical`` may be distractors elsewhere: what is near other lists and fits none (without them, all may).

    ``cuts`` are the words quoted of an item that is too long; with ``only_cuts`` no other item is quoted. What is in
    ``leave_out`` is neither key nor distractor; what is ``bald`` is too plain to be a key.
    """

    name: str
    begins: str = ""
    column: tuple[str, ...] = ()
    topic: str
    says: str
    about: tuple[str, ...] = ()
    one: str = ""
    all: str = ""
    complete: str = ""
    wrong_from: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()
    only_cuts: bool = False
    typical: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    bald: tuple[str, ...] = ()


class PointEntry(_Strict):
    """A question that one passage answers. ``key`` and ``wrong`` are exact words of the document.

    A stem that ends in an ellipsis is a sentence to complete.
    """

    ask: str
    topic: str
    about: tuple[str, ...] = ()
    key: str
    wrong: tuple[str, ...] = Field(min_length=3)
    section: str = ""


class MatchEntry(_Strict):
    """Names and the words that go with each. ``one`` asks for the name that goes with {quote}."""

    match: str
    one: str = ""
    topic: str
    says: str
    pairs: dict[str, str] = Field(min_length=3)


class StepsEntry(_Strict):
    """Steps (exact words of the document) in their order."""

    ask: str
    topic: str
    steps: tuple[str, ...] = Field(min_length=4)


class StatementEntry(_Strict):
    """A myth, a question about it, the words quoted of its reality, and realities that would nearly do."""

    myth: str
    ask: str
    topic: str
    key: str
    not_beside: tuple[str, ...] = ()


class ScenarioEntry(_Strict):
    """A made-up situation to talk about. ``points`` are exact words of the document."""

    title: str
    topic: str
    text: str
    questions: tuple[str, ...] = Field(min_length=2)
    points: tuple[str, ...] = Field(min_length=2)


class Reviewed(_Strict):
    """All that is asked about one document."""

    lists: tuple[ListEntry, ...] = ()
    points: tuple[PointEntry, ...] = ()
    matches: tuple[MatchEntry, ...] = ()
    steps: tuple[StepsEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    scenarios: tuple[ScenarioEntry, ...] = ()


@lru_cache
def reviewed(document: str, folder: Path = FOLDER) -> Reviewed | None:
    """What is asked about a document; None for one that nobody has written questions for.

    Raises:
        QuizError: the file can't be read as what it should be.
    """
    path = folder / f"{document}.yaml"
    if not path.is_file():
        return None
    try:
        return Reviewed.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise QuizError(f"{path} can't be used: {error}") from error
