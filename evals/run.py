"""A run: every question put to one system, scored, and kept as soon as it is finished."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import StorageError
from evals.ground import Ground
from evals.questions import Question
from evals.run_folder import FORMAT, Item, Run, RunInfo, begin, digest, finished, item_line, load_run
from evals.scores import score
from evals.systems import System

Progress = Callable[[int, int], None]


def execute(
    system: System,
    questions: Sequence[Question],
    ground: Ground,
    folder: Path,
    split: str = "all",
    model: str = "",
    progress: Progress = lambda done, total: None,
) -> Run:
    """Put every question to the system, writing each finished item at once; a folder begun before is continued.

    Args:
        system: what replies.
        questions: in the order in which they are asked.
        ground: the documents, against which the replies are scored.
        folder: where the run is kept; made if it is not there.
        split: recorded in run.json.
        model: the embedding model, recorded in run.json.
        progress: told how many of how many questions are done.

    Raises:
        EvaluationError: the folder holds another run, or is damaged.
        StorageError: the folder can't be written.
    """
    info = RunInfo(
        format=FORMAT,
        system=system.name,
        fingerprint=system.fingerprint,
        model=model,
        split=split,
        questions=digest(questions),
        count=len(questions),
        created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    )
    try:
        begin(folder, info, questions)
        done = finished(folder)
        progress(len(done), len(questions))
        with (folder / "items.jsonl").open("a", encoding="utf-8") as file:
            for question in questions:
                if question.id in done:
                    continue
                started = time.perf_counter()
                reply = system.reply(question)
                reply = reply.model_copy(update={"elapsed_ms": (time.perf_counter() - started) * 1000})
                item = Item(question, ground.group(question), reply, score(question, reply, ground))
                file.write(item_line(item))
                file.flush()
                done.add(question.id)
                progress(len(done), len(questions))
    except OSError as error:
        raise StorageError(
            f"The run could not be written to {folder} ({error.strerror or error}): free some space and run "
            f"`signpost eval run --out {folder}` again. Finished questions are kept."
        ) from error
    return load_run(folder)
