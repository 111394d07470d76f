"""The reader's network: how messages become its input, how it is trained, and how it is written for use."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from assistant.reader import HEADS, UNIT_HEAD
from assistant.training.messages import Message
from corpus.index.embedding import EARLY_LAYERS

EPOCHS = 3
BATCH = 32
LAYER_RATE = 1.5e-4
HEAD_RATE = 3e-3
# Six beliefs share few examples, and wishes to do harm differ most.
_HEAD_WEIGHTS = {"belief": 2.0, "harmful": 2.5, "emergency": 1.5, "open": 1.5}
_SMOOTHING = {UNIT_HEAD: 0.05}  # a question may have a second unit that answers
_SCALE = 4.0  # of the unit vector before the heads
States = list[torch.Tensor]


class Network(torch.nn.Module):  # type: ignore[misc]
    """The layers above the early ones, the mean over the tokens, and a linear head for each thing to be read."""

    def __init__(self, layers: torch.nn.ModuleList, centres: torch.Tensor) -> None:
        """``centres``, of shape (units, width), are unit vectors about which the questions on each unit lie."""
        super().__init__()
        self.layers = layers
        self.drop = torch.nn.Dropout(0.1)
        units, width = centres.shape
        classes = HEADS | {UNIT_HEAD: units}
        self.heads = torch.nn.ModuleDict({head: torch.nn.Linear(width, count) for head, count in classes.items()})
        with torch.no_grad():
            self.heads[UNIT_HEAD].weight.copy_(centres * _SCALE)
            self.heads[UNIT_HEAD].bias.zero_()

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """Scores by head, for states of shape (texts, tokens, width); ``mask`` is 1 for a token and 0 for padding."""
        added = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            out = layer(states, added)
            states = out[0] if isinstance(out, tuple) else out
        mean = states.mean(1) if mask is None else (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        read = self.drop(torch.nn.functional.normalize(mean, dim=1) * _SCALE)
        return tuple(head(read) for head in self.heads.values())


def encode(model: Any, tokens: list[list[int]]) -> tuple[States, torch.Tensor]:
    """The states of each text's tokens after the early layers, at half precision, and each text's unit vector."""
    states: States = [torch.empty(0)] * len(tokens)
    vectors = torch.zeros(len(tokens), model.config.hidden_size)
    with torch.no_grad():
        for batch in _by_length(np.arange(len(tokens)), tokens, 128):
            mask = torch.zeros(len(batch), max(len(tokens[n]) for n in batch))
            ids = torch.zeros(mask.shape, dtype=torch.long)
            for row, number in enumerate(batch):
                ids[row, : len(tokens[number])] = torch.tensor(tokens[number])
                mask[row, : len(tokens[number])] = 1
            hidden = model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
            for row, number in enumerate(batch):
                states[number] = hidden[EARLY_LAYERS][row, : len(tokens[number])].half().clone()
                vectors[number] = torch.nn.functional.normalize(hidden[-1][row, : len(tokens[number])].mean(0), dim=0)
    return states, vectors


def train(network: Network, messages: list[Message], states: States, left_out: int | None) -> None:
    """Fit the network to the messages that are not held out and not of the round that is left out."""
    rng = np.random.default_rng(0)
    learned = np.array([n for n, m in enumerate(messages) if not m.held_out and m.round != left_out])
    heads = list(network.heads)
    classes = {head: torch.tensor([m.classes.get(head, -1) for m in messages]) for head in heads}
    weights = {
        head: _HEAD_WEIGHTS.get(head, 1.0) * torch.tensor([m.weights.get(head, 0.0) for m in messages])
        for head in heads
    }
    groups = [
        {"params": network.layers.parameters(), "lr": LAYER_RATE},
        {"params": network.heads.parameters(), "lr": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (len(learned) // BATCH + 20)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [LAYER_RATE, HEAD_RATE], total_steps=steps, pct_start=0.1)
    for epoch in range(EPOCHS):
        network.train()
        used = rng.permutation(learned)
        parts = [used[start : start + BATCH * 16] for start in range(0, len(used), BATCH * 16)]
        batches = [batch for part in parts for batch in _by_length(part, states, BATCH)]
        for place in rng.permutation(len(batches)):
            chosen = torch.tensor(batches[place])
            loss = torch.zeros(())
            for head, scores in zip(heads, network(*_padded(states, batches[place])), strict=True):
                known = classes[head][chosen] >= 0
                if known.any():
                    each = torch.nn.functional.cross_entropy(
                        scores[known],
                        classes[head][chosen][known],
                        reduction="none",
                        label_smoothing=_SMOOTHING.get(head, 0.02),
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
        width = network.heads[UNIT_HEAD].in_features
        torch.onnx.export(
            network,
            (torch.zeros(1, 8, width),),
            whole,
            input_names=["states"],
            output_names=list(network.heads),
            dynamic_axes={"states": {1: "tokens"}},
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def centres_of(messages: Sequence[Message], vectors: torch.Tensor, units: int, left_out: int | None) -> torch.Tensor:
    """For each unit the mean direction of the vectors of the questions on it: shape (units, dimensions)."""
    sums = torch.zeros(units, vectors.shape[1])
    for message, vector in zip(messages, vectors, strict=True):
        if message.round != left_out and UNIT_HEAD in message.classes:
            sums[message.classes[UNIT_HEAD]] += vector
    return torch.nn.functional.normalize(sums, dim=1)


def _padded(states: States, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    parts = [states[number].float() for number in batch]
    mask = [torch.ones(len(part)) for part in parts]
    pad = torch.nn.utils.rnn.pad_sequence
    return pad(parts, batch_first=True), pad(mask, batch_first=True)


def _by_length(numbers: np.ndarray, texts: list[Any], size: int) -> list[list[int]]:
    ordered = sorted((int(number) for number in numbers), key=lambda number: len(texts[number]))
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
