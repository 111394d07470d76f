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


def guard(text: str, history: Sequence[str], embed: Callable[[str], Vectors]) -> Guarded:
    """Look at a message before anything else does.

    Raises:
        QuestionError: it is empty or too long.
    """
    checked = check(text)
    found = find_personal_data(checked)
    masked = mask(checked, found)
    vectors = vectors_of(masked, embed(masked), embed)
    emergency = find_emergency(masked, vectors)
    injection = find_injection(masked)
    question = strip_injection(masked) if injection else masked
    declined = question is None or (find_harmful(masked, vectors) and emergency is None)
    return Guarded(
        question=masked if question is None else question,
        history=tuple(turn for earlier in history if (turn := _earlier(earlier, embed)) is not None),
        emergency=emergency.kind if emergency else None,
        personal_data=tuple(dict.fromkeys(item.kind for item in found)),
        injection=injection,
        declined=declined,
    )


def _earlier(text: str, embed: Callable[[str], Vectors]) -> str | None:
    """An earlier turn, masked; None where the guard had turned it away."""
    cleaned = clean(text)
    masked = mask(cleaned, find_personal_data(cleaned))
    if not masked or find_injection(masked):
        return None
    return None if find_harmful(masked, vectors_of(masked, embed(masked), embed)) else masked
