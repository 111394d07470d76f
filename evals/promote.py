"""A failure becomes a question of the set, so that it is looked for from then on."""

from pathlib import Path

import yaml

from corpus.errors import EvaluationError, StorageError
from evals.agreement import load_grades
from evals.failures import failures
from evals.ground import folded
from evals.questions import QUESTIONS, Question, load_questions
from evals.run_folder import load_run


def promote(folder: Path, question_id: str, into: Path = QUESTIONS) -> Path:
    """Add a run's failed question to the file of its stratum, with what went wrong as a note; returns the file.

    Raises:
        EvaluationError: the run has no such question, it did not fail, or the set has it already.
    """
    run = load_run(folder)
    item = next((item for item in run.items if item.question.id == question_id), None)
    if item is None:
        raise EvaluationError(f"{folder} has no question {question_id}: the ids stand in its report.")
    graded = load_grades(folder).get(question_id)
    problems = failures(item)
    if graded and graded.failed:
        problems += ["a reviewer says that it does not serve or could do harm"]
        problems += [grade.comment for grade in graded.grades if grade.comment]
    if not problems:
        raise EvaluationError(f"{question_id} did not fail in {folder}, by its scores or by its grades.")
    note = f"Promoted from a run of {run.info.created[:10]}: {'; '.join(problems)}."
    return add_question(item.question.model_copy(update={"note": " ".join([item.question.note, note]).strip()}), into)


def add_question(entry: Question, into: Path = QUESTIONS) -> Path:
    """Add a question to the file of its stratum; returns the file.

    Raises:
        EvaluationError: the set has it already.
        StorageError: the file can't be written.
    """
    for known in load_questions(into):
        if known.id == entry.id or _same(known, entry):
            raise EvaluationError(f"The question set has {entry.id} already, as {known.id}.")
    path = into / f"{entry.stratum}.yaml"
    text = yaml.safe_dump(
        [entry.model_dump(mode="json", exclude_defaults=True)], sort_keys=False, allow_unicode=True, width=120
    )
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    except OSError as error:
        raise StorageError(f"{path} can't be written ({error.strerror}): nothing was added.") from error
    return path


def _same(one: Question, other: Question) -> bool:
    return folded(one.question) == folded(other.question) and one.history == other.history
