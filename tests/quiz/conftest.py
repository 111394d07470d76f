"""A hundred items over both documents, from one seed."""

import pytest

from quiz.choose import Quiz
from quiz.item import Item
from quiz.library import Library
from quiz.make.candidates import candidates
from quiz.quiz import make_quiz
from quiz.wanted import Wanted


@pytest.fixture(scope="session")
def hundred(library: Library) -> Quiz:
    return make_quiz(library, Wanted(count=100, seed=2026))


@pytest.fixture(scope="session")
def pool(library: Library) -> list[Item]:
    """Every candidate of one seed."""
    return list(candidates(library, 5, tuple(library.fingerprints)))


@pytest.fixture(scope="session")
def one_of_each(pool: list[Item]) -> list[Item]:
    """An item of every kind."""
    return list({item.kind: item for item in pool}.values())
