"""A small classifier over the vector of a text and the cues in its words."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.guard.patterns import Cues
from corpus.index.embedding import Vectors

CUE_WEIGHT = 0.3  # of one cue beside a unit vector; chosen by cross-validation
FOLDER = Path(__file__).parent / "weights"


def features(vector: Vectors, cues: Cues) -> Vectors:
    """What a classifier looks at: the vector of a text, then ``CUE_WEIGHT`` for each cue found in it and 0 for the others.

    Shape (dimensions + cues,).
    """
    return np.concatenate([vector, CUE_WEIGHT * np.array(list(cues.values()), dtype=np.float32)])


@dataclass(frozen=True)
class Classifier:
    """A support vector machine with a radial kernel (Cortes and Vapnik 1995); what scores 0 or more is a yes.

    score(x) = sum over i of weights[i] * exp(-gamma * |x - examples[i]|^2) + bias
    """

    examples: npt.NDArray[Any]
    weights: npt.NDArray[Any]
    bias: float
    gamma: float

    def score(self, x: Vectors) -> float:
        """How far the features ``x`` lie on the side of yes."""
        # A product row by row keeps to this thread: a product of matrices would wait for a second one, and on a busy
        # machine a hundred times longer than it takes.
        squares = self._squares + x @ x - 2 * np.vecdot(self.examples, x)
        return float(np.exp(-self.gamma * squares) @ self.weights + self.bias)

    @cached_property
    def _squares(self) -> npt.NDArray[Any]:
        return np.asarray(np.einsum("ij,ij->i", self.examples, self.examples))

    def save(self, name: str) -> None:
        """Write the weights into the package, the examples at half precision."""
        FOLDER.mkdir(exist_ok=True)
        np.savez_compressed(
            FOLDER / f"{name}.npz",
            examples=self.examples.astype(np.float16),
            weights=self.weights.astype(np.float32),
            bias=self.bias,
            gamma=self.gamma,
        )


def score(name: str, cues: Cues, vector: Vectors) -> float:
    """How far a text lies on the side of yes for the classifier of that name: 0 or more is a yes."""
    return load(name).score(features(vector, cues))


@cache
def load(name: str) -> Classifier:
    """The trained classifier of that name."""
    with np.load(FOLDER / f"{name}.npz") as stored:
        examples = stored["examples"].astype(np.float32)
        return Classifier(examples, stored["weights"], float(stored["bias"]), float(stored["gamma"]))
