"""Beliefs: whether a question rests on one of the documents' myths, and on which. A softmax over words and vector."""

import re
from collections import Counter

import numpy as np
import torch

from assistant.beliefs import Beliefs, grams
from assistant.training.asked import fold, read_examples
from corpus.bank import BankQuestion
from corpus.index.reading import Index

_LEAST = 4
_ORDINARY = 0.1
_EPOCHS = 150


def train(index: Index, questions: list[BankQuestion]) -> tuple[Beliefs, dict[str, float]]:
    """Train on the examples and, as questions that rest on no myth, on the bank; figures cross-validated."""
    realities = [passage for passage in index.passages if passage.kind == "reality"]
    myth_ids = [passage.parent or "" for passage in realities]
    examples = read_examples("beliefs.yaml")
    texts = [entry["question"] for entry in examples]
    labels = [entry["myth"] if entry["believes"] else 0 for entry in examples]
    count = len(texts)
    texts += [question.text for question in questions]
    labels += [myth_ids.index(q.passage) + 1 if q.passage in myth_ids else 0 for q in questions]
    vectors = np.array([index.embed(text) for text in texts])
    y = np.array(labels)
    weights = np.where((np.arange(len(y)) < count) | (y > 0), 1.0, _ORDINARY)
    seen = Counter(gram for text, label, w in zip(texts, y, weights, strict=True) if w == 1.0 for gram in grams(text))
    vocabulary = sorted(gram for gram, n in seen.items() if n >= _LEAST)
    folds = np.array([fold(re.sub(r"\W", "", text)[:25]) for text in texts])
    shares = np.zeros((len(y), len(myth_ids) + 1))
    for held in range(5):
        model = _fit(texts, vectors, y, weights, folds != held, vocabulary, myth_ids)
        for number in np.flatnonzero(folds == held):
            shares[number] = model.shares(texts[number], vectors[number])
    own, believed = np.arange(len(y)) < count, shares[:, 1:].max(axis=1) >= 0.4
    right = believed & (shares[:, 1:].argmax(axis=1) + 1 == y)
    figures = {
        "examples": float(count),
        "found": float(right[own & (y > 0)].mean()),
        "false_near": float(believed[own & (y == 0)].mean()),
        "false_bank": float(believed[~own & (y == 0)].mean()),
    }
    everything = np.ones(len(y), dtype=bool)
    return _fit(texts, vectors, y, weights, everything, vocabulary, myth_ids), {
        k: round(v, 4) for k, v in figures.items()
    }


def _fit(
    texts: list[str],
    vectors: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    used: np.ndarray,
    vocabulary: list[str],
    myth_ids: list[str],
) -> Beliefs:
    torch.manual_seed(0)
    empty = Beliefs(tuple(myth_ids), {gram: n for n, gram in enumerate(vocabulary)}, np.zeros((1, 1)), np.zeros(1))
    rows = np.array([empty.row(texts[n], vectors[n]) for n in np.flatnonzero(used)], dtype=np.float32)
    x, y, w = torch.tensor(rows), torch.tensor(labels[used]), torch.tensor(weights[used], dtype=torch.float32)
    layer = torch.nn.Linear(rows.shape[1], len(myth_ids) + 1)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=0.03, weight_decay=0.1)
    for _ in range(_EPOCHS):
        loss = (torch.nn.functional.cross_entropy(layer(x), y, reduction="none") * w).sum() / w.sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return Beliefs(
        empty.myths,
        empty.vocabulary,
        layer.weight.detach().numpy().T.astype(float),
        layer.bias.detach().numpy().astype(float),
    )
