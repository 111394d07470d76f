"""A small trained model of the beliefs that the documents call myths: words and meaning of a question weighed."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.model import Floats
from corpus.index.embedding import Vectors

_WEIGHTS = Path(__file__).parent / "weights" / "beliefs.json"
_WORD = re.compile(r"[a-z']+|\?|,")
_SCALE = 4.0


@dataclass(frozen=True)
class Beliefs:
    """``myths`` are passage ids; ``weights`` has a row a feature and a column a class, the first for no belief."""

    myths: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: Floats
    bias: Floats

    def shares(self, text: str, vector: Vectors) -> Floats:
        """The probability of no belief, then of each myth: shape (1 + myths,)."""
        scores = self.row(text, vector) @ self.weights + self.bias
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum())

    def row(self, text: str, vector: Vectors) -> Floats:
        """The features of a question: its vector and its words and pairs of words, each of unit length."""
        words = np.zeros(len(self.vocabulary))
        words[[self.vocabulary[gram] for gram in grams(text) if gram in self.vocabulary]] = 1.0
        return np.concatenate([vector, words / max(1.0, float(np.linalg.norm(words)))]) * _SCALE

    def save(self, figures: dict[str, float]) -> Path:
        """Write the model, and the figures by which it was judged, to assistant/weights/beliefs.json."""
        plain = {
            "figures": figures,
            "myths": self.myths,
            "vocabulary": list(self.vocabulary),
            "weights": np.round(self.weights, 3).tolist(),
            "bias": np.round(self.bias, 3).tolist(),
        }
        _WEIGHTS.write_text(json.dumps(plain, ensure_ascii=False) + "\n", encoding="utf-8")
        return _WEIGHTS


def grams(text: str) -> set[str]:
    """The words, question marks and commas of a text, and the pairs that follow one another."""
    words = ["<s>", *_WORD.findall(text.lower().replace("’", "'")), "</s>"]
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


@cache
def load_beliefs() -> Beliefs:
    """Read assistant/weights/beliefs.json."""
    plain = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    vocabulary = {gram: number for number, gram in enumerate(plain["vocabulary"])}
    return Beliefs(tuple(plain["myths"]), vocabulary, np.array(plain["weights"]), np.array(plain["bias"]))
