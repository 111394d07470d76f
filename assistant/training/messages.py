"""Messages that the reader learns from, each with what is known of it: made-up examples, and questions of the bank."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.guard.train import read_examples as read_lists
from assistant.reader import HEADS, UNIT_HEAD
from assistant.training.asked import as_question, read_examples
from assistant.training.held_out import is_held_out
from assistant.training.noise import typed_in_a_hurry
from corpus.index.reading import Index

# How much a message counts for what it is no example of: the bank's questions, which are many, less than others.
_OTHER_WEIGHT = 0.3
_BANK_WEIGHT = 0.1
_UNIT_WEIGHT = 1.0
_VAGUE_WEIGHT = 3.0  # few examples are too bare to be answered
_HURRIED = 4  # one message in so many is also learned as typed in a hurry


@dataclass
class Message:
    """A message with, by head, the class that is known and how much it counts in training.

    ``source`` is the file of its examples, or "bank"; ``round`` that of the bank in which it was written, 0 for others.
    ``original`` is the text before it was typed in a hurry.
    """

    text: str
    source: str
    original: str
    round: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def held_out(self) -> bool:
        """Whether it is never trained on: a fifth of the examples. The bank is left out round by round instead."""
        return self.source != "bank" and is_held_out(self.original)


def gather(index: Index, myths: Sequence[str], units: Sequence[str]) -> list[Message]:
    """Every message once, and some once more as typed in a hurry.

    ``myths`` are the ids of the documents' myths and ``units`` the keys of the units that the index's questions ask
    for, in the order of the heads' classes.
    """
    found: dict[str, Message] = {}
    number = {key: place for place, key in enumerate(units)}
    quiet = {"emergency": 0, "harmful": 0, "injection": 0, "belief": 0}

    def add(text: str, source: str, own: str, classes: dict[str, int]) -> None:
        message = found.setdefault(text, Message(text, source, text))
        message.classes |= classes
        message.weights |= {head: 1.0 if head == own else _OTHER_WEIGHT for head in classes}

    for text, name in read_lists("emergency"):
        kind = 1 if name == "danger" else 2
        add(text, "emergency", "emergency", {"emergency": kind, "injection": 0, "belief": 0})
    for text, _ in read_lists("no_emergency"):
        add(text, "no_emergency", "emergency", quiet)
    for text, name in read_lists("harmful"):
        add(text, "harmful", "harmful", {"harmful": int(name == "harmful"), "injection": 0})
    for text, name in read_lists("injection"):
        add(text, "injection", "injection", {"injection": 1} if name == "injection" else quiet)
    for entry in read_examples("beliefs.yaml"):
        belief = entry["myth"] if entry["believes"] else 0
        add(entry["question"], "beliefs", "belief", quiet | {"belief": belief})
    for entry in read_examples("unanswerable.yaml"):
        add(entry["question"], "unanswerable", "open", quiet | {"open": 1})
        if entry["kind"] == "vague":
            found[entry["question"]].weights["open"] = _VAGUE_WEIGHT
    for entry in read_examples("answerable.yaml"):
        key = index.units[index.unit_answering(as_question(index, entry))].key
        add(entry["question"], "answerable", "open", quiet | {"open": 0, UNIT_HEAD: number[key]})
    for question, answering in zip(index.questions, index.answering_unit, strict=True):
        belief = myths.index(question.passage) + 1 if question.passage in myths else 0
        classes = quiet | {"belief": belief, "open": 0, UNIT_HEAD: number[index.units[answering].key]}
        weights = dict.fromkeys(classes, _BANK_WEIGHT) | {UNIT_HEAD: _UNIT_WEIGHT} | ({"belief": 1.0} if belief else {})
        found.setdefault(question.text, Message(question.text, "bank", question.text, question.round, classes, weights))
    messages = list(found.values())
    return messages + [
        replace(message, text=typed_in_a_hurry(message.text, seed))
        for seed, message in enumerate(messages)
        if seed % _HURRIED == 0
    ]


def class_counts(messages: Sequence[Message]) -> dict[str, list[int]]:
    """How many messages there are of each class of each head."""
    return {
        head: [sum(message.classes.get(head) == number for message in messages) for number in range(classes)]
        for head, classes in HEADS.items()
    }
