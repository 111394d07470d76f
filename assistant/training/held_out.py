"""What is not learned from, so that it can be learned with: of the examples a fifth, of the bank a round at a time."""

import hashlib
from pathlib import Path

from corpus.settings import Settings

# Rounds of the bank, by authors who did not see one another's, each of which a reader is trained without.
LEFT_OUT = (2, 4)
_ONE_IN = 5


def is_held_out(text: str) -> bool:
    """Whether an example is never trained on: by a hash, so that none ever changes sides."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % _ONE_IN == 0


def without(settings: Settings, left_out: int) -> Path:
    """Where the network lies that did not learn from a round of the bank."""
    return settings.data / "training" / f"reader-without-{left_out}.onnx"
