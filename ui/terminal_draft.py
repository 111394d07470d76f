"""`signpost draft`: a configured language model drafts questions, and a person accepts them."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.drafts import FILE, accept_drafts, draft_questions
from assistant.llm import LanguageModel
from corpus.document import Document
from corpus.errors import DocumentError, SettingsError
from corpus.library import load_document
from corpus.settings import Settings, load_settings

app = typer.Typer(help="Draft questions for the bank with a language model, and accept them.", no_args_is_help=True)

_Slug = Annotated[str, typer.Argument(metavar="SLUG", help="A document, as `signpost documents` names it.")]


@app.command()
def questions(slug: _Slug) -> None:
    """Draft questions for the passages that the bank has none for; nothing is searched until a person accepts it."""
    from rich.progress import Progress

    settings = load_settings()
    if not settings.llm:
        raise SettingsError("Drafts need a language model: set SIGNPOST_LLM (see docs/llm.md).")
    document, folder = _open(settings, slug)
    with Progress(transient=True) as bar:
        task = bar.add_task("Drafting", total=None)
        count = draft_questions(
            document, folder, LanguageModel(settings), lambda done, total: bar.update(task, completed=done, total=total)
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


def _open(settings: Settings, slug: str) -> tuple[Document, Path]:
    folder = settings.documents / slug
    if not (folder / "about.yaml").is_file():
        raise DocumentError(f"There is no document {slug} in {settings.documents}: see `signpost documents`.")
    return load_document(folder), folder
