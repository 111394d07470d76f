"""A distractor is wrong by the documents' own words."""

from pathlib import Path

import pytest
import yaml

from quiz.check.supported import SAME_MEANING, scope, supported
from quiz.item import Option
from quiz.library import Library

GUIDANCE = "revisiting-safeguarding-practice"
PAIRS = yaml.safe_load((Path(__file__).parent / "meaning.yaml").read_text(encoding="utf-8"))


def option(library: Library, quote: str, section: str) -> Option:
    return Option(text=quote, right=False, source=library.source(library.find(quote, GUIDANCE, section), quote))


@pytest.mark.parametrize(
    ("quote", "stands_under", "asked_of", "how"),
    [
        ("coercion", "Psychological abuse", "Financial abuse", "exact"),
        ("sexual harassment", "Sexual abuse", "Psychological abuse", "stem"),
        ("harassment", "Discriminatory abuse", "Psychological abuse", "exact"),
        ("harassment", "Psychological abuse", "Discriminatory abuse", "exact"),
        ("harassment", "Psychological abuse", "Sexual abuse", "exact"),
        ("assault", "Physical abuse", "Sexual abuse", "exact"),
        ("controlling", "Psychological abuse", "Domestic abuse", "exact"),
        ("threats of harm or abandonment", "Psychological abuse", "Domestic abuse", "meaning"),
    ],
)
def test_what_stands_under_two_kinds_of_abuse_is_no_distractor(
    library: Library, quote: str, stands_under: str, asked_of: str, how: str
) -> None:
    support = supported(library, option(library, quote, stands_under), scope(library, [asked_of], []))
    assert support is not None
    assert support.how == how


@pytest.mark.parametrize(
    ("quote", "stands_under", "asked_of"),
    [
        ("theft", "Financial abuse", "Physical abuse"),
        ("hitting", "Physical abuse", "Financial abuse"),
        ("misuse of medication", "Physical abuse", "Modern slavery"),
    ],
)
def test_what_stands_under_one_kind_only_may_be_a_distractor_for_another(
    library: Library, quote: str, stands_under: str, asked_of: str
) -> None:
    assert supported(library, option(library, quote, stands_under), scope(library, [asked_of], [])) is None


def test_the_threshold_calls_no_judged_pair_of_different_meaning_the_same(library: Library) -> None:
    wrong = [(one, other) for one, other in PAIRS["different"] if library.likeness(one, other) >= SAME_MEANING]
    assert wrong == []


def test_the_threshold_finds_two_in_three_of_the_judged_pairs_of_the_same_meaning(library: Library) -> None:
    found = [library.likeness(one, other) >= SAME_MEANING for one, other in PAIRS["same"]]
    assert sum(found) / len(found) >= 0.66
