"""The reader: the upper layers of the embedding model, fine-tuned to read messages and to know the bank.

``python -m assistant.training.reader`` trains it and writes its weights and figures; before that, one for each of the
rounds that are left out, from which the ranker and the judge learn. Its lower layers stay as they are and are run once.
A fifth of the examples is never trained on: the figures, and the likelihood from which something is noticed, come from
them, and those on the bank from the readers without its round.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

from assistant.reader import ABOUT, HEADS, NETWORK, UNIT_HEAD, Reader, Reading
from assistant.training.held_out import LEFT_OUT, without
from assistant.training.messages import Message, class_counts, gather
from corpus.index.embedding import EARLY_LAYERS, DocumentEncoder, Encoded, Vectors, model_folder
from corpus.index.reading import open_index
from corpus.settings import load_settings

EPOCHS = 3
BATCH = 32
LAYER_RATE = 1.5e-4
HEAD_RATE = 3e-3
LONGEST = 128  # tokens
_HEAD_WEIGHTS = {"belief": 2.0}  # six beliefs share few examples
_SMOOTHING = {UNIT_HEAD: 0.05}  # a question may have a second unit that answers
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
_Read = tuple[Message, Reading]


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


def train(network: Network, messages: list[Message], states: _States, left_out: int | None) -> None:
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


def read_held_out(readers: dict[int, Reader], messages: list[Message], states: _States) -> list[_Read]:
    """What is read in each message by a reader that did not learn from it.

    ``readers`` are the one in use, by 0, and those that did not learn from a round of the bank, by its number.
    """
    held = [(m, s) for m, s in zip(messages, states, strict=True) if m.held_out or m.round in LEFT_OUT]
    return [(m, readers[m.round].read(Encoded(np.zeros(0, dtype=np.float32), s.float().numpy()))) for m, s in held]


def measure(read: list[_Read]) -> dict[str, Any]:
    """From where each head notices something, and how much it finds and falsely notices."""
    about: dict[str, Any] = {}
    for head, look_alikes in _LOOK_ALIKES.items():
        likely = np.array([reading.likely(head) for _, reading in read])
        classes = np.array([m.classes.get(head, -1) for m, _ in read])
        sources = np.array([m.source for m, _ in read])
        near = (classes == 0) & np.isin(sources, look_alikes)
        start = float(np.quantile(likely[near], 1 - _FALSE[head]))
        right = np.array([int(reading.shares[head][1:].argmax()) + 1 for _, reading in read]) == classes
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


def measure_units(read: list[_Read]) -> dict[str, float]:
    """For what share of the bank's questions the unit that answers is the reader's first, or among its first."""
    of_bank = [(reading.units, m.classes[UNIT_HEAD]) for m, reading in read if m.source == "bank"]
    places = np.array([int((units > units[right]).sum()) for units, right in of_bank])
    return {f"in_first_{count}": round(float(np.mean(places < count)), 4) for count in (1, 5, 20)}


def _padded(states: _States, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    parts = [states[number].float() for number in batch]
    mask = [torch.ones(len(part)) for part in parts]
    pad = torch.nn.utils.rnn.pad_sequence
    return pad(parts, batch_first=True), pad(mask, batch_first=True)


def _by_length(numbers: np.ndarray, texts: list[Any], size: int) -> list[list[int]]:
    ordered = sorted((int(number) for number in numbers), key=lambda number: len(texts[number]))
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def centres_of(messages: Sequence[Message], vectors: Vectors, units: int, left_out: int | None) -> torch.Tensor:
    """For each unit the mean direction of the vectors of the questions on it: shape (units, dimensions)."""
    sums = np.zeros((units, vectors.shape[1]), dtype=np.float32)
    for message, vector in zip(messages, vectors, strict=True):
        if message.round != left_out and UNIT_HEAD in message.classes:
            sums[message.classes[UNIT_HEAD]] += vector
    return torch.nn.functional.normalize(torch.tensor(sums), dim=1)


def main() -> None:
    """Train the readers, write their networks, and the figures of the one in use."""
    settings = load_settings()
    index = open_index(settings)
    myths = [myth.id for myth, _ in index.realities]
    units = sorted({index.units[number].key for number in index.answering_unit})
    messages = gather(index, myths, units)
    folder = str(model_folder(settings.model))
    texts = [message.text for message in messages]
    tokens = AutoTokenizer.from_pretrained(folder)(texts, truncation=True, max_length=LONGEST)["input_ids"]
    vectors = DocumentEncoder(settings.model).encode(texts)
    states = early_states(AutoModel.from_pretrained(folder, attn_implementation="eager").eval(), tokens)
    about: dict[str, Any] = {"model": settings.model, "myths": myths, "messages": class_counts(messages), "heads": {}}
    about["units"] = units
    readers: dict[int, Reader] = {}
    for left_out in (*LEFT_OUT, None):
        torch.manual_seed(0)
        upper = AutoModel.from_pretrained(folder, attn_implementation="eager").encoder.layer[EARLY_LAYERS:]
        network = Network(upper, centres_of(messages, vectors, len(units), left_out))
        train(network, messages, states, left_out)
        path = without(settings, left_out) if left_out else NETWORK
        path.parent.mkdir(parents=True, exist_ok=True)
        export(network, path)
        ABOUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        readers[left_out or 0] = Reader(path)
    read = read_held_out(readers, messages, states)
    about |= {"heads": measure(read), "right_unit": measure_units(read)}
    ABOUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: about[name] for name in ("heads", "right_unit")}, indent=1))


if __name__ == "__main__":
    main()
