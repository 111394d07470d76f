"""Other people's files: read where they can be, and where not, the line and the reason."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.check.lint import lint
from quiz.check.read_file import read_file
from quiz.check.read_gift import read_gift
from quiz.errors import ForeignFileError

GIFT = r"""// A file from elsewhere
$CATEGORY: Safeguarding

::Money:: Which of these is a form of financial abuse? {
  =Theft#Yes.
  ~Slapping
  ~Isolation
  ~All of the above
}

The board's plan is yearly. {TRUE}

Match each. {=Section 43 -> Boards =Section 44 -> Reviews =Section 42 -> Enquiries}

Which of these must be true? { ~%50%Needs care ~%50%At risk ~%-100%Is over 65 }

Grant is {~buried =entombed ~living} in a tomb.

Write about risk \{and choice\}. {}

How many members? {#3:0}
"""

MOODLE = """<?xml version="1.0"?>
<quiz>
  <question type="category"><category><text>x</text></category></question>
  <question type="multichoice">
    <name><text>Money</text></name>
    <questiontext format="html"><text><![CDATA[<p>Which of these is <b>not</b> a form of abuse?</p>]]></text></questiontext>
    <single>true</single>
    <answer fraction="100"><text>Recording</text></answer>
    <answer fraction="0"><text>Theft</text></answer>
    <answer fraction="0"><text>Assault</text></answer>
  </question>
</quiz>
"""


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_form_of_gift_question_is_read() -> None:
    questions = read_gift(GIFT)
    assert [q.form for q in questions] == ["choice", "true or false", "matching", "choice", "choice", "open", "open"]
    assert questions[0].keys == ("Theft",)
    assert questions[3].keys == ("Needs care", "At risk")
    assert questions[3].several
    assert questions[4].stem == "Grant is _____ in a tomb."
    assert questions[5].stem == "Write about risk {and choice}."


def test_a_flaw_is_named_with_its_line(tmp_path: Path) -> None:
    flaws = lint(read_file(write(tmp_path / "a.gift", GIFT)))
    assert ("all-of-the-above", 4) in {(flaw.id, flaw.line) for flaw in flaws}
    assert "blank-inside" in {flaw.id for flaw in flaws}


def test_moodle_xml_is_read_without_its_markup(tmp_path: Path) -> None:
    flaws = lint(read_file(write(tmp_path / "a.xml", MOODLE)))
    assert [(flaw.id, flaw.question, flaw.line) for flaw in flaws] == [("negative-stem", "Money", 4)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Who? {=A ~B\n\nNext {=A ~B}", "line 1: a { has no partner"),
        ("Fine. {=A ~B}\n\nWho? =A}", "line 3: a } has no partner"),
        ("::Title Who? {=A ~B}", "line 1: the title"),
        ("Fine. {=A}\n\nWho? {A B}", "line 3: the answers must each begin with = or ~"),
        ("<quiz><question></quiz>", "line 1: Opening and ending tag mismatch"),
        ("<html></html>", "line 1: the file begins with <html>"),
        ("<quiz><question type='essay'/></quiz>", "line 1: a question has no <questiontext>"),
        ("", "has no question in it"),
        (b"Who? {=\xff}", "line 1: it is not UTF-8"),
    ],
)
def test_what_does_not_parse_is_explained(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(ForeignFileError) as error:
        read_file(write(tmp_path / "a.txt", text))
    assert says in str(error.value)


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ForeignFileError, match="can't be read"):
        read_file(tmp_path / "none.gift")


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret", "a secret")
    entity = f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file://{secret}">]>'
    text = MOODLE.replace("<quiz>", f"{entity}<quiz>", 1).replace("<b>not</b>", "]]>&x;<![CDATA[")
    assert "a secret" not in read_file(write(tmp_path / "a.xml", text))[0].stem


@given(st.text(max_size=300))
def test_whatever_the_text_it_is_read_or_explained(text: str) -> None:
    with contextlib.suppress(ForeignFileError):
        assert all(question.line for question in read_gift(text))
