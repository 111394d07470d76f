"""Is someone in danger now? Seen before anything else is done with a message."""

from dataclasses import dataclass
from typing import Literal

from assistant.guard.classifier import score
from assistant.guard.patterns import Cues, find_cues
from assistant.guard.sentences import units
from assistant.reader import Reading
from corpus.index.embedding import Vectors

EmergencyKind = Literal["danger", "suicide"]

# How much surer the classifier must be of one sentence than of a whole message, since a sentence lacks what the others
# say: more where these tell of the past or of safety. Chosen on messages put together from cross-validated sentences.
_SENTENCE = 0.15
_SENTENCE_IN_STORY = 0.5
_READ = 0.9  # how likely the reader must find it by itself: one false alarm in 531 development questions


@dataclass(frozen=True)
class Emergency:
    """Someone is in danger now; ``kind`` says whether from themselves ("suicide") or not ("danger")."""

    kind: EmergencyKind


def find_emergency(text: str, vectors: Vectors, reading: Reading) -> Emergency | None:
    """Whether a message tells of danger now, and of which kind: what either the classifier or the reader notices.

    ``vectors`` is the message's own vector, of shape (dimensions,), or what
    :func:`~assistant.guard.sentences.vectors_of` gave for it: then each sentence is also looked at by itself,
    but not in a message that speaks of training or of a scenario.
    """
    if reading.likely("emergency") >= _READ:
        _, danger, suicide = reading.shares["emergency"]
        return Emergency("suicide" if suicide > danger else "danger")
    whole, *parts = [(find_cues("emergency", part), vector) for part, vector in units(text, vectors)]
    if is_sure(whole[0]) or score("emergency", *whole) >= 0:
        return Emergency(_kind(*whole))
    if whole[0]["training"]:
        return None
    story = whole[0]["past"] or whole[0]["past_event"] or whole[0]["settled"]
    for cues, vector in parts:
        surely = is_sure(cues) and not story
        if surely or score("emergency", cues, vector) >= (_SENTENCE_IN_STORY if story else _SENTENCE):
            return Emergency(_kind(cues, vector))
    return None


def is_sure(cues: Cues) -> bool:
    """Whether the patterns alone say that someone is in danger now."""
    return (cues["sure_danger"] or cues["sure_suicide"]) and not cues["framed"]


def _kind(cues: Cues, vector: Vectors) -> EmergencyKind:
    return "suicide" if score("emergency_kind", cues, vector) >= 0 else "danger"
