"""Small pieces of sheets: rows under headings that can be sorted and filtered, blocks of figures, stacked bars."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook.look import LOOKS
from workbook.word import clean

_HEAD = PatternFill("solid", fgColor="E4EEF0")
_LINE = 15.0  # points that a line of text is high
_RATINGS = {look.words: rating for rating, look in LOOKS.items()}


def listing(
    book: Workbook, title: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]
) -> None:
    """A new sheet with a row of headings that stays in sight; widths in characters."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.append([clean(head) for head in heads])
    for row in rows:
        sheet.append([clean(value) if isinstance(value, str) else value for value in row])
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        _head(cell)
    sheet.row_dimensions[1].height = _height(
        [f"{head}   " for head in heads], widths
    )  # with room for the filter's button
    for number, line in enumerate(sheet.iter_rows(min_row=2), 2):
        for cell in line:
            _fill(cell)
        sheet.row_dimensions[number].height = _height([cell.value for cell in line], widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    one_page_wide(sheet)


def block(sheet: Worksheet, top: int, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Figures under headings, from the row ``top`` on."""
    for down, row in enumerate((heads, *rows)):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(top + down, across, clean(value) if isinstance(value, str) else value)
            if down:
                _fill(cell)
            else:
                _head(cell)
    sheet.row_dimensions[top].height = 2 * _LINE


def stacked_bars(sheet: Worksheet, title: str, top: int, rows: int, place: str) -> None:
    """A stacked bar for each row of the block that begins at the row ``top``, in the ratings' colours."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "percentStacked", 100
    chart.title = title
    chart.height, chart.width = max(7.0, 1.6 + rows * 0.75), 26
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


def one_page_wide(sheet: Worksheet) -> None:
    """Print a sheet across, on pages as wide as it."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(cell: Cell | MergedCell) -> None:
    cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True, vertical="top")


def _fill(cell: Cell | MergedCell) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if cell.data_type == "f":  # what people enter is text, whatever it begins with
        cell.data_type = "s"
    if isinstance(cell.value, date):
        cell.number_format = "D MMMM YYYY"
    if isinstance(cell.value, date | int):
        cell.alignment = Alignment(horizontal="left", vertical="top")
    if cell.value in _RATINGS:
        look = LOOKS[_RATINGS[str(cell.value)]]
        cell.fill, cell.font = PatternFill("solid", fgColor=look.colour), Font(color=look.ink)


def _height(values: Sequence[object], widths: Sequence[float]) -> float:
    """How high a row must be for its text: not every program works that out when it opens a file."""
    lines = [
        sum(ceil(len(line) / width) or 1 for line in value.split("\n"))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return _LINE * min(27, max(lines, default=1))  # a row can't be higher than 409 points
