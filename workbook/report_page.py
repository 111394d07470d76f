"""The gap report as one page: no network, nothing to install, fit to print."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbook.gaps import GapReport
from workbook.look import LOOKS, day, direction, lead_in


def report_page(report: GapReport) -> str:
    """The report as HTML that needs nothing beside itself."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "anchor": _anchor}
    return environment.get_template("gaps.html.jinja").render(
        report=report,
        standards=report.standards,
        partners=report.book.partners,
        looks=LOOKS,
        direction=direction,
        lead_in=lead_in,
    )


def _anchor(passage_id: str) -> str:
    return "p-" + passage_id.rpartition(":")[2]
