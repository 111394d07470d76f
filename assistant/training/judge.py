"""The judge: whether the documents answer a question at all. A regularised logistic regression."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from assistant.judge import SIGNS, judged
from assistant.model import Model
from assistant.training.asked import Asked, fold, ranked, read_examples, standard

# What the vector of the question says about it being answerable is diffuse: its 384 numbers are shrunk more.
_VECTOR_SCALE = 0.3
_C = 0.004
# Few examples have nothing to do with the documents, and answering one looks worst.
_SCOPE_WEIGHT = 3.0


def train(answerable: list[Asked], unanswerable: list[Asked]) -> tuple[Model, dict[str, float]]:
    """Train on the bank's questions and on questions that the documents do not answer; figures cross-validated."""
    asked = [a for a in [*answerable, *unanswerable] if a.found.candidates]
    rows = np.array([judged(ranked(a), a.found.weights, a.vector) for a in asked])
    labels = np.array([a.target is not None for a in asked])
    folds = np.array([fold(a.passage) for a in asked])
    weights = np.where(labels, 1.0, labels.sum() / (~labels).sum() / 2)
    far = {entry["question"] for entry in read_examples("unanswerable.yaml") if entry["kind"] == "scope"}
    weights[[a.text in far for a in asked]] *= _SCOPE_WEIGHT
    probabilities = np.zeros(len(rows))
    for held in range(5):
        model = _fit(rows[folds != held], labels[folds != held], weights[folds != held])
        probabilities[folds == held] = model.probabilities(rows[folds == held])
    figures = {
        "answerable": float(labels.sum()),
        "unanswerable": float((~labels).sum()),
        "auroc": roc_auc_score(labels, probabilities),
        "brier": brier_score_loss(labels, probabilities),
    }
    return _fit(rows, labels, weights), {name: round(float(value), 4) for name, value in figures.items()}


def _fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Model:
    mean, scale = standard(rows)
    scale[len(SIGNS) :] /= _VECTOR_SCALE
    fitted = LogisticRegression(C=_C, max_iter=1000).fit((rows - mean) / scale, labels, sample_weight=weights)
    return Model(SIGNS, mean, scale, direct=fitted.coef_[0], bias=float(fitted.intercept_[0]))
