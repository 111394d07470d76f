"""A quiz becomes files: one format a module, each `(items, title) -> Export`."""

from collections.abc import Callable, Sequence

from quiz.errors import QuizError
from quiz.export import anki, gift, kahoot, markdown, moodle, table, word
from quiz.export.parts import Export
from quiz.item import Item

FORMATS: dict[str, Callable[[Sequence[Item], str], Export]] = {
    "moodle": moodle.export,
    "gift": gift.export,
    "word": word.export,
    "csv": table.export,
    "markdown": markdown.export,
    "kahoot": kahoot.export,
    "anki": anki.export,
}


def export(items: Sequence[Item], title: str, format: str) -> Export:
    """The files of a quiz in one of the formats.

    Raises:
        QuizError: there is no such format.
    """
    if format not in FORMATS:
        raise QuizError(f"There is no format “{format}”: the formats are {', '.join(FORMATS)}.")
    return FORMATS[format](items, title)
