"""`signpost draft`: a configured language model drafts questions for the bank and for quizzes; people accept them."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.drafts import FILE, accept_drafts, draft_questions
from assistant.llm import LanguageModel
from corpus.document import Document
from corpus.errors import DocumentError, SettingsError
from corpus.library import document_folder, load_document
from corpus.settings import Settings, load_settings

app = typer.Typer(help="Draft questions with a language model, and accept those for the bank.", no_args_is_help=True)

_Slug = Annotated[str, typer.Argument(metavar="SLUG", help="A document, as `signpost documents` names it.")]


@app.command()
def questions(slug: _Slug) -> None:
    """Draft questions for the passages that the bank has none for; nothing is searched until a person accepts it."""
    from rich.progress import Progress

    settings = load_settings()
    model = _model(settings)
    document, folder = _open(settings, slug)
    with Progress(transient=True) as bar:
        task = bar.add_task("Drafting", total=None)
        count = draft_questions(
            document, folder, model, lambda done, total: bar.update(task, completed=done, total=total)
        )
    typer.echo(
        f"{count} drafts are in {folder / FILE}. Set `accept: yes` on the good ones, then: signpost draft accept {slug}"
    )


@app.command()
def accept(slug: _Slug) -> None:
    """Move the drafts that a person has marked `accept: yes` into the question bank, and delete the others."""
    document, folder = _open(load_settings(), slug)
    count = accept_drafts(document, folder)
    typer.echo(
        f"{count} questions were added to {folder / 'questions.yaml'}. Run `signpost ingest` to search with them."
    )


@app.command()
def quiz(
    slug: _Slug,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many items.")] = 10,
    seed: Annotated[int, typer.Option(help="Another seed asks about other passages.")] = 1,
) -> None:
    """Draft quiz items on a document into the trainers' bank, where each waits for a trainer to accept it."""
    from rich.progress import Progress

    from quiz.bank import Bank
    from quiz.library import Library
    from quiz.make.drafted import drafts
    from ui.quiz_words import BANK_FILE

    settings = load_settings()
    model = _model(settings)
    _open(settings, slug)
    library = Library(settings)
    with Progress(transient=True) as bar:
        task = bar.add_task("Drafting", total=count)
        made = drafts(library, slug, model, count, seed, lambda done: bar.update(task, completed=done))
    library.save()
    added = Bank(settings.data / BANK_FILE).add(made)
    typer.echo(
        f"{len(made)} of {count} drafts passed the checks; {added} are new in the bank. Read and accept them in the "
        "page, under Quiz."
    )


def _model(settings: Settings) -> LanguageModel:
    if not settings.llm:
        raise SettingsError("Drafts need a language model: set SIGNPOST_LLM (see docs/llm.md).")
    model = LanguageModel(settings)
    if not model.on_this_machine:
        typer.echo(f"Passages go to {model.name} at {model.host}, which is not on this machine.", err=True)
    return model


def _open(settings: Settings, slug: str) -> tuple[Document, Path]:
    folder = document_folder(settings, slug)
    if not (folder / "about.yaml").is_file():
        raise DocumentError(f"There is no document {slug}: see `signpost documents`.")
    return load_document(folder), folder
