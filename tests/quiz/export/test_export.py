"""Every export read back by something that was not written here."""

import csv
import io
import json
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from quiz.check.read_file import read_file
from quiz.choose import Quiz
from quiz.errors import QuizError
from quiz.export import FORMATS, export
from quiz.export.gift import export as gift_export
from quiz.export.kahoot import FIRST_ROW, LONGEST_ANSWER, LONGEST_QUESTION
from quiz.export.moodle import export as moodle_export
from quiz.export.parts import Export
from quiz.export.table import HEADER
from quiz.item import CHOICE_KINDS, Item, Option, item_id

ROOT = Path(__file__).parent.parent.parent.parent
PARSER = ROOT / ".venv" / "node" / "node_modules" / "gift-pegjs"
READ_GIFT = f"""const gift = require({json.dumps(str(PARSER))});
process.stdout.write(JSON.stringify(gift.parse(require('fs').readFileSync(0, 'utf-8'))));"""


def parsed_gift(made: Export) -> list[dict]:  # type: ignore[type-arg]
    """What gift-pegjs makes of an export, without the category."""
    if not PARSER.exists():
        pytest.fail("The GIFT export is read with gift-pegjs: run `make .venv/node`.")
    done = subprocess.run(["node", "-e", READ_GIFT], input=made.files[0].content, capture_output=True, check=True)
    return [question for question in json.loads(done.stdout) if question["type"] != "Category"]


def edited(item: Item, stem: str, texts: list[str]) -> Item:
    options = tuple(o.model_copy(update={"text": t}) for o, t in zip(item.options, texts, strict=True))
    return item.model_copy(update={"stem": stem, "options": options, "id": item_id(item.kind, stem, options)})


def test_gift_holds_every_question_with_its_options_and_keys(hundred: Quiz) -> None:
    questions = parsed_gift(gift_export(hundred.items, hundred.title))
    assert len(questions) == len(hundred.items)
    kinds = {"scenario": "Essay", "matching": "Matching", "order": "Matching"}
    for question, item in zip(questions, hundred.items, strict=True):
        assert question["type"] == kinds.get(item.kind, "MC")
        assert question["stem"]["text"].startswith(item.stem.split("\n")[0])
        if item.kind in CHOICE_KINDS:
            choices = question["choices"]
            assert [choice["text"]["text"] for choice in choices] == [option.text for option in item.options]
            right = [bool(choice["isCorrect"] or (choice["weight"] or 0) > 0) for choice in choices]
            assert right == [option.right for option in item.options]
        if item.kind in ("matching", "order"):
            pairs = [(pair["subquestion"]["text"], pair["subanswer"]) for pair in question["matchPairs"]]
            names = [o.prompt or str(place) for place, o in enumerate(item.options, 1)]
            assert pairs == list(zip([option.text for option in item.options], names, strict=True))


def test_gift_keeps_its_own_signs_as_words(one_of_each: list[Item]) -> None:
    item = next(item for item in one_of_each if item.kind == "single best answer")
    texts = ["a = b", "c ~ d", "{e} # f", "g: \\ h -> i"]
    (question,) = parsed_gift(gift_export([edited(item, "Which ~of {these}: is = it #1?", texts)], "A: title"))
    assert question["stem"]["text"] == "Which ~of {these}: is = it #1?"
    assert [choice["text"]["text"] for choice in question["choices"]][:3] == texts[:3]


def test_moodle_xml_holds_to_the_format(hundred: Quiz, one_of_each: list[Item]) -> None:
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "moodle.rng")))
    for items in (hundred.items, one_of_each):
        schema.assertValid(etree.fromstring(moodle_export(items, "Title").files[0].content))


def test_moodle_xml_holds_every_question_with_its_key_and_its_quote(hundred: Quiz) -> None:
    root = etree.fromstring(moodle_export(hundred.items, "Title").files[0].content)
    questions = root.findall("question")[1:]
    assert [question.findtext("idnumber") for question in questions] == [item.id for item in hundred.items]
    for question, item in zip(questions, hundred.items, strict=True):
        assert item.keys[0].source.quote in question.findtext("generalfeedback/text")
        if item.kind in CHOICE_KINDS:
            right = [a.findtext("text") for a in question.findall("answer") if float(a.get("fraction")) > 0]
            assert right == [key.text for key in item.keys]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80))
def test_whatever_a_trainer_writes_moodle_xml_stays_whole(stem: str) -> None:
    item = _MADE_UP.model_copy(update={"stem": stem})
    root = etree.fromstring(moodle_export([item], "Title").files[0].content)
    assert root.findtext("question[2]/questiontext/text") == stem


@pytest.mark.parametrize("format", ["moodle", "gift"])
def test_the_linter_finds_no_flaw_in_what_was_exported(hundred: Quiz, format: str, tmp_path: Path) -> None:
    from quiz.check.lint import lint

    path = tmp_path / "quiz"
    path.write_bytes(export(hundred.items, "Title", format).files[0].content)
    questions = read_file(path)
    assert len(questions) == 100
    assert lint(questions) == []


def test_the_word_handout_asks_everything_and_the_answer_key_lies_apart(hundred: Quiz) -> None:
    handout, key = export(hundred.items, "A title", "word").files
    asked = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(handout.content)).paragraphs)
    answers = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(key.content)).paragraphs)
    assert (handout.ending, key.ending) == (".docx", "-answers.docx")
    assert [item.stem for item in hundred.items if item.stem not in asked] == []
    assert [item.explanation for item in hundred.items if item.explanation in asked] == []
    assert [item.explanation for item in hundred.items if item.explanation not in answers] == []


def test_csv_has_a_line_for_each_item_and_no_cell_is_a_formula(hundred: Quiz, one_of_each: list[Item]) -> None:
    odd = one_of_each[0].model_copy(update={"stem": '=HYPERLINK("x")'})
    text = export([*hundred.items, odd], "T", "csv").files[0].content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == HEADER
    assert [row["question"] for row in rows[:-1]] == [item.stem for item in hundred.items]
    assert rows[-1]["question"].startswith("'=")


def test_csv_s_answer_names_the_right_options(hundred: Quiz) -> None:
    rows = csv.DictReader(
        io.StringIO(export(hundred.items, "T", "csv").files[0].content.decode("utf-8-sig"), newline="")
    )
    for row, item in zip(rows, hundred.items, strict=True):
        if item.kind in CHOICE_KINDS:
            assert [row[f"option {letter}"] for letter in row["answer"].split(", ")] == [key.text for key in item.keys]


def test_markdown_has_the_questions_before_the_answers(hundred: Quiz) -> None:
    from markdown_it import MarkdownIt

    text = export(hundred.items, "Title", "markdown").files[0].content.decode()
    tokens = MarkdownIt().parse(text)
    heads = [tokens[n + 1].children or [] for n, token in enumerate(tokens) if token.type == "heading_open"]
    titles = ["".join(child.content for child in head) for head in heads]
    assert titles[1:-1] == [f"{n}. {item.stem}" for n, item in enumerate(hundred.items, 1)]
    assert titles[-1] == "Answer key"


def test_markdown_s_answers_read_as_sentences(one_of_each: list[Item]) -> None:
    text = export(one_of_each, "Title", "markdown").files[0].content.decode()
    assert "**Points from the documents: “" in text
    assert ":;" not in text


def test_kahoot_takes_what_fits_and_gives_the_reason_for_the_rest(hundred: Quiz) -> None:
    made = export(hundred.items, "Title", "kahoot")
    sheet = load_workbook(io.BytesIO(made.files[0].content)).active
    rows = [row for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if row[1]]
    taken = [item for item in hundred.items if item.id not in {refused.item.id for refused in made.refused}]
    assert len(rows) == len(taken) > 5
    for row, item in zip(rows, taken, strict=True):
        assert row[1] == item.stem
        assert len(row[1]) <= LONGEST_QUESTION
        assert all(len(text) <= LONGEST_ANSWER for text in row[2:6] if text)
        assert [row[1 + int(place)] for place in row[7].split(",")] == [key.text for key in item.keys]
    assert all(refused.reason for refused in made.refused)


def made_up(stem: str, *texts: str) -> Item:
    sources = _MADE_UP.options[0].source
    options = tuple(Option(text=text, right=n == 0, source=sources) for n, text in enumerate(texts))
    return _MADE_UP.model_copy(update={"stem": stem, "options": options})


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (("?" * LONGEST_QUESTION, "A" * LONGEST_ANSWER, "B", "C", "D"), ""),
        (("?" * (LONGEST_QUESTION + 1), "A", "B", "C"), "The question has 121 characters, and Kahoot takes 120."),
        (("Which?", "A" * (LONGEST_ANSWER + 1), "B", "C"), "An option has 76 characters, and Kahoot takes 75"),
        (("Which?", "A", "B", "C", "D", "E"), "There are 5 options, and Kahoot takes 4."),
    ],
)
def test_kahoot_s_limits_are_kept_to_the_character_and_nothing_is_cut(item: tuple[str, ...], reason: str) -> None:
    made = export([made_up(*item)], "Title", "kahoot")
    rows = [
        row for row in load_workbook(io.BytesIO(made.files[0].content)).active.iter_rows(FIRST_ROW, values_only=True)
    ]
    if reason:
        assert [refused.reason.startswith(reason) for refused in made.refused] == [True]
        assert rows == []
    else:
        assert (rows[0][1], *rows[0][2:6]) == item


def test_the_word_answer_key_leads_to_the_right_options_of_the_handout(one_of_each: list[Item]) -> None:
    for item in one_of_each:
        if item.kind == "scenario":
            continue
        handout, key = (Document(io.BytesIO(f.content)) for f in export([item], "T", "word").files)
        lines = [paragraph.text for paragraph in handout.paragraphs]
        shown = {line[0]: line[4:] for line in lines if line[1:4] == ".  "}
        bold = [p.text for p in key.paragraphs if p.runs and p.runs[0].bold and p.text[:2] != "1."]
        letters = [letter for line in bold for letter in line.rsplit(": ", 1)[-1].split(", ")]
        assert [shown[letter] for letter in letters] == [option.text for option in item.keys]


def test_anki_keeps_a_note_s_id_from_one_export_to_the_next(one_of_each: list[Item], tmp_path: Path) -> None:
    found = []
    for number in range(2):
        archive = zipfile.ZipFile(io.BytesIO(export(one_of_each, "Title", "anki").files[0].content))
        path = tmp_path / f"{number}.db"
        path.write_bytes(archive.read("collection.anki2"))
        with sqlite3.connect(path) as connection:
            notes = connection.execute("SELECT guid, mid, flds FROM notes ORDER BY guid").fetchall()
            decks = connection.execute("SELECT DISTINCT did FROM cards").fetchall()
        found.append((notes, decks))
    assert found[0] == found[1]
    assert [note[0] for note in found[0][0]] == sorted(item.id for item in one_of_each)
    backs = {note[0]: note[2].split("\x1f")[1] for note in found[0][0]}
    assert all("(Revisiting" in back or "(Adult" in back for back in backs.values())


def test_every_format_takes_every_kind_or_says_why_not(one_of_each: list[Item]) -> None:
    for format in FORMATS:
        made = export(one_of_each, "Title", format)
        assert made.files
        assert format == "kahoot" or made.refused == ()


def test_an_unknown_format_is_refused_by_name(one_of_each: list[Item]) -> None:
    with pytest.raises(QuizError, match="no format “pdf”: the formats are moodle"):
        export(one_of_each, "Title", "pdf")


_MADE_UP = Item.model_validate(
    {
        "id": "made-up",
        "kind": "single best answer",
        "stem": "?",
        "topic": "Made up",
        "explanation": "Made up.",
        "options": [
            {
                "text": text,
                "right": text == "A",
                "source": {
                    "document": "d", "title": "t", "fingerprint": "f", "section": "s", "passage": "p",
                    "start": 0, "end": 1, "quote": text, "authority": "practice guidance",
                },
            }
            for text in "ABC"
        ],
    }
)  # fmt: skip
