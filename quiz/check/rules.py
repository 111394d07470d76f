"""What a rule of the linter is."""

from collections.abc import Callable
from dataclasses import dataclass

from quiz.check.asked import Asked

Look = Callable[[Asked], str]


@dataclass(frozen=True)
class Rule:
    """An item-writing flaw. ``look`` gives the offending words, or nothing.

    ``source`` says who counts it as one: Haladyna, Downing and Rodriguez (2002) by the number of their guideline, the
    NBME's item-writing guide, or Moore et al. (2023), "Assessing the quality of multiple-choice questions".
    """

    id: str
    reason: str
    source: str
    look: Look
