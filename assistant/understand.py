"""What a question asks for: its words as the documents would say them, and what in it steers the search."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.conversation import context_of
from assistant.spelling import Speller
from corpus.about import ColumnKind

_HERE = Path(__file__).parent
_NUMBERED = re.compile(r"\b(?:element|ideal|standard|principle|theme|section|probe)?s?\s*(\d(?:\.\d)?)\b")
# What the guard leaves in place of personal data.
_MASKED = re.compile(r"\[[A-Za-z -]+\](?:,?\s*\[[A-Za-z -]+\])*")
_WORD = re.compile(r"[a-z0-9]+")
_COLUMNS: tuple[ColumnKind, ...] = ("evidence", "ideal", "probe")


@dataclass(frozen=True)
class Understood:
    """A question, ready to be searched for.

    ``said`` is the question as it was asked, after what it leans on: it is read, and searched for by its meaning.
    ``text`` is the question with its spelling repaired, ``context`` the earlier question that it leans on, if it does;
    both with the documents' words for their abbreviations and synonyms added, for the search by words. ``column``,
    ``documents`` and ``numbers`` are what it names: a column of a tool, documents by their slugs, and numbers such as
    "5" or "5.2". ``broad`` where it asks for everything that is said of a subject, or for what several documents say
    of it.
    """

    said: str
    text: str
    context: str
    column: ColumnKind | None
    wants_list: bool
    broad: bool
    documents: frozenset[str]
    numbers: frozenset[str]


def understand(question: str, history: Sequence[str], speller: Speller) -> Understood:
    """Read a question that has been through the guard, with the conversation's earlier questions, oldest first."""
    asked = _MASKED.sub("someone", question)
    context = context_of(question, history)
    text = speller.repair(asked)
    lower = text.lower()
    steering = _steering()
    return Understood(
        said=f"{_MASKED.sub('someone', context)} {asked}" if context else asked,
        text=expand(text),
        context=expand(speller.repair(context)),
        column=next((column for column in _COLUMNS if steering.columns[column].search(lower)), None),
        wants_list=bool(steering.whole_list.search(lower)),
        broad=bool(steering.broad.search(lower)),
        documents=frozenset(slug for slug, cues in steering.documents.items() if cues.search(lower)),
        numbers=frozenset(_NUMBERED.findall(lower)),
    )


def expand(text: str) -> str:
    """The text with the documents' words for its abbreviations and synonyms added at its end."""
    abbreviations, synonyms = _vocabulary()
    lower = text.lower()
    words = set(_WORD.findall(lower))
    added = [meaning for short, meaning in abbreviations.items() if short in words and meaning not in lower]
    added += [meaning for meaning, others in synonyms if meaning not in lower and others.search(lower)]
    return " ".join([text, *added])


@dataclass(frozen=True)
class _Steering:
    columns: dict[str, re.Pattern[str]]
    whole_list: re.Pattern[str]
    broad: re.Pattern[str]
    documents: dict[str, re.Pattern[str]]


@cache
def _steering() -> _Steering:
    read = _read("steering.yaml")
    return _Steering(
        columns={column: _any(cues) for column, cues in read["columns"].items()},
        whole_list=_any(read["whole_list"]),
        broad=_any(read["broad"]),
        documents={slug: _any(cues) for slug, cues in read["documents"].items()},
    )


@cache
def _vocabulary() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]]]:
    """What abbreviations mean; and for each meaning of the documents the words that others have for it."""
    read = _read("vocabulary.yaml")
    synonyms = [(meaning, _any(rf"\b{re.escape(word)}\b" for word in others)) for meaning, *others in read["synonyms"]]
    return read["abbreviations"], synonyms


def _any(cues: Iterable[str]) -> re.Pattern[str]:
    """One pattern that is found where any of these is."""
    return re.compile("|".join(f"(?:{cue})" for cue in cues))


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return loaded
