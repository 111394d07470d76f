"""Moodle XML: multiple choice, matching, ordering and essay questions in a category of the quiz's name.

The format: https://docs.moodle.org/en/Moodle_XML_format
"""

from collections.abc import Sequence

from lxml import etree

from quiz.export.parts import DISCUSS, POINTS, Export, File
from quiz.item import Item, Option

_CHECKED = {"penalty": "0.3333333", "hidden": "0"}


def export(items: Sequence[Item], title: str) -> Export:
    """One .xml file; Moodle can hold every kind."""
    quiz = etree.Element("quiz")
    category = etree.SubElement(quiz, "question", type="category")
    _text(etree.SubElement(category, "category"), f"$course$/top/{title.replace('/', '//')}")
    for item in items:
        _MAKE.get(item.kind, _choice)(quiz, item)
    content = etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Export((File(".xml", content),))


def _choice(quiz: etree._Element, item: Item) -> None:
    question = _question(quiz, item, "multichoice")
    _add(question, single=str(len(item.keys) == 1 and item.kind != "select all").lower())
    _add(question, shuffleanswers="true", answernumbering="abc")
    right = 100 / len(item.keys)
    wrong = 100 / max(1, len(item.options) - len(item.keys)) if item.kind == "select all" else 0
    for option in item.options:
        fraction = right if option.right else -wrong
        answer = etree.SubElement(question, "answer", fraction=f"{fraction:.7g}", format="plain_text")
        _text(answer, option.text)
        _text(etree.SubElement(answer, "feedback", format="plain_text"), option.why)


def _matching(quiz: etree._Element, item: Item) -> None:
    question = _question(quiz, item, "matching")
    _add(question, shuffleanswers="true")
    for option in item.options:
        pair = etree.SubElement(question, "subquestion", format="plain_text")
        _text(pair, option.text)
        _text(etree.SubElement(pair, "answer"), option.prompt)


def _order(quiz: etree._Element, item: Item) -> None:
    question = _question(quiz, item, "ordering")
    _add(question, layouttype="VERTICAL", selecttype="ALL", selectcount="0", gradingtype="ABSOLUTE_POSITION")
    _add(question, showgrading="SHOW", numberingstyle="none")
    for place, option in enumerate(item.options, 1):
        _text(etree.SubElement(question, "answer", fraction=str(place), format="plain_text"), option.text)


def _essay(quiz: etree._Element, item: Item) -> None:
    question = _question(quiz, item, "essay", "\n".join([item.stem, f"{DISCUSS}:", *item.questions]), grade="0")
    _add(question, responseformat="editor", responserequired="0", responsefieldlines="10", attachments="0")
    points = "\n".join([f"{POINTS}:", *map(_point, item.options)])
    _text(etree.SubElement(question, "graderinfo", format="plain_text"), points)


def _point(option: Option) -> str:
    return f"“{option.source.quote}” ({option.source.title}, {option.source.section})"


def _question(quiz: etree._Element, item: Item, type: str, stem: str = "", grade: str = "1") -> etree._Element:
    question = etree.SubElement(quiz, "question", type=type)
    _text(etree.SubElement(question, "name"), f"{item.topic}: {item.id}")
    _text(etree.SubElement(question, "questiontext", format="plain_text"), stem or item.stem)
    _text(etree.SubElement(question, "generalfeedback", format="plain_text"), item.explanation)
    _add(question, defaultgrade=grade, **_CHECKED, idnumber=item.id)
    return question


def _text(parent: etree._Element, value: str) -> None:
    etree.SubElement(parent, "text").text = value


def _add(question: etree._Element, **fields: str) -> None:
    for name, value in fields.items():
        etree.SubElement(question, name).text = value


_MAKE = {"matching": _matching, "order": _order, "scenario": _essay}
