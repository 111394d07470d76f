"""Markdown: the questions, then the answer key with the quotes."""

import re
from collections.abc import Sequence

from quiz.export.parts import ANSWERS, DISCUSS, LETTERS, Export, File, answer, mixed, prompts, reasons
from quiz.item import Item


def export(items: Sequence[Item], title: str) -> Export:
    """One .md file."""
    lines = [f"# {_plain(title)}", ""]
    for number, item in enumerate(items, 1):
        lines += _question(number, item)
    lines += [f"## {ANSWERS}", ""]
    for number, item in enumerate(items, 1):
        right = "; ".join(map(_plain, answer(item))).replace(":; ", ": ")  # a line that ends in a colon leads in
        lines += [f"{number}. **{right}**", "", f"    {_plain(item.explanation)}", ""]
        lines += [f"    - {_plain(reason)}" for reason in reasons(item)] + [""]
    return Export((File(".md", "\n".join(lines).encode()),))


def _question(number: int, item: Item) -> list[str]:
    lines = [f"## {number}. {_plain(item.stem)}", ""]
    if item.questions:
        return [*lines, f"*{DISCUSS}*", "", *(f"- {_plain(question)}" for question in item.questions), ""]
    if item.kind == "matching":
        lines += [*(f"- {_plain(prompt)}: ____" for prompt in prompts(item)), ""]
    return [*lines, *(f"- {LETTERS[n]}. {_plain(text)}" for n, text in enumerate(mixed(item))), ""]


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_<>#|~])", r"\\\1", text)
