"""What a quiz item is: a stem, its options, and for each option the passage that it rests on."""

import hashlib
from collections.abc import Sequence
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from corpus.about import Authority

Kind = Literal[
    "single best answer",
    "select all",
    "statement",
    "matching",
    "order",
    "complete the sentence",
    "scenario",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
CHOICE_KINDS: tuple[Kind, ...] = ("single best answer", "select all", "statement", "complete the sentence")
Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Frozen):
    """Where a quote stands: ``text[start:end] == quote`` in the document of that fingerprint.

    ``section`` is the heading path, joined with " > ".
    """

    document: str
    title: str
    fingerprint: str
    section: str
    passage: str
    start: int
    end: int
    quote: str
    authority: Authority


class Option(_Frozen):
    """One option of an item, with the passage that makes it right or shows where it belongs.

    ``prompt`` is what it is matched with (matching only). ``why`` is said to who chose it. In an order item the
    options are the steps, and in a scenario the model points, in their right order.
    """

    text: str
    right: bool
    source: Source
    why: str = ""
    prompt: str = ""


class Item(_Frozen):
    """One quiz item.

    ``id`` follows from its kind, stem and options, so that the same item has the same id in every quiz.
    ``questions`` are a scenario's, for discussion: a scenario is not scored. ``topic`` is what it is about.
    ``drafted_by`` is the language model that drafted the stem, where one did.
    """

    id: str
    kind: Kind
    stem: str
    options: tuple[Option, ...]
    explanation: str
    topic: str
    difficulty: Difficulty = "medium"
    questions: tuple[str, ...] = ()
    edited: bool = False
    drafted_by: str = ""

    @property
    def keys(self) -> tuple[Option, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.right)

    @property
    def scored(self) -> bool:
        """Whether there is a right answer to it."""
        return self.kind != "scenario"

    @property
    def section(self) -> str:
        """The heading path of its first key."""
        return self.keys[0].source.section

    @property
    def document(self) -> str:
        """The slug of the document of its first key."""
        return self.keys[0].source.document

    @property
    def evidence(self) -> frozenset[str]:
        """What its keys rest on: the passages, and their words, for the documents say some things twice."""
        return frozenset(
            part for key in self.keys for part in (key.source.passage, plain(key.source.quote)) if len(part) > 0
        )

    def is_stale(self, fingerprints: dict[str, str]) -> bool:
        """Whether a document that it quotes has changed or gone; ``fingerprints`` are the documents', by slug."""
        sources = [option.source for option in self.options]
        return any(fingerprints.get(source.document) != source.fingerprint for source in sources)


def item_id(kind: Kind, stem: str, options: Sequence[Option]) -> str:
    """A short id that outlives shuffling and other quizzes, but not a change of words."""
    words = "\n".join([kind, stem, *sorted(f"{option.prompt}={option.text}" for option in options)])
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def plain(text: str) -> str:
    """A text without capitals, quotation marks and end punctuation, to compare by."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .;:,‘'“”\"")
