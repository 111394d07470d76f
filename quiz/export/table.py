"""CSV: an item a line, with its options, its key and where it comes from."""

import csv
import io
from collections.abc import Sequence

from quiz.export.parts import LETTERS, Export, File, answer, mixed
from quiz.item import Item

_MOST = 8  # options
HEADER = (
    "id", "kind", "topic", "difficulty", "question",
    *(f"option {LETTERS[n]}" for n in range(_MOST)),
    "to match or discuss", "answer", "explanation", "document", "section", "quotes",
)  # fmt: skip


def export(items: Sequence[Item], title: str) -> Export:
    """One .csv file, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_safe(cell) for cell in _row(item)] for item in items)
    return Export((File(".csv", out.getvalue().encode("utf-8-sig")),))


def _row(item: Item) -> list[str]:
    texts = () if item.questions else mixed(item)
    prompts = item.questions or tuple(option.prompt for option in item.options if option.prompt)
    source = item.keys[0].source
    return [
        item.id, item.kind, item.topic, item.difficulty, item.stem,
        *texts, *[""] * (_MOST - len(texts)),
        "\n".join(prompts), "\n".join(answer(item)), item.explanation, source.title, source.section,
        "\n".join(dict.fromkeys(key.source.quote for key in item.keys)),
    ]  # fmt: skip


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
