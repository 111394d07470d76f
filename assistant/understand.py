"""What a question asks for: its words as the documents would say them, and what in it steers the search."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.conversation import context_of
from assistant.spelling import Speller
from corpus.about import ColumnKind
from corpus.index.embedding import Vectors

_HERE = Path(__file__).parent
_NUMBERED = re.compile(r"\b(?:element|ideal|standard|principle|theme|section|probe)?s?\s*(\d(?:\.\d)?)\b")
# What the guard leaves in place of personal data.
_MASKED = re.compile(r"\[[A-Za-z -]+\](?:,?\s*\[[A-Za-z -]+\])*")
_CONTEXT_WEIGHT = 0.4
_COLUMNS: tuple[ColumnKind, ...] = ("evidence", "ideal", "probe")


@dataclass(frozen=True)
class Understood:
    """A question, ready to be searched for.

    ``said`` is the question as it was asked, after what it leans on. ``text`` is the question with its spelling
    repaired, ``context`` the earlier question that it leans on, if it does; both with the documents' words for their
    abbreviations and synonyms added. ``column``, ``documents`` and
    ``numbers`` are what it names: a column of a tool, documents by their slugs, and numbers such as "5" or "5.2".
    ``broad`` where it asks for everything that is said of a subject, or for what several documents say of it.
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
    steering = _data("steering.yaml")
    return Understood(
        said=f"{_MASKED.sub('someone', context)} {asked}" if context else asked,
        text=expand(text),
        context=expand(speller.repair(context)),
        column=next((column for column in _COLUMNS if _any(steering["columns"][column], lower)), None),
        wants_list=_any(steering["whole_list"], lower),
        broad=_any(steering["broad"], lower),
        documents=frozenset(slug for slug, cues in steering["documents"].items() if _any(cues, lower)),
        numbers=frozenset(_NUMBERED.findall(lower)),
    )


def embed(understood: Understood, embedding: Callable[[str], Vectors]) -> Vectors:
    """The vector of a question, drawn towards that of what it leans on."""
    vector = embedding(understood.text)
    if not understood.context:
        return vector
    mixed = vector + _CONTEXT_WEIGHT * embedding(understood.context)
    return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)


def expand(text: str) -> str:
    """The text with the documents' words for its abbreviations and synonyms added at its end."""
    vocabulary = _data("vocabulary.yaml")
    lower = text.lower()
    words = re.findall(r"[a-z0-9]+", lower)
    added = [
        meaning for short, meaning in vocabulary["abbreviations"].items() if short in words and meaning not in lower
    ]
    for group in vocabulary["synonyms"]:
        if group[0] not in lower and any(re.search(rf"\b{re.escape(word)}\b", lower) for word in group[1:]):
            added.append(group[0])
    return " ".join([text, *added])


def _any(cues: Iterable[str], text: str) -> bool:
    return any(re.search(cue, text) for cue in cues)


@cache
def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return loaded
