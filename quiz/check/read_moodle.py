"""Questions of a Moodle XML file, whoever wrote it, for the linter."""

import html
import re

from lxml import etree

from quiz.check.asked import Asked, Choice, Form
from quiz.errors import ForeignFileError

_FORMS: dict[str, Form] = {
    "multichoice": "choice",
    "truefalse": "true or false",
    "matching": "matching",
    "ordering": "order",
}
_NO_QUESTION = ("category", "description")


def read_moodle(content: bytes) -> list[Asked]:
    """The questions in their order; nothing outside the file is read.

    Raises:
        ForeignFileError: it is no XML, or no quiz; the message says in which line, and why.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ForeignFileError(f"line {error.lineno or 1}: {error.msg}.") from error
    if root.tag != "quiz":
        raise ForeignFileError(
            f"line {root.sourceline}: the file begins with <{root.tag}>, and Moodle XML with <quiz>."
        )
    return [_question(each) for each in root.findall("question") if each.get("type") not in _NO_QUESTION]


def _question(question: etree._Element) -> Asked:
    stem = question.find("questiontext/text")
    if stem is None:
        raise ForeignFileError(f"line {question.sourceline}: a question has no <questiontext>.")
    form = _FORMS.get(question.get("type") or "", "open")
    choices = [_choice(answer) for answer in question.findall("answer")]
    if form == "matching":
        choices = [Choice(_plain(pair.findtext("text")), True) for pair in question.findall("subquestion")]
    name = _plain(question.findtext("name/text")) or _plain(stem.text)[:60]
    several = question.findtext("single", "true").strip() in ("false", "0")
    line = question.sourceline if isinstance(question.sourceline, int) else None
    return Asked(name, _plain(stem.text), tuple(choices) if form != "open" else (), form, several, line)


def _choice(answer: etree._Element) -> Choice:
    fraction = answer.get("fraction") or "0"
    try:
        right = float(fraction) > 0
    except ValueError as error:
        raise ForeignFileError(f"line {answer.sourceline}: the fraction “{fraction}” is no number.") from error
    return Choice(_plain(answer.findtext("text")), right)


def _plain(text: str | None) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text or "")).split())
