"""Small trained models: a layer of rectified units over standardised features, kept as JSON and run by numpy."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Model:
    """Scores rows of features: ``relu((x - mean) / scale @ hidden + hidden_bias) @ out + x' @ direct + bias``."""

    features: tuple[str, ...]
    mean: Floats
    scale: Floats
    direct: Floats
    bias: float
    hidden: Floats | None = None
    hidden_bias: Floats | None = None
    out: Floats | None = None

    def scores(self, rows: Floats) -> Floats:
        """One score a row, for rows of shape (rows, features)."""
        x = (rows - self.mean) / self.scale
        scores = x @ self.direct + self.bias
        if self.hidden is not None and self.hidden_bias is not None and self.out is not None:
            scores = scores + np.maximum(x @ self.hidden + self.hidden_bias, 0.0) @ self.out
        return np.asarray(scores)

    def probabilities(self, rows: Floats) -> Floats:
        """The logistic of the scores: one probability a row."""
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(self.scores(rows), -30, 30))))

    def save(self, name: str, figures: dict[str, float]) -> Path:
        """Write the model, and the figures by which it was judged, to assistant/weights/<name>.json."""
        fields = {
            key: np.round(value, 5).tolist() for key, value in vars(self).items() if isinstance(value, np.ndarray)
        }
        path = _FOLDER / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        plain = {"features": list(self.features), "bias": round(self.bias, 5), "figures": figures, **fields}
        path.write_text(json.dumps(plain) + "\n", encoding="utf-8")
        return path


@cache
def load_model(name: str) -> Model:
    """Read assistant/weights/<name>.json."""
    plain = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    arrays = {
        key: np.array(plain[key]) for key in ("mean", "scale", "direct", "hidden", "hidden_bias", "out") if key in plain
    }
    return Model(features=tuple(plain["features"]), bias=plain["bias"], **arrays)
