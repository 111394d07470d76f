"""Is someone in danger now? Seen before anything else is done with a message."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.guard.classifier import score
from assistant.guard.patterns import Cues
from assistant.guard.sentences import sentences
from assistant.reader import Message
from corpus.index.embedding import Vectors

EmergencyKind = Literal["danger", "suicide"]

# How much surer the classifier must be of one sentence than of a whole message, since a sentence lacks what the others
# say: more where these tell of the past or of safety. Chosen on messages put together from cross-validated sentences.
_SENTENCE = 0.15
_SENTENCE_IN_STORY = 0.5
# What a sentence scores at the least, as it is read in its message, if it is to be embedded by itself: of 300 urgent sentences
# among calm ones that are found by themselves 298 do, of 1,137 others 18 %.
_IN_PLACE = -0.8
# How much surer where the reader finds danger less likely than not: of 33 emergencies of the development questions none was
# missed for it, of nine false alarms four went.
_DOUBTED = 0.2
# How likely the reader must find it by itself: 50 of 50 emergencies of the development questions are found, at 0.9 one is
# not; of 858 others 11 are taken for one, as at 0.9, and of 422 held-out look-alikes 14 instead of 10.
_READ = 0.8


@dataclass(frozen=True)
class Emergency:
    """Someone is in danger now; ``kind`` says whether from themselves ("suicide") or not ("danger")."""

    kind: EmergencyKind


def find_emergency(text: str, seen: Message, see: Callable[[str], Message]) -> Emergency | None:
    """Whether a message tells of danger now, and of which kind: what the patterns, the reader or the classifier notices.

    The classifier is only heard where the reader finds danger possible. If the whole message is not enough, each
    sentence is looked at, but not in a message that speaks of training or of a scenario. ``seen`` is the message as the
    models see it, and ``see`` gives a sentence so: it takes a third of an answer's time, and is called only for one that
    may be urgent as the message has it.
    """
    reading = seen.reading
    if reading.likely("emergency") >= _READ:
        _, danger, suicide = reading.shares["emergency"]
        return Emergency("suicide" if suicide > danger else "danger")
    whole = Cues("emergency", text)
    possible = reading.possible("emergency")
    doubt = _DOUBTED if reading.likely("emergency") < 0.5 else 0.0
    if is_sure(whole) or (possible and score("emergency", whole, seen.vector) >= doubt):
        return Emergency(_kind(whole, seen.vector))
    parts = sentences(text)
    if len(parts) < 2 or whole["training"]:
        return None
    story = whole["past"] or whole["past_event"] or whole["settled"]
    at = doubt + (_SENTENCE_IN_STORY if story else _SENTENCE)
    for part in parts:
        cues, start = Cues("emergency", part), text.index(part)
        surely = is_sure(cues) and not story
        if surely or (possible and _may_be_urgent(cues, seen.vector_of(start, start + len(part)))):
            own = see(part).vector
            if surely or score("emergency", cues, own) >= at:
                return Emergency(_kind(cues, own))
    return None


def is_sure(cues: Cues) -> bool:
    """Whether the patterns alone say that someone is in danger now."""
    return (cues["sure_danger"] or cues["sure_suicide"]) and not cues["framed"]


def _may_be_urgent(cues: Cues, in_place: Vectors | None) -> bool:
    """Whether a sentence may tell of danger now, by its vector where it stands; None if the message was cut off before it."""
    return in_place is None or is_sure(cues) or score("emergency", cues, in_place) >= _IN_PLACE


def _kind(cues: Cues, vector: Vectors) -> EmergencyKind:
    return "suicide" if score("emergency_kind", cues, vector) >= 0 else "danger"
