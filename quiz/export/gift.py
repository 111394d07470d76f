"""GIFT, the plain-text format of Moodle and others: https://docs.moodle.org/en/GIFT_format

GIFT has no ordering question: steps become a matching question, a number for each.
"""

import re
from collections.abc import Sequence

from quiz.export.parts import DISCUSS, Export, File
from quiz.item import Item

_SPECIAL = re.compile(r"([~=#{}:\\])")


def export(items: Sequence[Item], title: str) -> Export:
    """One .gift.txt file; it holds every kind."""
    blocks = [f"$CATEGORY: $course$/top/{title.replace('/', '//')}", *map(_question, items)]
    return Export((File(".gift.txt", "\n\n".join([*blocks, ""]).encode()),))


def _question(item: Item) -> str:
    stem = "\n".join([item.stem, f"{DISCUSS}:", *item.questions]) if item.questions else item.stem
    body = _body(item)
    explained = f"\t####{_escaped(item.explanation)}"
    lines = [
        f"// [id:{item.id}]",
        f"::{_escaped(f'{item.topic} {item.id}')}::{_escaped(stem)} {{",
        *body,
        explained,
        "}",
    ]
    return "\n".join(lines)


def _body(item: Item) -> list[str]:
    if item.kind == "scenario":
        return []
    if item.kind == "matching":
        return [f"\t={_escaped(option.text)} -> {_escaped(option.prompt)}" for option in item.options]
    if item.kind == "order":
        return [f"\t={_escaped(option.text)} -> {place}" for place, option in enumerate(item.options, 1)]
    if item.kind != "select all":
        return [f"\t{'=' if o.right else '~'}{_escaped(o.text)}#{_escaped(o.why)}" for o in item.options]
    right, wrong = 100 / len(item.keys), 100 / (len(item.options) - len(item.keys))
    return [f"\t~%{right if o.right else -wrong:.7g}%{_escaped(o.text)}#{_escaped(o.why)}" for o in item.options]


def _escaped(text: str) -> str:
    """Text in which nothing is GIFT's own; a line break is written as it wants it."""
    return _SPECIAL.sub(r"\\\1", text).replace("->", "\\->").replace("\n", "\\n")
