"""Training sessions: learning outcomes, and the topics that each is tested on."""

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.errors import QuizError
from quiz.item import Item

_FILE = Path(__file__).parent / "sessions.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Outcome(_Strict):
    """What someone should be able to do, the topics it is tested on, and its share of a quiz."""

    outcome: str
    topics: tuple[str, ...]
    share: int = Field(gt=0)


class Session(_Strict):
    """A training session with as many items as fit it."""

    name: str
    title: str
    count: int = Field(gt=0)
    outcomes: tuple[Outcome, ...]

    def outcome_of(self, item: Item) -> str:
        """The outcome that an item tests, or nothing where it tests none of this session's."""
        return next((outcome.outcome for outcome in self.outcomes if item.topic in outcome.topics), "")


@lru_cache
def sessions() -> tuple[Session, ...]:
    """The sessions there are."""
    return TypeAdapter(tuple[Session, ...]).validate_python(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def session(name: str) -> Session:
    """The session of that name.

    Raises:
        QuizError: there is none.
    """
    for each in sessions():
        if each.name == name:
            return each
    raise QuizError(f"There is no session “{name}”: the sessions are {', '.join(one.name for one in sessions())}.")
