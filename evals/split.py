"""A fifth of the questions is kept apart as ``test``, by whole sections, and not looked at while tuning."""

import hashlib
from collections.abc import Iterable
from typing import Literal

from corpus.errors import EvaluationError
from evals.ground import Ground
from evals.questions import Question

Split = Literal["dev", "test", "all"]

# Of the salts 1 to 400, the one with the most even share of every stratum; chosen by counts, before any run.
_SALT = "signpost-167"


def in_test(group: str) -> bool:
    """Whether a group (:meth:`Ground.group`) is kept apart: one in five, by a hash, so that it never moves."""
    return int(hashlib.sha256(f"{_SALT} {group}".encode()).hexdigest(), 16) % 5 == 0


def select(questions: Iterable[Question], ground: Ground, split: Split) -> list[Question]:
    """The questions of a split, in their order.

    Raises:
        EvaluationError: none is left, or a question's evidence is not in the documents.
    """
    found = [q for q in questions if split == "all" or in_test(ground.group(q)) == (split == "test")]
    if not found:
        raise EvaluationError(f"No question falls in the split “{split}”: run them with --split all.")
    return found
