"""Each flaw is found where it is, and not where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.check.asked import Asked, Choice, Form
from quiz.check.lint import RULES, lint, lint_one

GOOD = ("Theft", "Assault", "Isolation", "Blaming")


def question(
    stem: str, *options: str, form: Form = "choice", several: bool = False, keys: int = 1, name: str = "q"
) -> Asked:
    return Asked(name, stem, tuple(Choice(text, n < keys) for n, text in enumerate(options)), form, several)


FLAWED = {
    "negative-stem": question("Which of these is not a form of abuse?", *GOOD),
    "vague-term": question("Which of these often happens in a care home?", *GOOD),
    "unfocused-stem": question("Financial abuse:", *GOOD),
    "long-stem": question("word " * 71 + "?", *GOOD),
    "blank-inside": question("The ____ must publish an annual report each year.", *GOOD),
    "true-or-false": question("A board must publish an annual report.", "True", "False", form="true or false"),
    "article-cue": question("A person who speaks for an adult is called an", "advocate", "carer", "witness", "friend"),
    "number-cue": question("Which of these is a form of abuse?", *GOOD, several=True, keys=2),
    "repeated-word": question("What does an enquiry lead do about risk?", "Weigh the risk", "Fill a form", "Ask a friend", "Wait a day"),
    "wrong-number-of-keys": question("Which of these is a form of abuse, then?", *GOOD, keys=2),
    "all-of-the-above": question("Which are forms of abuse in the guidance?", "All of the above", "Theft", "Assault"),
    "none-of-the-above": question("Which is a form of abuse in the guidance?", "Theft", "Assault", "None of these"),
    "k-type": question("Which are forms of abuse in the guidance?", "Theft", "Assault", "Both A and B"),
    "absolute-term": question("What should a worker do with a concern?", "Record it", "Always tell the police", "Wait for proof"),
    "vague-option": question("What should a worker do with a concern?", "Record it", "Usually tell a manager", "Wait for proof"),
    "longest-is-key": question("What should a worker do with a concern?", "Record it with care and pass it on to the lead at once", "Leave it", "Wait for proof", "Ask others"),
    "implausible-length": question("What should a worker do with a concern?", "Write down what was said and when it was said", "Nap", "Wait until somebody else has brought proof of it", "Ask the person to put their account in writing"),
    "form-cue": question("What should a worker do with a concern?", "recording it the same day", "to wait for proof of it", "to ask the family first", "to speak to the press"),
    "implausible-form": question("What should a worker do with a concern?", "Recording it at once", "Waiting for proof", "Telling the family", "A report"),
    "convergence": question("Which duties does a board have by law?", "Annual report and strategic plan", "Annual report and staff rota", "Strategic plan and payroll", "Menu lists"),
    "unordered-numbers": question("How many core members does a board have?", "3", "1", "7", "5"),
    "duplicate-options": question("Which of these is a form of abuse, then?", "Theft", "Assault", "assault.", "Blaming"),
    "overlapping-options": question("How old must both people be at the least?", "16 to 20", "18 to 25", "26 to 30", "31 to 40"),
    "too-few-options": question("Which of these is a form of abuse, then?", "Theft", "Recording"),
}  # fmt: skip
SOUND = question("Which of these does the guidance list as a form of financial abuse?", *GOOD)


@pytest.mark.parametrize("id", FLAWED)
def test_a_flaw_is_found_and_its_words_are_named(id: str) -> None:
    found = [flaw for flaw in lint_one(FLAWED[id]) if flaw.id == id]
    assert len(found) == 1
    assert found[0].words


def test_every_rule_has_its_example() -> None:
    assert {rule.id for rule in RULES} == set(FLAWED)


def test_a_sound_question_has_no_flaw() -> None:
    assert lint_one(SOUND) == []


@pytest.mark.parametrize(
    "sound",
    [
        question("A colleague says: “You must not tell anyone.” What does the guidance say?", *GOOD),
        question("How many core members does a board have?", "1", "3", "5", "7"),
        question(
            "Safeguarding is a matter for each of these partners. Who leads?", "All staff", "All boards", "All police"
        ),
        question("A person who speaks for an adult is called", "an advocate", "a carer", "a witness"),
        question("Put these in order of the guidance", "Record", "Report", form="order", keys=2),
    ],
)
def test_what_only_looks_like_a_flaw_is_let_pass(sound: Asked) -> None:
    assert lint_one(sound) == []


def test_a_question_whose_stem_holds_another_s_key_gives_it_away() -> None:
    one = question("Who chairs the enquiry, the designated adult safeguarding manager?", *GOOD, name="one")
    other = question(
        "Who is named in the procedure, then?", "Designated adult safeguarding manager", *GOOD[:3], name="other"
    )
    told = [flaw for flaw in lint([one, other]) if flaw.id == "gives-away"]
    assert [flaw.question for flaw in told] == ["other"]


def many(keys: int, longest: bool) -> list[Asked]:
    texts = ["Recording at once", "Waiting", "Asking", "Leaving"] if longest else list(GOOD)
    ordered = [texts[keys:] + texts[:keys] for _ in range(10)]
    return [
        Asked(f"q{n}", "What does a worker do about this?", tuple(Choice(t, t == texts[0]) for t in o))
        for n, o in enumerate(ordered)
    ]


def test_a_key_that_is_always_in_one_place_is_seen_over_the_whole_quiz() -> None:
    assert "key-position" in {flaw.id for flaw in lint(many(1, longest=False))}


def test_a_key_that_is_nearly_always_the_longest_is_seen_over_the_whole_quiz() -> None:
    assert "keys-are-longest" in {flaw.id for flaw in lint(many(0, longest=True))}


@given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=60), st.booleans()), max_size=6), st.booleans())
def test_whatever_is_asked_the_linter_gives_an_answer(
    stem: str, options: list[tuple[str, bool]], several: bool
) -> None:
    asked = Asked("any", stem, tuple(Choice(text, right) for text, right in options), several=several)
    assert all(flaw.reason for flaw in lint([asked]))
