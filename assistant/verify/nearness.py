"""How near a written sentence is to what it names: its words covered, its meaning close."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from assistant.model import Floats
from assistant.verify.evidence import Evidence, Sentence
from assistant.verify.language import Text, text_of
from corpus.index.embedding import Vectors

FEATURES = ("covered_nearest", "covered_in_context", "covered_all", "meaning_nearest", "meaning_all")


class Rarity:
    """How much each word says: its inverse document frequency over the passages."""

    def __init__(self, texts: Iterable[str]) -> None:
        seen = [text_of(text).content for text in texts]
        self._count = len(seen)
        self._in = Counter(stem for content in seen for stem in content)

    def __call__(self, stem: str) -> float:
        """ln((1 + passages) / (1 + passages with it)) + 1, as scikit-learn's smooth idf has it."""
        return math.log((1 + self._count) / (1 + self._in[stem])) + 1


@dataclass(frozen=True)
class Nearness:
    """The sentence of the evidence nearest to a claim, and the features in the order of FEATURES."""

    nearest: Sentence
    features: Floats


def nearness(said: Text, evidence: Evidence, rarity: Rarity, embed: Callable[[str], Vectors]) -> Nearness:
    """Compare a claim with the evidence, sentence by sentence and as a whole."""
    vector = embed(said.plain)
    sentences = evidence.sentences
    covered = [_covered(said, sentence.full.content, rarity) for sentence in sentences]
    with_context = [
        max(_covered(said, s.full.content | s.context.content, rarity), part)
        for s, part in zip(sentences, covered, strict=True)
    ]
    meanings = [float(max(vector @ embed(s.full.plain), vector @ embed(s.said.plain))) for s in sentences]
    best = int(np.argmax([c + 0.5 * m for c, m in zip(covered, meanings, strict=True)]))
    features = np.array(
        [
            covered[best],
            with_context[best],
            _covered(said, evidence.whole.content, rarity),
            max(meanings),
            max(float(vector @ embed(piece.text)) for piece in evidence.pieces),
        ]
    )
    return Nearness(sentences[best], features)


def _covered(said: Text, content: frozenset[str], rarity: Rarity) -> float:
    """The part of the claim's words that stand in ``content``, weighed by rarity; 1 where it has none."""
    total = sum(rarity(stem) for stem in said.content)
    return sum(rarity(stem) for stem in said.content & content) / total if total else 1.0
