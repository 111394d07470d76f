"""`signpost eval`: measure the assistant, compare runs, and hand them to people."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.library import load_corpus
from corpus.settings import load_settings
from evals.agreement import agree as agree_sheets
from evals.agreement import join
from evals.blessed import BLESSED, load_blessed
from evals.blessed import bless as bless_run
from evals.compare import compare as compare_runs
from evals.failures import failures
from evals.gate import FLOORS, judge, load_floors, load_sample
from evals.ground import Ground
from evals.opinion import ask_judge
from evals.promote import promote as promote_question
from evals.questions import QUESTIONS, Question, load_questions
from evals.report import write_report
from evals.run import execute
from evals.run_folder import Run, load_run
from evals.sheets import make_sheets, read_sheet
from evals.split import Split, select
from evals.systems import SYSTEMS, check_name, make_system
from ui.eval_tables import (
    agreement_table,
    comparison_table,
    confidence_and_time,
    gate_table,
    kinds_table,
    summary_tables,
)

app = typer.Typer(help="Measure the assistant against questions with known answers.", no_args_is_help=True)
_console = Console()
_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())

_QuestionsOption = Annotated[Path, typer.Option("--questions", help="A question file, or a folder of them.")]
_SplitOption = Annotated[Split, typer.Option("--split", help="Tune on dev; test is kept apart.")]
_SystemOption = Annotated[str, typer.Option("--system", help=f"One of: {', '.join(SYSTEMS)}.")]
_OutOption = Annotated[Path | None, typer.Option("--out", help="The run's folder; an unfinished run is continued.")]
_RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder.")]


@app.command()
def run(
    questions: _QuestionsOption = QUESTIONS,
    split: _SplitOption = "dev",
    system: _SystemOption = "signpost",
    out: _OutOption = None,
) -> None:
    """Put questions to a system and write a run: a folder with every answer and its scores."""
    check_name(system)
    made, folder = _run(select(load_questions(questions), _ground(), split), split, system, out)
    for table in (*summary_tables(made), kinds_table(made)):
        _console.print(table)
    _console.print(confidence_and_time(made))
    failed = sum(bool(failures(item)) for item in made.items)
    _console.print(f"{failed} of {made.info.count} questions failed. The run is in {folder}", soft_wrap=True)


@app.command()
def compare(before: _RunArgument, after: _RunArgument) -> None:
    """Compare two runs over the same questions: what broke, what was mended, and what could be chance."""
    found = compare_runs(load_run(before), load_run(after))
    for title, pairs in (("Passed before, fail now", found.broken), ("Failed before, pass now", found.mended)):
        _console.print(f"[bold]{title}: {len(pairs)}[/bold]")
        for pair in pairs:
            why = failures(pair[1]) or failures(pair[0])
            _console.print(f"  {pair[0].question.id}: {'; '.join(why)}", markup=False, highlight=False)
    _console.print(comparison_table(found))


@app.command()
def bless(
    folder: _RunArgument,
    into: Annotated[Path, typer.Option("--into", help="The file that keeps the blessed run.")] = BLESSED,
) -> None:
    """Make a run the one that the gate compares with."""
    made = load_run(folder)
    bless_run(made, into)
    _console.print(f"{made.name} ({made.info.count} questions) is now what the gate compares with.")


@app.command()
def gate(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[RUN]", help="A run to judge, instead of a new one.")
    ] = None,
    questions: _QuestionsOption = QUESTIONS,
    split: _SplitOption = "dev",
    sample: Annotated[bool, typer.Option("--sample", help="Only the few questions of evals/sample.yaml.")] = False,
    floors: Annotated[Path, typer.Option("--floors", help="The floors to hold to.")] = FLOORS,
    blessed: Annotated[Path, typer.Option("--blessed", help="The file that keeps the blessed run.")] = BLESSED,
) -> None:
    """Judge the assistant as it stands: exit 1 when it is below a floor or significantly worse than the blessed run."""
    bounds = load_sample().floors if sample else load_floors(floors)
    if folder:
        made = load_run(folder)
    else:
        known = load_questions(questions)
        chosen = load_sample().choose(known) if sample else select(known, _ground(), split)
        made, _ = _run(chosen, "sample" if sample else split, "signpost", None)
    held_to = load_blessed(blessed)
    verdict = judge(made, bounds, held_to)
    _console.print(gate_table(verdict))
    if held_to:
        made_on = f"{held_to.info.created[:10]} ({held_to.info.system}, {held_to.info.count} questions)"
        _console.print(f"Compared with the blessed run of {made_on} over the {verdict.compared} that both have.")
    else:
        _console.print("No run is blessed yet: only the floors were held to.")
    _console.print("The gate is passed." if verdict.passed else "The gate is not passed.")
    raise typer.Exit(0 if verdict.passed else 1)


@app.command()
def report(
    folder: _RunArgument,
    against: Annotated[Path | None, typer.Option("--against", help="An earlier run over the same questions.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The page to write; report.html in RUN by default.")] = None,
) -> None:
    """Write a page on a run that anybody can read and print; it needs no network."""
    page = write_report(folder, _ground(), against, out)
    _console.print(f"Report written to {page}", soft_wrap=True)


@app.command()
def sheet(
    folder: _RunArgument,
    reviewers: Annotated[int, typer.Option("--reviewers", min=1, max=9, help="How many sheets.")] = 2,
    count: Annotated[int | None, typer.Option("--count", min=1, help="How many replies, drawn at random.")] = None,
) -> None:
    """Make blind grading sheets (xlsx): they say nothing of the system, the scores or what was expected."""
    for path in make_sheets(load_run(folder), folder, _ground(), reviewers, count):
        _console.print(f"Sheet written to {path}", soft_wrap=True)


@app.command()
def agree(
    first: Annotated[Path, typer.Argument(metavar="SHEET")],
    second: Annotated[Path, typer.Argument(metavar="SHEET")],
    run_folder: Annotated[
        Path | None, typer.Option("--run", help="The run; by default the one in whose folder the sheets lie.")
    ] = None,
) -> None:
    """Read two graded sheets back: how far the reviewers agree, with the grades joined to the run."""
    sheets = [read_sheet(first), read_sheet(second)]
    found = agree_sheets(*sheets)
    graded = join(run_folder or first.resolve().parent.parent, sheets)
    _console.print(agreement_table(found))
    failed = sorted(each.id for each in graded if each.failed)
    _console.print(f"Failed by a reviewer: {len(failed)} of {len(graded)}. {', '.join(failed)}")


@app.command()
def opinion(folder: _RunArgument) -> None:
    """Ask the configured language model what it thinks of a run's answers: an opinion, no part of the gate."""
    with Progress(*_COLUMNS, console=Console(stderr=True)) as bar:
        task = bar.add_task("opinion", total=None)
        said = ask_judge(
            load_run(folder), folder, load_settings(), lambda done, total: bar.update(task, completed=done, total=total)
        )
    for name, count in said.items():
        _console.print(f"A judge’s opinion, no part of the gate: {count} answers are {name}.")


@app.command()
def promote(folder: _RunArgument, question: Annotated[str, typer.Argument(help="The id of a question.")]) -> None:
    """Add a run's failed question to the question set."""
    path = promote_question(folder, question)
    _console.print(f"{question} now stands in {path}: read it through before you commit it.", soft_wrap=True)


def _ground() -> Ground:
    return Ground(load_corpus(load_settings()))


def _run(questions: Sequence[Question], split: str, system: str, out: Path | None) -> tuple[Run, Path]:
    settings = load_settings()
    folder = out or settings.data / "runs" / f"{time.strftime('%Y%m%d-%H%M%S')}-{system}-{split}"
    ground = _ground()
    try:
        with Progress(*_COLUMNS, console=Console(stderr=True)) as bar:
            task = bar.add_task(system, total=len(questions))
            made = execute(
                make_system(system, settings, ground),
                questions,
                ground,
                folder,
                split,
                settings.model,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
    except KeyboardInterrupt:
        _console.print(f"Stopped. Nothing finished is lost: continue with --out {folder}", soft_wrap=True)
        raise typer.Exit(130) from None
    return made, folder
