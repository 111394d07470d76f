"""Questions of a GIFT file, whoever wrote it, for the linter: https://docs.moodle.org/en/GIFT_format"""

import re
from collections.abc import Iterator

from quiz.check.asked import Asked, Choice, Form
from quiz.errors import ForeignFileError

_TITLE = re.compile(r"^\s*::(.*?)(?<!\\)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_ANSWER = re.compile(r"(?<!\\)([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?")
_FEEDBACK = re.compile(r"(?<!\\)#")
_TRUE_FALSE = re.compile(r"^\s*(T|TRUE|F|FALSE)\s*(?:(?<!\\)#|$)", re.IGNORECASE)
_BLANK = "_____"


def read_gift(text: str) -> list[Asked]:
    """The questions in their order.

    Raises:
        ForeignFileError: something is not GIFT; the message says in which line, and why.
    """
    return [question for line, block in _blocks(text) if (question := _question(block, line)) is not None]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, with the number of its first line; comments and categories left out."""
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.lstrip().startswith(("//", "$CATEGORY:")):
            line = "" if not lines else " "
        if line.strip() or (lines and line == " "):
            first = first if lines else number
            lines.append(line)
        elif lines and not line.strip():
            yield first, "\n".join(lines)
            lines = []


def _question(block: str, line: int) -> Asked | None:
    title = _TITLE.match(block)
    if block.lstrip().startswith("::") and not title:
        raise ForeignFileError(f"line {line}: the title that begins with :: is not closed with ::.")
    body = _FORMAT.sub("", block[title.end() :] if title else block)
    start, end = _find(body, "{"), _find(body, "}")
    if start < 0 and end < 0:
        return None
    if start < 0 or end < start:
        at = line + block[: len(block) - len(body) + max(start, end)].count("\n")
        raise ForeignFileError(
            f"line {at}: a {'}' if end >= 0 else '{'} has no partner; write \\{{ for the sign itself."
        )
    if _find(body[start + 1 : end], "{") >= 0:
        raise ForeignFileError(f"line {line}: a {{ stands inside the answers; write \\{{ for the sign itself.")
    after = body[end + 1 :].strip()
    stem = _plain(body[:start]) + (f" {_BLANK} {_plain(after)}" if after.strip(" .?!") else "")
    name = _plain(title.group(1)) if title else stem[:60]
    return _answered(name, stem, body[start + 1 : end], line)


def _answered(name: str, stem: str, answers: str, line: int) -> Asked:
    answers = re.split(r"(?<!\\)####", answers)[0]
    if not answers.strip() or answers.lstrip().startswith("#"):
        return Asked(name, stem, (), "open", line=line)
    truth = _TRUE_FALSE.match(answers)
    if truth:
        true = truth.group(1).upper().startswith("T")
        return Asked(name, stem, (Choice("True", true), Choice("False", not true)), "true or false", line=line)
    found = list(_ANSWER.finditer(answers))
    if not found or answers[: found[0].start()].strip():
        raise ForeignFileError(f"line {line}: the answers must each begin with = or ~.")
    choices, weighted = [], False
    for one, following in zip(found, [*found[1:], None], strict=True):
        said = answers[one.end() : following.start() if following else len(answers)]
        weight = float(one.group(2) or (100 if one.group(1) == "=" else 0))
        weighted = weighted or (one.group(1) == "~" and 0 < weight < 100)
        choices.append(Choice(_plain(_FEEDBACK.split(said)[0]), weight > 0))
    form: Form = "choice"
    if all("->" in choice.text for choice in choices):
        form = "matching"
    elif all(one.group(1) == "=" for one in found):
        form = "open"
    return Asked(name, stem, tuple(choices), form, several=weighted, line=line)


def _find(text: str, sign: str) -> int:
    found = re.search(rf"(?<!\\){re.escape(sign)}", text)
    return found.start() if found else -1


def _plain(text: str) -> str:
    without = re.sub(r"<[^>]+>", " ", text.replace("\\n", " "))
    return " ".join(re.sub(r"\\([~=#{}:\\])", r"\1", without).split())
