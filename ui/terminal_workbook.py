"""`signpost workbook`: rate against the standards, see where partners differ, and report on it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.errors import StorageError, WorkbookError
from corpus.settings import load_settings
from workbook.book import THREE_PARTNERS, begin, edition_change, end_of, new_key, path_of, read_book
from workbook.compare import differences, moved
from workbook.exchange import from_json, to_json
from workbook.gaps import make_report
from workbook.look import LOOKS, direction
from workbook.reflection_word import reflection_word
from workbook.report_page import report_page
from workbook.report_sheet import report_sheet
from workbook.report_word import report_word
from workbook.standards import Standards, load_standards
from workbook.store import Store

app = typer.Typer(help="Assess yourselves against the standards, and reflect on practice.", no_args_is_help=True)
_console = Console()
_WHO = "The command line"

_WorkbookArgument = Annotated[str, typer.Argument(metavar="WORKBOOK", help="A workbook's file, or its key.")]


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="What to call it, without anybody's name.")] = "",
    partner: Annotated[
        list[str] | None, typer.Option("--partner", help="Who rates for themselves; give it for each.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The file; by default one that the page can open.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Make it from what `export` wrote.")] = None,
) -> None:
    """Make a workbook, empty or from an export."""
    key = new_key()
    path = out or path_of(load_settings().data / "workbooks", key)
    if json:
        _, hidden = from_json(_read(json), path)
        if hidden:
            _console.print(f"Personal data was hidden in {hidden} places.")
    else:
        begin(path, title, partner if partner is not None else THREE_PARTNERS, _standards(), _WHO)
    _console.print(f"The workbook is {path}", soft_wrap=True)
    if out is None:
        _console.print(
            f"Its key is {key}: who has the key can open it, in the page (`signpost chat`) at /?workbook={key}",
            soft_wrap=True,
        )


@app.command("open")
def open_workbook(workbook: _WorkbookArgument) -> None:
    """Show how far a workbook has come, and what has changed in the standards since it was begun."""
    store, standards = _store(workbook), _standards()
    book = read_book(store.latest())
    progress = Table(title=book.title)
    progress.add_column("Element")
    for name in book.partners.values():
        progress.add_column(name, justify="right")
    for element in standards.elements:
        rated = (sum(bool(book.entry(p, probe.id).rating) for probe in element.probes) for p in book.partners)
        progress.add_row(element.title, *(f"{number} of {len(element.probes)}" for number in rated))
    _console.print(progress)
    changed = edition_change(store.edition(), standards)
    if changed.any:
        _console.print(
            f"Begun on the edition of {changed.begun}; the one in use is of {changed.now}. Ratings are kept, but:"
        )
        for element_title, text in changed.gone.values():
            _console.print(f"  gone from {element_title}: {text}", markup=False)
        for id in changed.new:
            _console.print(f"  new, {standards.reference(id)}: {standards.probes[id].text}", markup=False)


@app.command()
def report(
    workbook: _WorkbookArgument,
    out: Annotated[Path, typer.Option("--out", help="The folder for the reports.")] = Path(),
    since: Annotated[str | None, typer.Option("--since", help="Also say what has moved since this day.")] = None,
    at: Annotated[str | None, typer.Option("--at", help="As things stood at the end of this day.")] = None,
) -> None:
    """Write the gap report: a Word document, a workbook of sheets, and a page that needs no network."""
    made = make_report(
        _store(workbook), _standards(), at=_day(at) if at else None, since=_day(since) if since else None
    )
    _write(out / "gap-report.docx", report_word(made))
    _write(out / "gap-report.xlsx", report_sheet(made))
    _write(out / "gap-report.html", report_page(made).encode())


@app.command()
def compare(
    workbook: _WorkbookArgument,
    other: Annotated[str | None, typer.Argument(metavar="[LATER]", help="A later workbook.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="A day: what has moved since its end?")] = None,
    until: Annotated[str | None, typer.Option("--until", help="A later day; by default, today.")] = None,
) -> None:
    """Show where partners differ or, between two days or two workbooks, what has moved."""
    store, standards = _store(workbook), _standards()
    if not other and not since:
        now = read_book(store.latest())
        table = Table(title="Where partners differ")
        for head in ("Standard", *now.partners.values(), "Steps"):
            table.add_column(head)
        for difference in differences(now, standards):
            ratings = (LOOKS[rating].words for rating in difference.ratings.values())
            table.add_row(standards.reference(difference.probe), *ratings, str(difference.steps))
        _console.print(table)
        return
    before = read_book(store.latest(end_of(_day(since))) if since else store.latest())
    later = _store(other) if other else store
    after = read_book(later.latest(end_of(_day(until))) if until else later.latest())
    moves = moved(before, after, standards)
    table = Table(title=f"What has moved: {len(moves)} ratings")
    for head in ("Standard", "Partner", "Then", "Now", "Change"):
        table.add_column(head)
    for move in moves:
        looks = LOOKS[move.before].words, LOOKS[move.after].words
        table.add_row(standards.reference(move.probe), after.partners[move.partner], *looks, direction(move))
    _console.print(table)


@app.command()
def export(
    workbook: _WorkbookArgument,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")] = Path("workbook.json"),
    log: Annotated[bool, typer.Option("--log", help="Only the log of reflections, as Word.")] = False,
) -> None:
    """Write a whole workbook with its history as JSON, or its log of reflections as Word."""
    store = _store(workbook)
    if log:
        _write(out.with_suffix(".docx"), reflection_word(read_book(store.latest()).log, _standards()))
    else:
        _write(out, to_json(store).encode())


def _standards() -> Standards:
    return load_standards(load_settings().documents)


def _store(workbook: str) -> Store:
    path = Path(workbook)
    return Store(path if path.is_file() or path.suffix else path_of(load_settings().data / "workbooks", workbook))


def _day(value: str) -> date:
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise WorkbookError(f"“{value}” is not a day. Write it as year-month-day, such as 2026-03-31.") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"{path} can't be read ({error}): check the file.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(f"{path} can't be written ({error.strerror}): choose another place with --out.") from error
    _console.print(f"Written to {path}", soft_wrap=True)
