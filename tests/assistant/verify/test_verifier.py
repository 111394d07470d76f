import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.verify import Evidence, Verifier
from assistant.verify.calibrate import Pair, load_pairs
from assistant.verify.evidence import evidence_of
from corpus.index.reading import Index

ROOT = Path(__file__).parent.parent.parent.parent
WEIGHTS = ROOT / "assistant" / "weights"
DOCS = ROOT / "docs" / "llm.md"


@pytest.fixture(scope="module")
def verifier(index: Index) -> Verifier:
    return Verifier([passage.text for passage in index.passages], cache(index.embed))


@pytest.fixture(scope="module")
def pairs(index: Index) -> list[Pair]:
    return list(load_pairs(index))


def evidence(index: Index, words: str) -> Evidence:
    return Evidence(evidence_of([next(p for p in index.passages if words in p.text)]))


def test_the_labelled_pairs_are_enough_of_each_kind(pairs: list[Pair]) -> None:
    count = Counter(pair.kind for pair in pairs)
    assert len(pairs) >= 300
    assert min(count.values()) >= 25


def test_few_faults_pass_and_most_faithful_sentences_do(pairs: list[Pair], verifier: Verifier) -> None:
    """On every eighth pair; docs/llm.md has the cross-validated figures over all of them."""
    sample = pairs[::8]
    passed = Counter(
        pair.kind == "faithful" for pair in sample if verifier.verify(pair.sentence, pair.evidence).supported
    )
    faithful = sum(pair.kind == "faithful" for pair in sample)
    assert passed[False] <= 0.06 * (len(sample) - faithful)
    assert passed[True] >= 0.8 * faithful


ROWS = {
    "duty": "duty word",
    "negation": '"not"',
    "number": "figure, date",
    "agency": "another body",
    "name": "another name",
    "scope": '"all"',
    "outside": "knowledge from outside",
    "merged": "claims merged",
    "faithful": "faithful",
}


@pytest.mark.parametrize("kind", ROWS)
def test_the_documented_figures_are_those_of_the_shipped_model(kind: str, pairs: list[Pair]) -> None:
    figures = json.loads((WEIGHTS / "verifier.json").read_text(encoding="utf-8"))["figures"]
    count = sum(pair.kind == kind for pair in pairs)
    row = re.search(rf"^\| (?:{ROWS[kind]}).*\| {count} \| ([\d.]+) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert row
    assert float(row.group(1)) == pytest.approx(figures[f"all: {kind} ({count})"], abs=0.006)


PLAN = "Section 43, Part 1, Schedule 2"
START = "At the start of the safeguarding enquiry"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (PLAN, "A Safeguarding Adults Board must publish a strategic plan for each financial year."),
        (
            START,
            "At the start of the enquiry, the enquiry lead should ask the person what they would like it to achieve.",
        ),
        ("The chair of a SAB may be", "The chair of a board may be an employee of one of its member agencies."),
    ],
)
def test_a_faithful_sentence_in_plain_english_passes(
    words: str, sentence: str, index: Index, verifier: Verifier
) -> None:
    assert verifier.verify(sentence, evidence(index, words)).supported


@pytest.mark.parametrize(
    ("words", "sentence", "reason"),
    [
        (PLAN, "A SAB should publish a strategic plan for each financial year.", "should"),
        (PLAN, "A SAB must not publish a strategic plan for each financial year.", "not"),
        (PLAN, "A SAB must publish a strategic plan every three years.", "three|figure|3"),
        (PLAN, "Section 42 sets out that a SAB must publish a strategic plan.", "section"),
        (PLAN, "The council must publish a strategic plan for each financial year.", "council"),
        (PLAN, "Under the Mental Capacity Act 2005 a SAB must publish a strategic plan.", "Act"),
        (PLAN, "A SAB must publish a strategic plan by 31 March for each financial year.", "31|date|March"),
        (PLAN, "Only a SAB must publish a strategic plan for each financial year.", "only"),
        (PLAN, "The Leeds SAB must publish a strategic plan for each financial year.", "leeds"),
        (START, "At the end of the enquiry, the enquiry lead should ask what the person wants.", "end"),
        (PLAN, "See https://example.org for the strategic plan of the board.", "link"),
        (PLAN, "I think the board must publish a strategic plan for each year.", "itself"),
        (PLAN, "Must the board publish a strategic plan for each year?", "question"),
        (PLAN, "Strategic plans are drawn up with Healthwatch after a public consultation.", ""),
    ],
)
def test_one_fault_is_enough(words: str, sentence: str, reason: str, index: Index, verifier: Verifier) -> None:
    verdict = verifier.verify(sentence, evidence(index, words))
    assert not verdict.supported
    assert any(part in verdict.reason for part in reason.split("|"))


def test_a_claim_is_held_only_against_the_passages_that_it_names(index: Index, verifier: Verifier) -> None:
    sentence = "A Safeguarding Adults Board must publish a strategic plan for each financial year."
    assert not verifier.verify(sentence, evidence(index, "The principle of Protection involves")).supported


def test_a_myth_is_evidence_of_nothing(index: Index, verifier: Verifier) -> None:
    reality = next(p for p in index.passages if p.kind == "reality" and p.text.startswith("There is a fine balance"))
    own = Evidence(evidence_of([reality]))
    assert not verifier.verify("Self-neglect always requires a safeguarding response.", own).supported
