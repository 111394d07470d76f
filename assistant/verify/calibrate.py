"""`python -m assistant.verify.calibrate`: fit the verifier's model on the labelled pairs, and say how good it is.

The pairs of a fifth of the passages (HELD) were not looked at while the rules were written. The model's share in every
figure is cross-validated by passage.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from assistant.model import Floats, Model
from assistant.training.asked import fold, standard
from assistant.verify.evidence import Evidence, evidence_of
from assistant.verify.form import misshapen
from assistant.verify.nearness import FEATURES
from assistant.verify.verifier import LIKELY, Verifier, broken_rule
from corpus.document import Passage
from corpus.index.embedding import Vectors
from corpus.index.reading import Index, open_index
from corpus.settings import load_settings

PAIRS = Path(__file__).parent / "pairs"
HELD = 4  # the fold of passages that the rules were not written by
_FAITHFUL = "faithful"
_C = 1.0
# Showing a sentence that is not supported is worse than dropping one that is.
_FAULT_WEIGHT = 3.0


@dataclass(frozen=True)
class Pair:
    """A sentence, the passages that it is about, and its fault, or "faithful"."""

    sentence: str
    evidence: Evidence
    kind: str
    passage: str


def load_pairs(index: Index) -> Iterator[Pair]:
    """Every labelled pair, with the passages as the index has them."""
    for slug in index.documents:
        passages = index.document_passages(slug)
        for entry in yaml.safe_load((PAIRS / f"{slug}.yaml").read_text(encoding="utf-8")):
            found = [_unit(passages, words) for words in (entry["of"], *entry.get("also", ()))]
            evidence = Evidence(evidence_of([passage for unit in found for passage in unit]))
            for kind, sentences in entry.items():
                if kind not in ("of", "also"):
                    for sentence in sentences:
                        yield Pair(sentence, evidence, kind, found[0][0].id)


def _unit(passages: list[Passage], words: str) -> tuple[Passage, ...]:
    """The first passage that has these words, with the list that it leads in to."""
    first = next((passage for passage in passages if words in passage.text), None)
    if first is None:
        raise ValueError(f"No passage has “{words}”.")
    found = {first.id: first}
    for passage in passages[first.position + 1 :]:
        if passage.parent not in found:
            break
        found[passage.id] = passage
    return tuple(found.values())


@dataclass(frozen=True)
class Judged:
    """A pair with the rule that it breaks, if any, and its features."""

    pair: Pair
    rule: str | None
    features: Floats


def judge_all(index: Index) -> list[Judged]:
    """Every pair against the rules, with its features."""
    vectors: dict[str, Vectors] = {}

    def embed(text: str) -> Vectors:
        if text not in vectors:
            vectors[text] = index.embed(text)
        return vectors[text]

    verifier = Verifier([p.text for p in index.passages], embed)
    judged: list[Judged] = []
    for pair in load_pairs(index):
        near = verifier.near(pair.sentence, pair.evidence)
        rule = misshapen(pair.sentence) or broken_rule(pair.sentence, pair.evidence, near)
        judged.append(Judged(pair, rule, near.features))
    return judged


def calibrate(judged: list[Judged]) -> tuple[Model, Floats]:
    """The model, and for each pair the probability by the model that has not seen its passage."""
    rows = np.array([j.features for j in judged])
    labels = np.array([j.pair.kind == _FAITHFUL for j in judged])
    kept = np.array([j.rule is None or j.pair.kind in ("outside", "merged") for j in judged])
    folds = np.array([fold(j.pair.passage) for j in judged])
    likely = np.zeros(len(judged))
    for held in range(5):
        model = _fit(rows[kept & (folds != held)], labels[kept & (folds != held)])
        likely[folds == held] = model.probabilities(rows[folds == held])
    return _fit(rows[kept], labels[kept]), likely


def figures(judged: list[Judged], likely: Floats) -> dict[str, float]:
    """Of each kind of sentence the share that is treated rightly, with precision and recall over all."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    accepted = [bool(j.rule is None and p >= LIKELY) for j, p in zip(judged, likely, strict=True)]
    for j, passes in zip(judged, accepted, strict=True):
        count[j.pair.kind] += 1
        right[j.pair.kind] += passes == (j.pair.kind == _FAITHFUL)
    faithful = right[_FAITHFUL]
    made = {f"{kind} ({count[kind]})": round(right[kind] / count[kind], 3) for kind in sorted(count)}
    faults, all_faults = sum(right.values()) - faithful, len(judged) - count[_FAITHFUL]
    return made | {
        "precision": round(faithful / max(1, sum(accepted)), 3),
        "recall": round(faithful / count[_FAITHFUL], 3),
        "faults caught": round(faults / all_faults, 3),
    }


def _fit(rows: Floats, labels: Floats) -> Model:
    mean, scale = standard(rows)
    weights = np.where(labels, 1.0, _FAULT_WEIGHT)
    fitted = LogisticRegression(C=_C, max_iter=1000).fit((rows - mean) / scale, labels, sample_weight=weights)
    return Model(FEATURES, mean, scale, direct=fitted.coef_[0], bias=float(fitted.intercept_[0]))


def main() -> None:
    """Fit, print the figures and write assistant/weights/verifier.json."""
    judged = judge_all(open_index(load_settings()))
    model, likely = calibrate(judged)
    held = [n for n, j in enumerate(judged) if fold(j.pair.passage) == HELD]
    found = {"all": figures(judged, likely), "held": figures([judged[n] for n in held], likely[held])}
    print(yaml.safe_dump(found, sort_keys=False))
    flat = {f"{part}: {name}": value for part, values in found.items() for name, value in values.items()}
    print(model.save("verifier", flat))


if __name__ == "__main__":
    main()
