"""The reader: the upper layers of the embedding model, fine-tuned to read messages and to know the bank.

``python -m assistant.training.reader`` trains it and writes its weights and figures; before that, one for each of the
rounds that are left out, from which the ranker and the judge learn. Its lower layers stay as they are and are run once.
A fifth of the examples is never trained on: the figures, and the likelihood from which something is noticed, come from
them, and those on the bank from the readers without its round.
"""

import json
from typing import Any

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from assistant.reader import ABOUT, NETWORK, UNIT_HEAD, Reader, Reading
from assistant.training.held_out import LEFT_OUT, without
from assistant.training.messages import Message, class_counts, gather
from assistant.training.network import Network, States, centres_of, encode, export, train
from corpus.index.embedding import EARLY_LAYERS, model_folder
from corpus.index.reading import open_index
from corpus.settings import load_settings

_LONGEST = 128  # tokens
# The share of the held-out look-alikes of each head that may be noticed, which sets from where it is noticed.
_FALSE = {"emergency": 0.04, "harmful": 0.08, "injection": 0.03, "belief": 0.08, "open": 0.05}
_LOOK_ALIKES = {
    "emergency": ("no_emergency",),
    "harmful": ("harmful",),
    "injection": ("injection",),
    "belief": ("beliefs",),
    "open": ("bank", "answerable"),
}
_Read = tuple[Message, Reading]


def read_held_out(readers: dict[int, Reader], messages: list[Message], states: States) -> list[_Read]:
    """What is read in each message by a reader that did not learn from it.

    ``readers`` are the one in use, by 0, and those that did not learn from a round of the bank, by its number.
    """
    held = [(m, s) for m, s in zip(messages, states, strict=True) if m.held_out or m.round in LEFT_OUT]
    return [(m, readers[m.round].read(s.float().numpy())) for m, s in held]


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


def main() -> None:
    """Train the readers, write their networks, and the figures of the one in use."""
    settings = load_settings()
    index = open_index(settings)
    myths = [myth.id for myth, _ in index.realities]
    units = sorted({index.units[number].key for number in index.answering_unit})
    messages = gather(index, myths, units)
    folder = str(model_folder(settings.model))
    texts = [message.text for message in messages]
    tokens = AutoTokenizer.from_pretrained(folder)(texts, truncation=True, max_length=_LONGEST)["input_ids"]
    states, vectors = encode(AutoModel.from_pretrained(folder, attn_implementation="eager").eval(), tokens)
    about: dict[str, Any] = {
        "model": settings.model,
        "myths": myths,
        "messages": class_counts(messages),
        "heads": {},
        "units": units,
    }
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
