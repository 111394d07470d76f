"""`signpost feedback`: what readers said of answers, for reviewers."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import EvaluationError
from corpus.library import load_corpus
from corpus.settings import load_settings
from evals.promote import add_question
from evals.questions import QUESTIONS, Stratum
from ui.feedback import Feedback
from ui.feedback_question import question_of

app = typer.Typer(help="Read what readers said of answers, and make questions of it.", no_args_is_help=True)


@app.command("list")
def list_feedback() -> None:
    """List all feedback, the newest last."""
    for given in _feedback().all():
        typer.echo(f"{given.given_at[:16].replace('T', ' ')}  {given.answer}  {given.kind}: {given.question}")
        if given.comment:
            typer.echo(f"    “{given.comment}”")


@app.command()
def export(file: Annotated[Path, typer.Argument(help="The file to write, a JSON object a line.")]) -> None:
    """Write all feedback to a file; personal data in it is masked."""
    typer.echo(f"{_feedback().export(file)} written to {file}")


@app.command()
def promote(
    answer: Annotated[str, typer.Argument(help="The answer's reference, as `signpost feedback list` shows it.")],
    stratum: Annotated[Stratum, typer.Option("--stratum", help="The kind of question.")] = "fact",
    passage: Annotated[
        list[str] | None, typer.Option("--passage", help="A passage that a full answer needs; as often as needed.")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="The folder of the question set.")] = QUESTIONS,
) -> None:
    """Make feedback on an answer a question of the evaluation."""
    given = next((given for given in _feedback().all() if given.answer == answer), None)
    if given is None:
        raise EvaluationError(f"There is no feedback on {answer}: `signpost feedback list` shows what there is.")
    question = question_of(given, load_corpus(load_settings()), stratum, passage or ())
    path = add_question(question, into)
    typer.echo(f"{question.id} now stands in {path}: read it through before you commit it.")


def _feedback() -> Feedback:
    settings = load_settings()
    return Feedback(settings.data / "feedback.sqlite", settings.feedback_days)
