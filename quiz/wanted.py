"""What a quiz is asked for: topic, section, document, kind, difficulty, how many, from which seed."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.check.words import stems
from quiz.errors import QuizError
from quiz.item import Difficulty, Item, Kind
from quiz.library import Library

_NEAREST = 3  # topics that are named where the one asked for is not covered


@dataclass(frozen=True)
class Wanted:
    """A wish for a quiz; what is empty is not asked for. ``session`` is a name of :mod:`quiz.sessions`."""

    count: int = 10
    seed: int = 1
    topic: str = ""
    section: str = ""
    document: str = ""
    kinds: tuple[Kind, ...] = ()
    difficulty: Difficulty | None = None
    session: str = ""


def fitting(items: Sequence[Item], wanted: Wanted, library: Library) -> list[Item]:
    """The items that were asked for.

    Raises:
        QuizError: there is none; the message names the nearest topics, or what there is.
    """
    found = _of_document(items, wanted.document, library)
    if wanted.section:
        found = [item for item in found if wanted.section.casefold() in item.section.casefold()]
        if not found:
            raise QuizError(
                f"No item rests on a section with “{wanted.section}” in its heading: see `signpost documents`."
            )
    if wanted.topic:
        found = _on_topic(found, wanted.topic, library)
    asked = [item for item in found if not wanted.kinds or item.kind in wanted.kinds]
    asked = [item for item in asked if wanted.difficulty in (None, item.difficulty)]
    if not asked:
        kinds = ", ".join(sorted({item.kind for item in found}))
        raise QuizError(
            f"Nothing is left with that kind and difficulty: without them there are {len(found)} ({kinds})."
        )
    return asked


def _of_document(items: Sequence[Item], document: str, library: Library) -> list[Item]:
    if document and document not in library.fingerprints:
        raise QuizError(f"There is no document “{document}”: the documents are {', '.join(library.fingerprints)}.")
    return [item for item in items if not document or item.document == document]


def _headings(item: Item) -> str:
    """The headings above an item's key; a myth is printed under headings that it has nothing to do with."""
    return "" if item.kind == "statement" else item.section


def _on_topic(items: Sequence[Item], topic: str, library: Library) -> list[Item]:
    """Items whose topic or headings have the words; where none has, those whose own words do."""
    words = stems(topic)
    named = [item for item in items if words <= stems(f"{item.topic} {_headings(item)}")]
    if words and named:
        return named
    said = [item for item in items if words <= stems(" ".join([item.stem, *(key.source.quote for key in item.keys)]))]
    if words and said:
        return said
    topics = sorted({item.topic for item in items if item.topic})
    near = sorted(topics, key=lambda name: -library.likeness(topic, name))[:_NEAREST]
    raise QuizError(
        f"The documents have nothing on “{topic}” to make items of. The nearest topics are: {'; '.join(near)}."
    )
