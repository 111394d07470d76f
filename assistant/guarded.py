"""The guard: what a message holds that must be dealt with before it is a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import PersonalDataKind
from assistant.guard import (
    EmergencyKind,
    check,
    clean,
    find_emergency,
    find_harmful,
    find_injection,
    find_personal_data,
    mask,
    strip_injection,
    vectors_of,
)
from assistant.reader import Message
from corpus.index.embedding import Vectors


@dataclass(frozen=True)
class Guarded:
    """A message that has been through the guard.

    ``question`` and ``history`` hold no personal data, no hidden characters and no instructions to Signpost;
    earlier turns that were instructions or asked for harm are gone. ``declined`` is true where nothing is left
    that should be answered.
    """

    question: str
    history: tuple[str, ...]
    emergency: EmergencyKind | None
    personal_data: tuple[PersonalDataKind, ...]
    injection: bool
    declined: bool


def guard(text: str, history: Sequence[str], see: Callable[[str], Message], begin: Callable[[str], object]) -> Guarded:
    """Look at a message before anything else does; ``see`` gives a text as the models see it.

    ``begin`` is told the message before the rest is looked for, if there is no personal data in it: most likely it is
    searched for as it is.

    Raises:
        QuestionError: it is empty or too long.
    """
    checked = check(text)
    found = find_personal_data(checked)
    if not found:
        begin(checked)
    seen = see(checked)
    emergency = find_emergency(checked, seen, see)
    vectors = _near_instructions(checked, seen, see)
    injection = find_injection(text, vectors, seen.reading)
    left = strip_injection(checked, vectors) if injection else checked
    declined = left is None or (find_harmful(checked, seen.reading) and emergency is None)
    question = left or checked
    return Guarded(
        question=mask(question, found if question == checked else find_personal_data(question)),
        history=tuple(turn for earlier in history if (turn := _earlier(earlier, see)) is not None),
        emergency=emergency.kind if emergency else None,
        personal_data=tuple(dict.fromkeys(item.kind for item in found)),
        injection=injection,
        declined=declined,
    )


def _near_instructions(text: str, seen: Message, see: Callable[[str], Message]) -> Vectors:
    """A message's vector and, where the reader finds instructions possible in the whole, those of its sentences."""
    possible = seen.reading.possible("injection")
    return vectors_of(text, seen.vector, lambda part: see(part).vector) if possible else seen.vector


def _earlier(text: str, see: Callable[[str], Message]) -> str | None:
    """An earlier turn, masked; None where the guard had turned it away."""
    cleaned = clean(text)
    if not cleaned:
        return None
    seen = see(cleaned)
    injection = find_injection(text, _near_instructions(cleaned, seen, see), seen.reading)
    turned_away = injection or find_harmful(cleaned, seen.reading)
    return None if turned_away else mask(cleaned, find_personal_data(cleaned))
