"""`signpost quiz`: make quiz material, look over other people's, and hand out what trainers accepted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.errors import StorageError
from corpus.settings import load_settings
from quiz.bank import Bank
from quiz.check.lint import Flaw, lint
from quiz.check.read_file import read_file
from quiz.choose import Quiz
from quiz.coverage import by_outcome, by_section
from quiz.export import FORMATS, export
from quiz.item import DIFFICULTIES, KINDS, Difficulty, Item, Kind
from quiz.library import Library
from quiz.quiz import make_quiz
from quiz.release import sound
from quiz.sessions import session as find_session
from quiz.sessions import sessions as all_sessions
from quiz.wanted import Wanted
from ui.quiz_words import BANK_FILE

app = typer.Typer(help="Make quiz material from the documents, each item with the quote it rests on.")
_console = Console(stderr=True, soft_wrap=True, highlight=False)

_FORMATS = ", ".join(FORMATS)
_TEXTS = ("moodle", "gift", "csv", "markdown")  # formats that a terminal can show
_FormatOption = Annotated[str, typer.Option("--format", help=f"One of: {_FORMATS}.")]
_OutOption = Annotated[Path | None, typer.Option("--out", help="The file to write; without it the quiz is printed.")]
_FlawsOption = Annotated[bool, typer.Option("--with-flaws", help="Export items in which the linter finds flaws too.")]


@app.callback(invoke_without_command=True)
def quiz(
    context: typer.Context,
    topic: Annotated[str, typer.Option(help="What it is about, such as “financial abuse”.")] = "",
    section: Annotated[str, typer.Option(help="Words of a heading that the items rest on.")] = "",
    document: Annotated[str, typer.Option(help="A document's short name, as `signpost documents` lists it.")] = "",
    kind: Annotated[list[str] | None, typer.Option(help=f"Any of: {', '.join(KINDS)}. May be repeated.")] = None,
    difficulty: Annotated[str, typer.Option(help=f"One of: {', '.join(DIFFICULTIES)}.")] = "",
    session: Annotated[str, typer.Option(help="A training session, as `signpost quiz sessions` lists them.")] = "",
    count: Annotated[
        int | None, typer.Option(min=1, max=500, help="How many items; 10, or what the session has.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same quiz.")] = 1,
    format: _FormatOption = "markdown",
    out: _OutOption = None,
    keep: Annotated[bool, typer.Option("--keep", help="Put the items into the trainers' bank too.")] = False,
    with_flaws: _FlawsOption = False,
) -> None:
    """Make a quiz. Every key, and the reason why each other option is wrong, rests on a quote."""
    if context.invoked_subcommand:
        return
    _check_format(format, out)
    settings = load_settings()
    wanted = Wanted(
        count=count or (find_session(session).count if session else 10),
        seed=seed,
        topic=topic,
        section=section,
        document=document,
        kinds=tuple(_kind(name) for name in kind or ()),
        difficulty=_difficulty(difficulty),
        session=session,
    )
    library = Library(settings)
    with _console.status("Reading the documents and making items"):
        made = make_quiz(library, wanted)
    if made.shortfall:
        _console.print(made.shortfall, markup=False)
    if keep:
        _console.print(f"{Bank(settings.data / BANK_FILE).add(made.items)} items are new in the bank.")
    _deliver(made.items, made.title, format, out, with_flaws)
    if out:
        _print_coverage(made, session)


@app.command("lint")
def lint_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GIFT or Moodle XML file, whoever made it.")],
) -> None:
    """Find item-writing flaws in a file of questions; exit status 1 where there are any."""
    questions = read_file(file)
    flaws = lint(questions)
    console = Console(soft_wrap=True, highlight=False)
    for flaw in flaws:
        console.print(_flaw_line(flaw), markup=False)
    console.print(f"{len(flaws)} flaws in {len(questions)} questions.")
    raise typer.Exit(1 if flaws else 0)


@app.command()
def sessions() -> None:
    """List the training sessions that a quiz can be made for, with their learning outcomes."""
    for each in all_sessions():
        typer.echo(f"{each.name}: {each.title} ({each.count} items)")
        for outcome in each.outcomes:
            typer.echo(f"  - {outcome.outcome}")


@app.command()
def bank(
    format: _FormatOption = "markdown",
    out: _OutOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Not the accepted items only.")] = False,
    with_flaws: _FlawsOption = False,
) -> None:
    """Export the items that trainers accepted in the page. Stale ones are left out and named."""
    _check_format(format, out)
    settings = load_settings()
    kept = Bank(settings.data / BANK_FILE).all(Library(settings).fingerprints)
    chosen = [one for one in kept if everything or one.state == "accepted"]
    for one in chosen:
        if one.stale:
            _console.print(f"Left out, its document has changed: {one.item.stem}", markup=False)
    items = [one.item for one in chosen if not one.stale]
    if not items:
        _console.print("The bank has no accepted item: accept some in the page, or ask for --all.")
        raise typer.Exit(1)
    _deliver(items, "Safeguarding adults", format, out, with_flaws)


def _check_format(format: str, out: Path | None) -> None:
    if format not in FORMATS:
        raise typer.BadParameter(f"the formats are {_FORMATS}.")
    if out is None and format not in _TEXTS:
        raise typer.BadParameter(f"the format {format} can't be printed: say with --out where the file goes.")


def _deliver(items: Sequence[Item], title: str, format: str, out: Path | None, with_flaws: bool) -> None:
    fit, withheld = (list(items), []) if with_flaws else sound(items)
    for each in withheld:
        for flaw in each.flaws:
            _console.print(f"Left out: {_flaw_line(flaw)}", markup=False)
    made = export(fit, title, format)
    for refused in made.refused:
        _console.print(f"Left out: {refused.item.stem} {refused.reason}", markup=False)
    if out is None:
        typer.echo(made.files[0].content.decode("utf-8-sig"))
        return
    for number, file in enumerate(made.files):
        path = out if number == 0 else out.with_name(out.stem + file.ending)
        try:
            path.write_bytes(file.content)
        except OSError as error:
            raise StorageError(f"{path} can't be written ({error.strerror}): choose another place.") from error
        _console.print(f"Written: {path}", markup=False)
    _console.print(f"{len(fit) - len(made.refused)} items.")


def _print_coverage(made: Quiz, session: str) -> None:
    table = Table("What the items rest on", "Items")
    for (title, section), number in by_section(made.items).items():
        table.add_row(f"{title}: {section.replace(' > ', ' › ')}", str(number))
    if session:
        table.add_section()
        for outcome, number in by_outcome(made.items, find_session(session)).items():
            table.add_row(f"Outcome: {outcome}", str(number))
    _console.print(table)


def _flaw_line(flaw: Flaw) -> str:
    line = f"line {flaw.line}, " if flaw.line else ""
    return f"{line}{flaw.question}: {flaw.id}. {flaw.reason} ({flaw.words})"


def _kind(name: str) -> Kind:
    for kind in KINDS:
        if kind == name:
            return kind
    raise typer.BadParameter(f"the kinds are {', '.join(KINDS)}.")


def _difficulty(name: str) -> Difficulty | None:
    for difficulty in DIFFICULTIES:
        if difficulty == name:
            return difficulty
    if name:
        raise typer.BadParameter(f"the difficulties are {', '.join(DIFFICULTIES)}.")
    return None
