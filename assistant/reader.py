"""What a small network reads in a message: danger, a wish to do harm, instructions, a belief, an open question, and
which unit of the documents it has learned to answer such a message with.

It goes on from the states of the message's tokens half-way through the embedding model
(:data:`corpus.index.embedding.EARLY_LAYERS`) with layers of its own, trained by :mod:`assistant.training.reader`.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.index.embedding import Encoded, Vectors, open_session

Shares = npt.NDArray[np.float64]

# Each thing that is read, with its number of classes; the first class of each is "none of it".
HEADS = {"emergency": 3, "harmful": 2, "injection": 2, "belief": 7, "open": 2}
UNIT_HEAD = "unit"
# From where a head finds something possible, so that the guard's classifier is asked. Of those held out none of 336
# emergencies is less likely; of 104 instructions two are that no pattern knows.
_POSSIBLE = {"emergency": 0.01, "injection": 0.15}
NETWORK = Path(__file__).parent / "weights" / "reader.onnx"
ABOUT = NETWORK.with_suffix(".json")


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read in a message.

    ``shares`` says how likely each class of each head is (an array for each head, which adds up to 1), ``noticed``
    which heads are surer of something than they are of most look-alikes. ``units`` says how likely each unit that the
    reader knows (:attr:`Reader.units`) is to be the one that answers.
    """

    shares: dict[str, Shares]
    noticed: frozenset[str]
    units: Shares

    def possible(self, head: str) -> bool:
        """Whether there could be anything of that head in the message, however unlikely."""
        return self.likely(head) >= _POSSIBLE[head]

    def likely(self, head: str) -> float:
        """How likely it is that there is something of that head in the message."""
        return float(1.0 - self.shares[head][0])


class Reader:
    """The trained network, run by ONNX Runtime: the one in use, or another of the same training.

    ``myths`` are the passages that the classes of "belief" stand for, ``units`` the keys of the units that it knows.
    """

    def __init__(self, network: Path = NETWORK) -> None:
        about: dict[str, Any] = json.loads(ABOUT.read_text(encoding="utf-8"))
        self.myths: tuple[str, ...] = tuple(about["myths"])
        self.units: tuple[str, ...] = tuple(about["units"])
        self._from = {head: float(figures["from"]) for head, figures in about["heads"].items()}
        self._session = open_session(network)

    def read(self, states: Vectors) -> Reading:
        """Read a message by the states of its tokens, of shape (tokens, dimensions)."""
        *scores, units = self._session.run([*HEADS, UNIT_HEAD], {"states": states[None]})
        shares = {head: _softmax(score[0]) for head, score in zip(HEADS, scores, strict=True)}
        noticed = frozenset(head for head in HEADS if 1.0 - shares[head][0] >= self._from.get(head, 2.0))
        return Reading(shares, noticed, _softmax(units[0]))


class Message:
    """A message as the models see it: its unit vector and, once it is asked for, what is read in it."""

    def __init__(self, encoded: Encoded) -> None:
        self._encoded = encoded

    @property
    def vector(self) -> Vectors:
        """Its unit vector, of shape (dimensions,)."""
        return self._encoded.vector

    def vector_of(self, start: int, end: int) -> Vectors | None:
        """The unit vector of a stretch of it, read where it stands, of shape (dimensions,); None if it was cut off."""
        return self._encoded.vector_of(start, end)

    @cached_property
    def reading(self) -> Reading:
        """What the reader reads in it."""
        return load_reader().read(self._encoded.states)


def _softmax(scores: npt.NDArray[Any]) -> Shares:
    powers = np.exp(np.asarray(scores, dtype=np.float64) - scores.max())
    return np.asarray(powers / powers.sum())


@cache
def load_reader() -> Reader:
    """The reader, loaded once."""
    return Reader()
