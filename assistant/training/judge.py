"""The judge: whether the documents answer a question at all. A regularised logistic regression.

It learns from the messages that the reader has not learned from: of others the reader is surer than of a stranger's.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from assistant.judge import SIGNS, signs
from assistant.model import Model
from assistant.training.asked import Asked, fold, ranked, standard

_C = 0.1
_EXAMPLE = 3.0  # how much an example that is answered counts: those of the bank are many, and few are short


def train(of_bank: list[Asked], examples: list[Asked]) -> tuple[Model, dict[str, float]]:
    """Train on questions of the bank and on examples of what is answered and what is not; figures cross-validated."""
    of_bank, examples = ([a for a in some if a.found.candidates] for some in (of_bank, examples))
    asked = of_bank + examples
    rows = np.array([signs(ranked(a), a.found, a.reading) for a in asked])
    labels = np.array([a.target is not None for a in asked])
    folds = np.array([fold(a.passage) for a in asked])
    counts = np.repeat([1.0, _EXAMPLE], [len(of_bank), len(examples)])
    weights = np.where(labels, counts, len(of_bank) / (~labels).sum() / 2)
    probabilities = np.zeros(len(rows))
    for held in range(5):
        model = _fit(rows[folds != held], labels[folds != held], weights[folds != held])
        probabilities[folds == held] = model.probabilities(rows[folds == held])
    figures = {
        "answerable": float(labels.sum()),
        "unanswerable": float((~labels).sum()),
        "auroc": roc_auc_score(labels, probabilities),
        "auroc_of_the_reader_alone": roc_auc_score(~labels, rows[:, SIGNS.index("open")]),
        "brier": brier_score_loss(labels, probabilities),
    }
    return _fit(rows, labels, weights), {name: round(float(value), 4) for name, value in figures.items()}


def _fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Model:
    mean, scale = standard(rows)
    fitted = LogisticRegression(C=_C, max_iter=1000).fit((rows - mean) / scale, labels, sample_weight=weights)
    return Model(SIGNS, mean, scale, direct=fitted.coef_[0], bias=float(fitted.intercept_[0]))
