"""The command `signpost`."""

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from corpus.errors import SignpostError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from ingest.prepare import Prepared

_ROOMS = {
    "documents": "ui.terminal_documents",
    "draft": "ui.terminal_draft",
    "eval": "ui.terminal_eval",
    "feedback": "ui.terminal_feedback",
    "quiz": "ui.terminal_quiz",
    "users": "ui.terminal_users",
    "workbook": "ui.terminal_workbook",
}


class _Rooms(TyperGroup):
    """Commands, and whole groups of commands that are imported only when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *_ROOMS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in _ROOMS:
            command = typer.main.get_command(import_module(_ROOMS[cmd_name]).app)
            command.name = cmd_name
            return command
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    cls=_Rooms,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask questions of safeguarding guidance, and get answers with chapter and verse. In danger, call 999.",
)


@app.command()
def ingest(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files, or folders of files, to add: PDF, Word, HTML, Markdown, text.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be added or changed.")] = False,
) -> None:
    """Add files to the documents and build the index; what has not changed is not computed again."""
    from rich.progress import Progress

    from ingest.add import add_files
    from ingest.gather import gather
    from ingest.publish import ingest as publish
    from ui.print_ingest import file_lines, report_line

    if dry_run and not files:
        raise typer.BadParameter("--dry-run goes with files.")
    settings = load_settings()
    failed = False
    with Progress(transient=True) as bar:
        task = bar.add_task("Reading the documents", total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, description="Indexing", completed=done, total=total)

        def waiting() -> None:
            bar.print("Another ingest is at work: this one goes on when it is done.")

        def told(file: "Prepared") -> None:
            for line in file_lines(file, dry_run):
                bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

        if files:
            added = add_files(settings, gather(files), progress, dry_run=dry_run, told=told, waiting=waiting)
            failed, report = any(file.reason for file in added.files), added.report
        else:
            report = publish(settings, progress, waiting=waiting)
    if report:
        typer.echo(report_line(report))
    raise typer.Exit(1 if failed else 0)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotation marks.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the Answer as JSON.")] = False,
    batch: Annotated[Path | None, typer.Option(help="A file of questions, a JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the Answers to --batch go, one a line.")] = None,
) -> None:
    """Answer a question, or a whole file of them."""
    from assistant.assistant import Assistant
    from ui.batch import answer_batch
    from ui.print_answer import Printer

    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE with --out FILE.")
    if (batch is None) != (out is None):
        raise typer.BadParameter("--batch and --out go together.")
    if batch and out:
        failed = answer_batch(Assistant(load_settings()), batch, out)
        for problem in failed:
            typer.echo(problem, err=True)
        raise typer.Exit(1 if failed else 0)
    assistant = Assistant(load_settings())
    if json:
        typer.echo(assistant.ask(question or "").model_dump_json())
        return
    printer = Printer()
    printer.finish(assistant.ask(question or "", hear=printer.hear))


@app.command()
def doctor() -> None:
    """Check the settings, the documents, the model and the index, and say what to do."""
    from ingest.doctor import examine

    findings = list(examine(load_settings()))
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.well else 'PROBLEM'}  {finding.said}")
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.command()
def show(passage: Annotated[str, typer.Argument(help="A passage's id, as citations give it.")]) -> None:
    """Show a passage where it stands: its document, its headings, and what is before and after it."""
    from corpus.index.reading import open_index
    from ui.print_answer import print_passage

    print_passage(open_index(load_settings()), passage)


@app.command()
def chat(
    host: Annotated[str, typer.Option(help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to serve on.")] = 7860,
    root_path: Annotated[str, typer.Option(help="The path under which a proxy serves the page.")] = "",
) -> None:
    """Serve the page in which questions are asked."""
    from ui.page import serve

    serve(load_settings(), host, port, root_path)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command; every error that Signpost explains ends as one sentence and exit status 1."""
    try:
        return app(arguments)
    except SignpostError as error:
        typer.echo(f"signpost: {error}", err=True)
        sys.exit(1)
    except MemoryError:
        typer.echo("signpost: There was not enough memory: close other programs and try again.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
