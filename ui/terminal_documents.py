"""The commands `signpost documents` and `signpost documents remove`."""

from typing import Annotated

import typer

from corpus.library import load_corpus
from corpus.settings import load_settings

app = typer.Typer(help="List the documents that answers come from, or remove one that was added.")


@app.callback(invoke_without_command=True)
def documents(context: typer.Context) -> None:
    """List the documents that answers come from, with their edition and licence."""
    if context.invoked_subcommand is not None:
        return
    settings = load_settings()
    for document in load_corpus(settings):
        about = document.about
        typer.echo(f"{about.title} ({about.publisher}, {about.date})")
        typer.echo(f"  {document.slug}: {len(document.sections)} sections, {len(document.passages)} passages")
        typer.echo(f"  Fingerprint: {document.fingerprint}")
        typer.echo(f"  Standing: {about.standing}. {about.edition}")
        typer.echo(f"  Licence: {about.licence}")
        if (settings.added / document.slug).is_dir():
            typer.echo(f"  Added: its title page is {settings.added / document.slug / 'about.yaml'}")
        typer.echo()


@app.command()
def remove(
    slug: Annotated[str, typer.Argument(help="Its short name, as `signpost documents` shows it.")],
) -> None:
    """Remove a document that was added, and publish the index without it."""
    from ingest.publish import ingest
    from ui.print_ingest import report_line

    report = ingest(load_settings(), remove=[slug])
    typer.echo(f"{slug} is removed. {report_line(report)}")
