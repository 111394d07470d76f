"""What the exports share: the files they give, and words that are the same in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.item import Item

LETTERS = "ABCDEFGHIJ"
ANSWERS = "Answer key"
DISCUSS = "For discussion (not scored)"
POINTS = "Points from the documents"
RIGHT_ORDER = "The right order"
WHY = "Why"


@dataclass(frozen=True)
class File:
    """A file of an export: what its name ends with, and its bytes."""

    ending: str
    content: bytes


@dataclass(frozen=True)
class Refused:
    """An item that the format can't hold, and why."""

    item: Item
    reason: str


@dataclass(frozen=True)
class Export:
    """The files, and the items that could not be put in them."""

    files: tuple[File, ...]
    refused: tuple[Refused, ...] = ()


def mixed(item: Item) -> tuple[str, ...]:
    """The texts of an item's options in an order that gives nothing away: alphabetical for steps and pairs."""
    texts = [option.text for option in item.options]
    return tuple(sorted(texts, key=str.casefold)) if item.kind in ("matching", "order") else tuple(texts)


def answer(item: Item) -> list[str]:
    """What is right, a line each, in the terms of how a handout shows the item."""
    shown = mixed(item)
    if item.kind == "matching":
        return [f"{option.prompt}: {LETTERS[shown.index(option.text)]}" for option in item.options]
    if item.kind == "order":
        return [f"{RIGHT_ORDER}: {', '.join(LETTERS[shown.index(option.text)] for option in item.options)}"]
    if item.kind == "scenario":
        return [f"{POINTS}:", *(f"“{option.source.quote}”" for option in item.options)]
    return [", ".join(LETTERS[place] for place, option in enumerate(item.options) if option.right)]


def reasons(item: Item) -> list[str]:
    """Why each option of a choice is right or wrong."""
    return [f"{LETTERS[n]}: {option.why}" for n, option in enumerate(item.options) if option.why and not item.questions]


def prompts(item: Item) -> Sequence[str]:
    """What is to be matched, in order."""
    return [option.prompt for option in item.options] if item.kind == "matching" else []
