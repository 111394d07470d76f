"""An Anki deck. A note keeps its id, so that importing a deck again updates it and keeps what was learned."""

import hashlib
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import genanki

from quiz.export.parts import DISCUSS, LETTERS, Export, File, answer, mixed, prompts
from quiz.item import Item

_MODEL = genanki.Model(
    1_607_392_319,
    "Signpost question",
    fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}],
)


def export(items: Sequence[Item], title: str) -> Export:
    """One .apkg file."""
    deck = genanki.Deck(_deck_id(title), title)
    for item in items:
        deck.add_note(genanki.Note(model=_MODEL, fields=[_front(item), _back(item)], guid=item.id, tags=[_tag(item)]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(path))
        return Export((File(".apkg", path.read_bytes()),))


def _front(item: Item) -> str:
    lines = [f"<p>{escape(item.stem)}</p>"]
    if item.questions:
        return "".join([*lines, f"<p>{DISCUSS}</p>", *(f"<p>{escape(question)}</p>" for question in item.questions)])
    lines += [f"<p>{escape(prompt)}</p>" for prompt in prompts(item)]
    return "".join([*lines, *(f"<p>{LETTERS[n]}. {escape(text)}</p>" for n, text in enumerate(mixed(item)))])


def _back(item: Item) -> str:
    lines = [f"<p><b>{escape(line)}</b></p>" for line in answer(item)]
    return "".join([*lines, f"<p>{escape(item.explanation)}</p>"])


def _tag(item: Item) -> str:
    return item.topic.replace(" ", "-")


def _deck_id(title: str) -> int:
    return int(hashlib.sha256(title.encode()).hexdigest()[:8], 16)
