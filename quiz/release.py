"""What may leave: items without a flaw, each by itself and beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.check.asked import asked
from quiz.check.lint import Flaw, lint
from quiz.item import Item


@dataclass(frozen=True)
class Withheld:
    """An item that is not exported, and its flaws."""

    item: Item
    flaws: tuple[Flaw, ...]


def sound(items: Sequence[Item]) -> tuple[list[Item], list[Withheld]]:
    """The items without a flaw, and the others with theirs. Habits of the quiz as a whole withhold nothing."""
    flaws: dict[str, list[Flaw]] = {}
    for flaw in lint([asked(item) for item in items]):
        flaws.setdefault(flaw.question, []).append(flaw)
    withheld = [Withheld(item, tuple(flaws[item.id])) for item in items if item.id in flaws]
    return [item for item in items if item.id not in flaws], withheld
