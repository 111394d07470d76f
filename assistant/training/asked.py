"""Training questions with what a search finds for them."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.model import Floats
from assistant.rank import Ranked, rank
from assistant.reader import Reader, Reading
from assistant.retrieve import Found, Retriever
from assistant.spelling import Speller
from assistant.training.held_out import LEFT_OUT, is_held_out, without
from assistant.understand import understand
from corpus.bank import BankQuestion, load_bank
from corpus.index.reading import Index, open_index
from corpus.index.writing import write_index
from corpus.library import load_documents
from corpus.settings import Settings

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """What was read in a question and what was found for it; ``target`` is the unit that answers, None where none does.

    ``passage`` is the id of the passage that the bank's author wrote the question for, and groups the folds. It was
    read by a reader, and asked of an index, that know nothing of its round.
    """

    reading: Reading
    found: Found
    target: int | None
    passage: str


class Bank:
    """For each round that is left out an index over the same documents that holds the other rounds, and its reader."""

    def __init__(self, settings: Settings, work: Path) -> None:
        documents = load_documents(settings.documents)
        self.questions = [q for d in documents for q in load_bank(settings.documents / d.slug, d)]
        self.indexes: dict[int, Index] = {}
        self._readers = {number: Reader(without(settings, number)) for number in LEFT_OUT}
        for number in LEFT_OUT:
            own = settings.model_copy(update={"data": work / str(number)})
            shutil.copytree(settings.data, own.data)  # so that no vector is computed again
            held = [question for question in self.questions if question.round != number]
            write_index(own, documents, held, lambda done, total: None)
            self.indexes[number] = open_index(own)
        self.units = self.indexes[LEFT_OUT[0]].units
        self._retrievers = {number: Retriever(index) for number, index in self.indexes.items()}
        self._spellers = {
            number: Speller([p.text for p in index.passages] + [q.text for q in index.questions])
            for number, index in self.indexes.items()
        }

    def ask(self, text: str, number: int, target: int | None, passage: str) -> Asked:
        """Ask one question of the index that does not hold that round."""
        understood = understand(text, (), self._spellers[number])
        encoded = self.indexes[number].read(understood.said)
        reading = self._readers[number].read(encoded.states)
        retriever = self._retrievers[number]
        found = retriever.search(understood, retriever.begin(encoded.vector), reading)
        return Asked(reading, found, target, passage)

    def answerable(self) -> list[Asked]:
        """Every question of the rounds that are left out, asked of the index without its round."""
        asked = [question for question in self.questions if question.round in LEFT_OUT]
        return [self.ask(q.text, q.round, self.indexes[q.round].unit_answering(q), q.passage) for q in asked]

    def examples(self) -> list[Asked]:
        """The examples from which no reader learned, answerable and not, asked of every index."""
        asked = []
        for number, index in self.indexes.items():
            answerable = [as_question(index, entry) for entry in read_examples("answerable.yaml")]
            asked += [
                self.ask(question.text, number, index.unit_answering(question), question.passage)
                for question in answerable
                if is_held_out(question.text)
            ]
            left_open = [entry["question"] for entry in read_examples("unanswerable.yaml")]
            asked += [self.ask(text, number, None, text) for text in left_open if is_held_out(text)]
        return asked


def ranked(asked: Asked) -> list[Ranked]:
    """What was found, ranked by the model as it stands."""
    return rank(asked.found.candidates)


def read_examples(name: str) -> list[dict[str, Any]]:
    """The entries of a file of examples beside this one."""
    entries: list[dict[str, Any]] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return entries


def as_question(index: Index, entry: dict[str, str]) -> BankQuestion:
    """An answerable example as a question of the bank for the passage in which its answer stands."""
    passage = next(p for p in index.document_passages(entry["document"]) if entry["quote"] in p.text)
    return BankQuestion(entry["question"], passage.id, whole=False, round=0)


def fold(group: str, folds: int = 5) -> int:
    """The fold of a group: always the same one for the same name."""
    return sum(group.encode()) % folds


def standard(rows: Floats) -> tuple[Floats, Floats]:
    """The mean and standard deviation of each column; a column that hardly varies is left nearly as it is."""
    return rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)


def open_bank(settings: Settings) -> Bank:
    """Make the indexes from the one in use, in a temporary folder."""
    return Bank(settings, Path(tempfile.mkdtemp(prefix="signpost-training-")))
