"""The gap report as a workbook of sheets, to be sorted and filtered."""

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.fields import Rating
from workbook.gaps import GapReport
from workbook.look import LOOKS, day, direction
from workbook.sheet import block, listing, one_page_wide, stacked_bars
from workbook.word import clean


def report_sheet(report: GapReport) -> bytes:
    """The report as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.title = clean(report.book.title)
    book.properties.creator = "Signpost"
    _summary(book.worksheets[0], report)
    names = list(report.book.partners.values())
    listing(
        book,
        "Ratings",
        ("Theme", "Element", "Probe", "Text of the standard", *names, "Steps apart", "Passage"),
        (24, 24, 8, 56, *[16] * len(names), 10, 40),
        _ratings(report),
    )
    listing(
        book,
        "Gaps",
        ("Standard", "Text of the standard", "Partner", "Rating", "What we do", "What we will do"),
        (30, 56, 18, 16, 40, 40),
        (
            (
                *_standard(report, g.probe),
                report.name(g.partner),
                g.entry.rating,
                g.entry.doing or "nothing entered",
                g.entry.action or "no action planned",
            )
            for g in report.gaps
        ),
    )
    listing(
        book, "Evidence", ("Element", "Source", "Held by", "Link", "Cited from"), (30, 56, 26, 36, 44), _held(report)
    )
    listing(
        book,
        "Action plan",
        ("Owner", "By", "Late", "Partner", "Action", "Standard", "Text of the standard"),
        (26, 20, 8, 18, 44, 30, 56),
        (
            (
                action.entry.owner or "no owner",
                date.fromisoformat(action.entry.due) if action.entry.due else "no date",
                "late" if action.late else "",
                report.name(action.partner),
                action.entry.action,
                *_standard(report, action.probe),
            )
            for action in report.actions
        ),
    )
    if report.since:
        listing(
            book,
            "Moved",
            ("Standard", "Text of the standard", "Partner", "Then", "Now", "Change"),
            (30, 60, 18, 16, 16, 16),
            (
                (*_standard(report, m.probe), report.name(m.partner), _words(m.before), _words(m.after), direction(m))
                for m in report.moves
            ),
        )
    if report.changed.gone:
        listing(
            book,
            "Gone",
            ("Element", "Text of the standard, which is gone", "Partner", "Rating", "What we do", "What we will do"),
            (30, 60, 18, 16, 40, 40),
            _gone(report),
        )
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _summary(sheet: Worksheet, report: GapReport) -> None:
    about = report.standards.about
    sheet.title = "Summary"
    sheet["A1"] = clean(f"{report.book.title}: gap report for a peer challenge")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = f"Made on {day(report.made.isoformat())} with Signpost, against {about.title} ({about.date})."
    lines = [f"{number} {words}" for number, words in report.headlines]
    if report.changed.any:
        lines.append(
            f"The standards have changed since this workbook was begun: {len(report.changed.gone)} probes are gone, "
            f"{len(report.changed.new)} are new."
        )
    for row, line in enumerate(lines, 3):
        sheet.cell(row, 1, line)
    words = [look.words for look in LOOKS.values()]
    themes: list[tuple[str | int, ...]] = [(theme, *counts.values()) for theme, counts in report.themes.items()]
    top = 4 + len(lines)
    block(sheet, top, ("Theme, all partners", *words), themes)
    stacked_bars(sheet, "Ratings by theme", top, len(themes), "I1")
    elements: list[tuple[str | int, ...]] = [
        (f"{e.element.title}: {report.name(p)}", *counts.values())
        for e in report.elements
        for p, counts in e.counts.items()
    ]
    top += 2 + len(themes)
    block(sheet, top, ("Element and partner", *words), elements)
    stacked_bars(sheet, "Ratings by element and partner", top, len(elements), "I16")
    sheet.column_dimensions["A"].width = 56
    for column in range(2, 2 + len(words)):
        sheet.column_dimensions[get_column_letter(column)].width = 11
    one_page_wide(sheet)


def _ratings(report: GapReport) -> Iterable[tuple[object, ...]]:
    apart = {difference.probe: difference.steps for difference in report.differences}
    for element in report.standards.elements:
        for number, probe in enumerate(element.probes, 1):
            ratings = (_words(report.book.entry(partner, probe.id).rating) for partner in report.book.partners)
            yield (
                element.theme,
                element.title,
                number,
                probe.text,
                *ratings,
                apart.get(probe.id, 0),
                f"{report.cite(probe)}: {probe.id}",
            )


def _held(report: GapReport) -> Iterable[tuple[object, ...]]:
    for element in report.elements:
        for held in element.held:
            names = ", ".join(map(report.name, held.partners))
            yield element.element.title, held.source.text, names or "missing", "", report.cite(held.source)
        for added in element.added:
            cited = f"added, for {report.standards.reference(added.probe)}"
            yield element.element.title, added.evidence.name, report.name(added.partner), added.evidence.link, cited


def _gone(report: GapReport) -> Iterable[tuple[object, ...]]:
    """What was entered for standards that are there no more."""
    for id, (element, text) in report.changed.gone.items():
        for partner, name in report.book.partners.items():
            entry = report.book.entry(partner, id)
            yield element, text, name, _words(entry.rating), entry.doing, entry.action


def _standard(report: GapReport, probe: str) -> tuple[str, str]:
    return report.standards.reference(probe), report.standards.probes[probe].text


def _words(rating: Rating) -> str:
    return LOOKS[rating].words
