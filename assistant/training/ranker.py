"""The ranker: which candidate is the one that answers. A listwise softmax over each question's candidates."""

import numpy as np
import torch

from assistant.features import FEATURES
from assistant.model import Model
from assistant.training.asked import Asked, fold, standard
from corpus.units import Unit

_HIDDEN = 16
_EPOCHS = 25
_MOST = 60


def train(asked: list[Asked], units: list[Unit]) -> tuple[Model, dict[str, float]]:
    """Train on every question whose answer is among its candidates; the figures are cross-validated by passage."""
    kept = [(a, [_relevance(units, a.target, c.number) for c in a.found.candidates]) for a in asked]
    kept = [(a, labels) for a, labels in kept if 1 in labels]
    rows = np.zeros((len(kept), _MOST, len(FEATURES)))
    right = np.zeros((len(kept), _MOST), dtype=bool)
    used = np.zeros((len(kept), _MOST), dtype=bool)
    for number, (a, labels) in enumerate(kept):
        count = len(labels)
        rows[number, :count] = [candidate.features for candidate in a.found.candidates]
        right[number, :count] = np.array(labels) == 1
        used[number, :count] = np.array(labels) >= 0
    folds = np.array([fold(a.passage) for a, _ in kept])
    ranks: list[int] = []
    for held in range(5):
        model = _fit(rows[folds != held], right[folds != held], used[folds != held])
        for place in np.flatnonzero(folds == held):
            scores = np.where(used[place], model.scores(rows[place]), -np.inf)
            ranks.append(int((scores > scores[right[place]].max()).sum()) + 1)
    found = len(kept) / len(asked)
    figures = {
        "questions": float(len(asked)),
        "among_candidates": found,
        "first": found * float(np.mean([r == 1 for r in ranks])),
        "in_first_five": found * float(np.mean([r <= 5 for r in ranks])),
        "mean_reciprocal_rank": found * float(np.mean([1 / r for r in ranks])),
    }
    return _fit(rows, right, used), {name: round(value, 4) for name, value in figures.items()}


def _relevance(units: list[Unit], target: int | None, number: int) -> int:
    """1 for the unit that answers or one of the same words, 0 for another, -1 for one that overlaps the right one."""
    if target is None:
        return 0
    one, other = units[target], units[number]
    if target == number or _words(one) == _words(other):
        return 1
    same = one.first.document == other.first.document
    return -1 if same and one.first.start < other.passages[-1].end and other.first.start < one.passages[-1].end else 0


def _words(unit: Unit) -> list[str]:
    return [passage.text.rstrip(".;,").lower() for passage in unit.passages]


def _fit(rows: np.ndarray, right: np.ndarray, used: np.ndarray) -> Model:
    torch.manual_seed(0)
    mean, scale = standard(rows[used])
    x = torch.tensor((rows - mean) / scale, dtype=torch.float32)
    direct = torch.nn.Linear(len(FEATURES), 1)
    hidden = torch.nn.Linear(len(FEATURES), _HIDDEN)
    out = torch.nn.Linear(_HIDDEN, 1, bias=False)
    parameters = [*direct.parameters(), *hidden.parameters(), *out.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=5e-3, weight_decay=1e-3)
    unused, wrong = torch.tensor(~used), torch.tensor(~right)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(x)).split(256):
            scores = (direct(x[batch]) + out(torch.relu(hidden(x[batch])))).squeeze(-1)
            shares = torch.log_softmax(scores.masked_fill(unused[batch], -1e9), dim=1)
            loss = -torch.logsumexp(shares.masked_fill(wrong[batch], -1e9), dim=1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return Model(
        features=FEATURES,
        mean=mean,
        scale=scale,
        direct=direct.weight.detach().numpy()[0].astype(float),
        bias=float(direct.bias.detach()[0]),
        hidden=hidden.weight.detach().numpy().T.astype(float),
        hidden_bias=hidden.bias.detach().numpy().astype(float),
        out=out.weight.detach().numpy()[0].astype(float),
    )
