"""A question as the linter sees it, wherever it comes from."""

from dataclasses import dataclass
from typing import Literal

from quiz.item import CHOICE_KINDS, Item

Form = Literal["choice", "true or false", "matching", "order", "open"]


@dataclass(frozen=True)
class Choice:
    """An option and whether it is right."""

    text: str
    right: bool


@dataclass(frozen=True)
class Asked:
    """A question of one's own or of a foreign file. ``several`` where more than one option may be right."""

    name: str
    stem: str
    choices: tuple[Choice, ...]
    form: Form = "choice"
    several: bool = False
    line: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The texts of the right options."""
        return tuple(choice.text for choice in self.choices if choice.right)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The texts of the other options."""
        return tuple(choice.text for choice in self.choices if not choice.right)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all options."""
        return tuple(choice.text for choice in self.choices)


def asked(item: Item) -> Asked:
    """An item as the linter sees it."""
    form: Form = "open" if item.kind == "scenario" else "choice" if item.kind in CHOICE_KINDS else "matching"
    if item.kind == "order":
        form = "order"
    choices = tuple(Choice(option.text, option.right) for option in item.options)
    return Asked(item.id, item.stem, choices, form, several=item.kind == "select all")
