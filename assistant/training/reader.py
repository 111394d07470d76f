"""The reader: the upper layers of the embedding model, fine-tuned to read messages.

``python -m assistant.training.reader`` trains it and writes its weights and figures. Its lower layers stay as they are
and are run once. A fifth of the messages is never trained on: the figures, and the likelihood from which something is
noticed, come from them.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

from assistant.reader import ABOUT, HEADS, NETWORK, Reader
from assistant.training.messages import Message, class_counts, gather
from corpus.bank import load_bank
from corpus.index.embedding import EARLY_LAYERS, Encoded, model_folder
from corpus.library import load_documents
from corpus.settings import load_settings

EPOCHS = 4
BATCH = 32
LAYER_RATE = 1.5e-4
HEAD_RATE = 3e-3
LONGEST = 128  # tokens
_HEAD_WEIGHTS = {"belief": 2.0}  # six beliefs share few examples
_SCALE = 4.0  # of the unit vector before the heads
# The share of the held-out look-alikes of each head that may be noticed, which sets from where it is noticed.
_FALSE = {"emergency": 0.04, "harmful": 0.05, "injection": 0.03, "belief": 0.08, "open": 0.05}
_LOOK_ALIKES = {
    "emergency": ("no_emergency",),
    "harmful": ("harmful",),
    "injection": ("injection",),
    "belief": ("beliefs",),
    "open": ("bank", "answerable"),
}
_States = list[torch.Tensor]


class Network(torch.nn.Module):  # type: ignore[misc]
    """The layers above the early ones, the mean over the tokens, and a linear head for each thing to be read."""

    def __init__(self, layers: torch.nn.ModuleList, width: int) -> None:
        super().__init__()
        self.layers = layers
        self.drop = torch.nn.Dropout(0.1)
        self.heads = torch.nn.ModuleDict({head: torch.nn.Linear(width, classes) for head, classes in HEADS.items()})

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """Scores by head, for states of shape (texts, tokens, width); ``mask`` is 1 for a token and 0 for padding."""
        added = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            out = layer(states, added)
            states = out[0] if isinstance(out, tuple) else out
        mean = states.mean(1) if mask is None else (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        read = self.drop(torch.nn.functional.normalize(mean, dim=1) * _SCALE)
        return tuple(self.heads[head](read) for head in HEADS)


def early_states(model: Any, tokens: list[list[int]]) -> _States:
    """The states of each text's tokens after the early layers, at half precision."""
    states: _States = [torch.empty(0)] * len(tokens)
    with torch.no_grad():
        for batch in _by_length(np.arange(len(tokens)), tokens, 128):
            mask = torch.zeros(len(batch), max(len(tokens[n]) for n in batch))
            ids = torch.zeros(mask.shape, dtype=torch.long)
            for row, number in enumerate(batch):
                ids[row, : len(tokens[number])] = torch.tensor(tokens[number])
                mask[row, : len(tokens[number])] = 1
            hidden = model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states[EARLY_LAYERS]
            for row, number in enumerate(batch):
                states[number] = hidden[row, : len(tokens[number])].half().clone()
    return states


def train(network: Network, messages: list[Message], states: _States) -> None:
    """Fit the network to the messages that are not held out; of the bank's a new half in each epoch."""
    rng = np.random.default_rng(0)
    learned = [n for n, m in enumerate(messages) if not m.held_out]
    bank = np.array([n for n in learned if messages[n].source == "bank" and not messages[n].classes["belief"]])
    rest = np.setdiff1d(learned, bank)
    classes = {head: torch.tensor([m.classes.get(head, -1) for m in messages]) for head in HEADS}
    weights = {
        head: _HEAD_WEIGHTS.get(head, 1.0) * torch.tensor([m.weights.get(head, 0.0) for m in messages])
        for head in HEADS
    }
    groups = [
        {"params": network.layers.parameters(), "lr": LAYER_RATE},
        {"params": network.heads.parameters(), "lr": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * ((len(rest) + len(bank) // 2) // BATCH + 20)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [LAYER_RATE, HEAD_RATE], total_steps=steps, pct_start=0.1)
    for epoch in range(EPOCHS):
        network.train()
        used = rng.permutation(np.concatenate([rest, rng.choice(bank, len(bank) // 2, replace=False)]))
        parts = [used[start : start + BATCH * 16] for start in range(0, len(used), BATCH * 16)]
        batches = [batch for part in parts for batch in _by_length(part, states, BATCH)]
        for place in rng.permutation(len(batches)):
            chosen = torch.tensor(batches[place])
            loss = torch.zeros(())
            for head, scores in zip(HEADS, network(*_padded(states, batches[place])), strict=True):
                known = classes[head][chosen] >= 0
                if known.any():
                    each = torch.nn.functional.cross_entropy(
                        scores[known], classes[head][chosen][known], reduction="none", label_smoothing=0.02
                    )
                    loss = loss + (each * weights[head][chosen][known]).sum() / BATCH
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        print(f"epoch {epoch + 1} of {EPOCHS}", flush=True)


def export(network: Network, path: Path) -> None:
    """Write the network for one text at a time, its weights at eight bits."""
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        width = next(iter(network.heads.values())).in_features
        torch.onnx.export(
            network,
            (torch.zeros(1, 8, width),),
            whole,
            input_names=["states"],
            output_names=list(HEADS),
            dynamic_axes={"states": {1: "tokens"}},
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def measure(messages: list[Message], states: _States) -> dict[str, Any]:
    """From where each head notices something, and how much it finds and falsely notices, on what was held out."""
    reader = Reader()
    held = [(m, s) for m, s in zip(messages, states, strict=True) if m.held_out]
    read = [reader.read(Encoded(np.zeros(0, dtype=np.float32), s.float().numpy())) for _, s in held]
    about: dict[str, Any] = {}
    for head, look_alikes in _LOOK_ALIKES.items():
        likely = np.array([reading.likely(head) for reading in read])
        classes = np.array([m.classes.get(head, -1) for m, _ in held])
        sources = np.array([m.source for m, _ in held])
        near = (classes == 0) & np.isin(sources, look_alikes)
        start = float(np.quantile(likely[near], 1 - _FALSE[head]))
        right = np.array([int(reading.shares[head][1:].argmax()) + 1 for reading in read]) == classes
        about[head] = {
            "from": round(start, 4),
            "found": round(float(np.mean((likely >= start)[classes > 0])), 4),
            "of_the_right_class": round(float(np.mean(right[classes > 0])), 4),
            "held_out": int((classes > 0).sum()),
            "false_on_look_alikes": round(float(np.mean((likely >= start)[near])), 4),
            "look_alikes": int(near.sum()),
            "false_on_the_bank": round(float(np.mean((likely >= start)[(sources == "bank") & (classes == 0)])), 4),
        }
    return about


def _padded(states: _States, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    parts = [states[number].float() for number in batch]
    mask = [torch.ones(len(part)) for part in parts]
    pad = torch.nn.utils.rnn.pad_sequence
    return pad(parts, batch_first=True), pad(mask, batch_first=True)


def _by_length(numbers: np.ndarray, texts: list[Any], size: int) -> list[list[int]]:
    ordered = sorted((int(number) for number in numbers), key=lambda number: len(texts[number]))
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def main() -> None:
    """Train the reader, write its network and its figures."""
    torch.manual_seed(0)
    settings = load_settings()
    documents = load_documents(settings.documents)
    bank = [question for doc in documents for question in load_bank(settings.documents / doc.slug, doc)]
    myths = [p.parent or "" for doc in documents for p in doc.passages if p.kind == "reality"]
    messages = gather(bank, myths)
    folder = str(model_folder(settings.model))
    tokens = AutoTokenizer.from_pretrained(folder)([m.text for m in messages], truncation=True, max_length=LONGEST)
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    states = early_states(model, tokens["input_ids"])
    network = Network(model.encoder.layer[EARLY_LAYERS:], model.config.hidden_size)
    train(network, messages, states)
    export(network, NETWORK)
    about: dict[str, Any] = {"model": settings.model, "myths": myths, "messages": class_counts(messages), "heads": {}}
    ABOUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    about["heads"] = measure(messages, states)
    ABOUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(about["heads"], indent=1))


if __name__ == "__main__":
    main()
