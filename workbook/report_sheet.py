"""The gap report as a workbook of sheets, to be sorted and filtered."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook.fields import Rating
from workbook.gaps import GapReport
from workbook.look import LOOKS, day, direction
from workbook.word import clean

_HEAD = PatternFill("solid", fgColor="E4EEF0")
_RATINGS = {look.words: rating for rating, look in LOOKS.items()}


def report_sheet(report: GapReport) -> bytes:
    """The report as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.title = clean(report.book.title)
    book.properties.creator = "Signpost"
    _summary(book.worksheets[0], report)
    names = list(report.book.partners.values())
    _sheet(
        book,
        "Ratings",
        ("Theme", "Element", "Probe", "Text of the standard", *names, "Steps apart", "Passage"),
        (24, 24, 8, 70, *[18] * len(names), 12, 52),
        _ratings(report),
    )
    _sheet(
        book,
        "Gaps",
        ("Standard", "Text of the standard", "Partner", "Rating", "What we do", "What we will do"),
        (34, 70, 18, 18, 50, 50),
        (
            (*_standard(report, g.probe), report.name(g.partner), g.entry.rating, g.entry.doing, g.entry.action)
            for g in report.gaps
        ),
    )
    _sheet(
        book, "Evidence", ("Element", "Source", "Held by", "Link", "Cited from"), (34, 70, 34, 40, 60), _held(report)
    )
    _sheet(
        book,
        "Action plan",
        ("Owner", "By", "Late", "Partner", "Action", "Standard", "Text of the standard"),
        (28, 18, 8, 18, 60, 34, 70),
        (
            (
                action.entry.owner,
                day(action.entry.due),
                "late" if action.late else "",
                report.name(action.partner),
                action.entry.action,
                *_standard(report, action.probe),
            )
            for action in report.actions
        ),
    )
    if report.since:
        _sheet(
            book,
            "Moved",
            ("Standard", "Text of the standard", "Partner", "Then", "Now", "Change"),
            (34, 70, 18, 18, 18, 18),
            (
                (*_standard(report, m.probe), report.name(m.partner), _words(m.before), _words(m.after), direction(m))
                for m in report.moves
            ),
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
    if report.changed.any:
        sheet["A3"] = (
            f"The standards have changed since this workbook was begun: {len(report.changed.gone)} probes are gone, "
            f"{len(report.changed.new)} are new."
        )
    words = [look.words for look in LOOKS.values()]
    themes: list[tuple[str | int, ...]] = [(theme, *counts.values()) for theme, counts in report.themes.items()]
    _block(sheet, 5, ("Theme, all partners", *words), themes)
    _chart(sheet, "Ratings by theme", 5, len(themes), "J5")
    elements: list[tuple[str | int, ...]] = [
        (f"{e.element.title}: {report.name(p)}", *counts.values())
        for e in report.elements
        for p, counts in e.counts.items()
    ]
    top = 7 + len(themes)
    _block(sheet, top, ("Element and partner", *words), elements)
    _chart(sheet, "Ratings by element and partner", top, len(elements), "J22")
    sheet.column_dimensions["A"].width = 62
    for column in range(2, 2 + len(words)):
        sheet.column_dimensions[get_column_letter(column)].width = 13
    _one_page_wide(sheet)


def _block(sheet: Worksheet, top: int, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    for down, row in enumerate((heads, *rows)):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(top + down, across, value)
            if not down:
                cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True)


def _chart(sheet: Worksheet, title: str, top: int, rows: int, place: str) -> None:
    """A stacked bar for each row of the block that begins at the row ``top``, in the ratings' colours."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "percentStacked", 100
    chart.title = title
    chart.height, chart.width = max(7.0, 1.6 + rows * 0.75), 30
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(LOOKS), min_row=top, max_row=top + rows), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=top + rows))
    for series, look in zip(chart.series, LOOKS.values(), strict=True):
        series.graphicalProperties.solidFill = look.colour
        series.graphicalProperties.line.solidFill = "47545F"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.gapWidth = 40
    sheet.add_chart(chart, place)


def _sheet(
    book: Workbook, title: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]
) -> None:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append([clean(head) for head in heads])
    for row in rows:
        sheet.append([clean(value) if isinstance(value, str) else value for value in row])
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":  # what people enter is text, whatever it begins with
                cell.data_type = "s"
            if cell.value in _RATINGS:
                look = LOOKS[_RATINGS[str(cell.value)]]
                cell.fill, cell.font = PatternFill("solid", fgColor=look.colour), Font(color=look.ink)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _one_page_wide(sheet)


def _one_page_wide(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


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


def _standard(report: GapReport, probe: str) -> tuple[str, str]:
    return report.standards.reference(probe), report.standards.probes[probe].text


def _words(rating: Rating) -> str:
    return LOOKS[rating].words
