"""Train the guard's classifiers: ``python -m assistant.guard.train``.

They learn from the made-up messages in examples/, with the documents' question banks as further ordinary questions.
Writes weights/<name>.npz, and weights/figures.json with the figures of cross-validation, which it also prints.
"""

import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from assistant.guard.classifier import CUE_WEIGHT, FOLDER, Classifier, features
from assistant.guard.patterns import Cues
from corpus.bank import load_bank
from corpus.index.embedding import DocumentEncoder
from corpus.library import load_documents
from corpus.settings import load_settings

Numbers = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]

_EXAMPLES = Path(__file__).parent / "examples"
FOLDS = 10
PENALTY = 5.0  # C of the support vector machine
GAMMA = 1.0
BANK = 2_000  # questions drawn from the bank; more change nothing
BACKGROUND_WEIGHT = 0.3  # of a question that is not among the task's own look-alikes


@dataclass(frozen=True)
class Task:
    """Something to find: in which files its examples lie, which lists are it, and what else is ordinary to it.

    ``false_alarms`` is the share of its own look-alikes, which are harder than real questions, that may raise an alarm.
    """

    name: str
    cues: str
    files: tuple[str, ...]
    positive: tuple[str, ...]
    background: tuple[tuple[str, str], ...]
    false_alarms: float


_LOOK_ALIKES = (("harmful", "honest"), ("injection", "ordinary"))
TASKS = (
    Task("emergency", "emergency", ("emergency", "no_emergency"), ("danger", "suicide"), _LOOK_ALIKES, 0.04),
    Task("emergency_kind", "emergency", ("emergency",), ("suicide",), (), 0.05),
    Task("injection", "injection", ("injection",), ("injection",), (("no_emergency", "*"), ("harmful", "*")), 0.03),
)


@dataclass(frozen=True)
class Figures:
    """Shares found (recall) and shares falsely alarmed, out of fold, for the patterns, the classifier and both.

    ``background`` is the both's share of false alarms among the bank's questions and other ordinary ones;
    ``linear_recall`` is the recall of a logistic regression over the same features at the same false alarms.
    """

    positives: int
    look_alikes: int
    background_questions: int
    pattern_recall: float
    pattern_false_alarms: float
    classifier_recall: float
    classifier_false_alarms: float
    both_recall: float
    both_false_alarms: float
    background_false_alarms: float
    linear_recall: float


def read_examples(file: str, only: str = "*") -> list[tuple[str, str]]:
    """The messages in a file of examples, each with the name of its list."""
    lists: dict[str, str] = yaml.safe_load((_EXAMPLES / f"{file}.yaml").read_text(encoding="utf-8"))
    return [
        (line.strip(), name)
        for name, block in lists.items()
        for line in block.splitlines()
        if line.strip() and only in ("*", name)
    ]


def train(task: Task, bank: list[str], encoder: DocumentEncoder) -> tuple[Classifier, Figures]:
    """Fit a task's classifier, with its threshold where ``task.false_alarms`` of its look-alikes are alarmed."""
    own = dict(example for file in task.files for example in read_examples(file))
    others = [text for file, only in task.background for text, _ in read_examples(file, only)]
    ordinary = [] if task.name == "emergency_kind" else [text for text in (*others, *bank) if text not in own]
    texts = [*own, *dict.fromkeys(ordinary)]
    yes = np.array([own.get(text) in task.positive for text in texts])
    mine = np.array([text in own for text in texts])
    cues = [Cues(task.cues, text) for text in texts]
    x = np.stack([features(vector, found) for vector, found in zip(encoder.encode(texts), cues, strict=True)])
    weights = np.where(mine, 1.0, BACKGROUND_WEIGHT)

    scores = _out_of_fold(SVC(C=PENALTY, gamma=GAMMA), x, yes, mine, weights)
    threshold = float(np.quantile(scores[mine & ~yes], 1 - task.false_alarms))
    linear = _out_of_fold(LogisticRegression(C=10, max_iter=3000), x, yes, mine, weights)
    sure = np.array(
        [any(found[k] for k in found if k.startswith("sure")) and not found.get("framed") for found in cues]
    )
    sure &= task.name != "emergency_kind"
    hit = scores >= threshold
    both = hit | sure
    alike = mine & ~yes
    figures = Figures(
        positives=int(yes.sum()),
        look_alikes=int(alike.sum()),
        background_questions=int((~mine).sum()),
        pattern_recall=float(np.mean(sure[yes])),
        pattern_false_alarms=float(np.mean(sure[alike])),
        classifier_recall=float(np.mean(hit[yes])),
        classifier_false_alarms=float(np.mean(hit[alike])),
        both_recall=float(np.mean(both[yes])),
        both_false_alarms=float(np.mean(both[alike])),
        background_false_alarms=float(np.mean(both[~mine])) if (~mine).any() else 0.0,
        linear_recall=float(np.mean(linear[yes] >= np.quantile(linear[alike], 1 - task.false_alarms))),
    )
    machine = SVC(C=PENALTY, gamma=GAMMA).fit(x, yes, sample_weight=weights)
    bias = float(machine.intercept_[0]) - threshold
    return Classifier(machine.support_vectors_, machine.dual_coef_[0], bias, GAMMA), figures


def _out_of_fold(model: SVC | LogisticRegression, x: Numbers, yes: Flags, mine: Flags, weights: Numbers) -> Numbers:
    scores = np.zeros(len(yes))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learn, test in folds.split(x, np.where(mine, yes, 2)):
        model.fit(x[learn], yes[learn], sample_weight=weights[learn])
        scores[test] = model.decision_function(x[test])
    return scores


def main() -> None:
    """Train all classifiers, write their weights and print their figures."""
    settings = load_settings()
    encoder = DocumentEncoder(settings.model)
    documents = load_documents(settings.documents)
    questions = [question.text for doc in documents for question in load_bank(settings.documents / doc.slug, doc)]
    bank = random.Random(0).sample(questions, min(BANK, len(questions)))
    all_figures = {}
    for task in TASKS:
        classifier, figures = train(task, bank, encoder)
        classifier.save(task.name)
        all_figures[task.name] = {
            name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(figures).items()
        }
        print(task.name, json.dumps(all_figures[task.name], indent=1))
    settings_used = {"folds": FOLDS, "C": PENALTY, "gamma": GAMMA, "cue_weight": CUE_WEIGHT, "model": settings.model}
    figures_file = FOLDER / "figures.json"
    figures_file.write_text(json.dumps({"settings": settings_used, **all_figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
