import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.agreement import cohen_kappa, krippendorff_alpha

SCALE = ("no", "partly", "fully")
_PAIRS = st.lists(st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), max_size=30)


def test_kappa_of_the_textbook_example() -> None:
    """Cohen's two readers of 50 proposals: 20 both yes, 15 both no, 5 and 10 apart; kappa 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("0100000000", "1110010010", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_alpha_of_krippendorffs_own_examples(first: str, second: str, expected: float) -> None:
    """Two observers (Computing Krippendorff's Alpha-Reliability, 2011, parts A and B)."""
    pairs = list(zip(first, second, strict=True))
    assert krippendorff_alpha(pairs, "01abcde", ordinal=False) == pytest.approx(expected, abs=0.001)


def test_ordinal_alpha_forgives_near_grades() -> None:
    near = [("no", "partly"), ("partly", "fully"), ("fully", "fully"), ("no", "no")]
    far = [("no", "fully"), ("partly", "fully"), ("fully", "fully"), ("no", "no")]
    assert (krippendorff_alpha(near, SCALE, ordinal=True) or 0) > (krippendorff_alpha(far, SCALE, ordinal=True) or 0)


def test_one_grade_throughout_says_nothing_of_agreement() -> None:
    pairs = [("no", "no")] * 5
    assert cohen_kappa(pairs) is None
    assert krippendorff_alpha(pairs, SCALE, ordinal=True) is None


def test_nothing_graded_says_nothing_of_agreement() -> None:
    assert cohen_kappa([]) is None
    assert krippendorff_alpha([], SCALE, ordinal=True) is None


@given(_PAIRS)
def test_agreement_is_never_above_1_and_does_not_depend_on_who_is_first(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in pairs]
    kappa, alpha = cohen_kappa(pairs), krippendorff_alpha(pairs, SCALE, ordinal=True)
    assert (kappa or 0) <= 1 + 1e-9
    assert (alpha or 0) <= 1 + 1e-9
    assert cohen_kappa(turned) == pytest.approx(kappa)
    assert krippendorff_alpha(turned, SCALE, ordinal=True) == pytest.approx(alpha)


@given(st.lists(st.sampled_from(SCALE), min_size=2).filter(lambda grades: len(set(grades)) > 1))
def test_perfect_agreement_is_1(grades: list[str]) -> None:
    pairs = [(grade, grade) for grade in grades]
    assert cohen_kappa(pairs) == pytest.approx(1)
    assert krippendorff_alpha(pairs, SCALE, ordinal=True) == pytest.approx(1)
