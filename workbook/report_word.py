"""The gap report as a Word document, to be read, marked up and signed off."""

from itertools import groupby

from docx.document import Document as WordDocument
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from workbook.gaps import ElementReport, GapReport
from workbook.look import LOOKS, day, direction, lead_in
from workbook.word import add_row, contents, join, new_word, quote, rate, saved, say, table
from workbook.word_charts import bars, legend, strip

_WIDTH = 25.7  # centimetres between the margins
_STANDARD = 9.0  # centimetres of the column that cites the standard
_RATING = 3.6  # centimetres of a column of ratings


def report_word(report: GapReport) -> bytes:
    """The report as the bytes of a .docx file."""
    word = new_word(f"{report.book.title}: gap report for a peer challenge", landscape=True)
    _opening(word, report)
    if report.changed.any:
        _edition(word, report)
    first = _charts(word, report)
    if report.since:
        _moves(word, report)
    _differences(word, report)
    _gaps(word, report)
    word.add_heading("Evidence held and missing", 2)
    for element in report.elements:
        _evidence(word, report, element)
    _actions(word, report)
    word.add_heading("Every probe, with the guidance on it", 2).paragraph_format.page_break_before = True
    for element in report.elements:
        _probes(word, report, element)
    contents(word, first)
    return saved(word)


def _opening(word: WordDocument, report: GapReport) -> None:
    about = report.standards.about
    partners = ", ".join(report.book.partners.values())
    word.add_paragraph(
        f"Made on {day(report.made.isoformat())} with Signpost. {partners} each rated for themselves the "
        f"{len(report.standards.probes)} probes of the {about.title} ({about.publisher}, {about.date}). The words of "
        "the standards and of the guidance are theirs; all else was entered by the partners."
    )
    for number, words in report.headlines:
        word.add_paragraph(f"{number} {words}", style="List Bullet")
    word.add_paragraph(
        "A rating is what a partner says of itself. It is a place to begin a conversation, not a measure of safety."
    )


def _edition(word: WordDocument, report: GapReport) -> None:
    changed = report.changed
    word.add_heading("The standards have changed since this workbook was begun", 2)
    word.add_paragraph(
        f"It was begun on the edition of {changed.begun}; the one in use is of {changed.now}. A probe whose words have "
        "changed counts as gone and as new. What was entered for those that are gone is kept here."
    )
    gone = table(word, ("Gone", "Partner", "Rating", "What we do"), (10, 4, 4, 7))
    for id, (element, text) in changed.gone.items():
        for partner, name in report.book.partners.items():
            entry = report.book.entry(partner, id)
            rate(add_row(gone, (f"{element}: {text}", name, "", entry.doing))[2], LOOKS[entry.rating])
    for id in changed.new:
        word.add_paragraph(
            f"New: {report.standards.probes[id].text} ({report.standards.reference(id)})", style="List Bullet"
        )


def _moves(word: WordDocument, report: GapReport) -> None:
    word.add_heading(f"What has moved since {day(report.since.isoformat()) if report.since else ''}", 2)
    if not report.moves:
        word.add_paragraph("No rating has changed.")
        return
    made = table(
        word,
        ("Standard", "Partner", "Then", "Now", "Change"),
        (_WIDTH - 4.5 - 2 * _RATING - 2.8, 4.5, _RATING, _RATING, 2.8),
    )
    for move in report.moves:
        cells = add_row(made, (_cite(report, move.probe), report.name(move.partner), "", "", direction(move)))
        rate(cells[2], LOOKS[move.before])
        rate(cells[3], LOOKS[move.after])


def _charts(word: WordDocument, report: GapReport) -> Paragraph:
    """The charts; returns their first heading."""
    partners = report.book.partners
    first = word.add_heading("Ratings by theme, all partners", 2)
    first.paragraph_format.page_break_before = True
    legend(word)
    word.add_paragraph().paragraph_format.keep_with_next = True
    bars(word, list(report.themes.items()))
    word.add_heading("Ratings by element and partner", 2)
    word.add_paragraph("The bars show shares; below them is a cell for each probe, in the tool’s order.")
    for element in report.elements:
        word.add_heading(element.element.title, 3)
        bars(word, [(name, element.counts[partner]) for partner, name in partners.items()])
        word.add_paragraph()
        rated = [
            (n, [report.book.entry(p, probe.id).rating for probe in element.element.probes])
            for p, n in partners.items()
        ]
        strip(word, rated)
        word.add_paragraph()
    return first


def _differences(word: WordDocument, report: GapReport) -> None:
    word.add_heading("Where partners differ", 2)
    if not report.differences:
        word.add_paragraph("No probe is rated at different levels.")
        return
    word.add_paragraph(
        "The furthest apart first. A difference may be real, or partners may understand the standard differently: "
        "talk about which."
    ).paragraph_format.keep_with_next = True
    names = list(report.book.partners.values())
    width = min(_RATING, (_WIDTH - _STANDARD - 1.7) / len(names))
    made = table(word, ("Standard", *names, "Steps"), (_WIDTH - 1.7 - width * len(names), *[width] * len(names), 1.7))
    for difference in report.differences:
        cells = add_row(made, (_cite(report, difference.probe), *[""] * len(names), str(difference.steps)))
        for cell, rating in zip(cells[1:-1], difference.ratings.values(), strict=True):
            rate(cell, LOOKS[rating])


def _gaps(word: WordDocument, report: GapReport) -> None:
    word.add_heading("Gaps: not in place, or only started", 2)
    heads = ("Standard", "Partner", "Rating", "What we do", "What we will do")
    made = table(word, heads, (_STANDARD, 3.3, 2.8, 5.3, 5.3))
    for probe, gaps in groupby(report.gaps, key=lambda gap: gap.probe):
        cited: list[_Cell] = []
        for gap in gaps:
            action = gap.entry.action or "No action planned"
            standard = "" if cited else _cite(report, probe)
            cells = add_row(made, (standard, report.name(gap.partner), "", gap.entry.doing, action))
            rate(cells[2], LOOKS[gap.entry.rating])
            cited.append(cells[0])
        join(cited)


def _evidence(word: WordDocument, report: GapReport, element: ElementReport) -> None:
    word.add_heading(element.element.title, 3)
    made = table(word, ("Source of evidence", "Held by"), (17, 8.7))
    for held in element.held:
        names = ", ".join(map(report.name, held.partners))
        cells = add_row(made, (held.source.text, names))
        if not names:
            say(cells[1], "Missing", bold=True)
    for added in element.added:
        cited = f"{added.evidence.name} (added, for {report.standards.reference(added.probe)})"
        add_row(made, ("\n".join(filter(None, (cited, added.evidence.link))), report.name(added.partner)))


def _actions(word: WordDocument, report: GapReport) -> None:
    word.add_heading("Action plan, by owner and date", 2)
    made = table(word, ("Owner", "By", "Partner", "Action", "Standard"), (3.8, 3, 3.5, 6.4, _STANDARD))
    for action in report.actions:
        due = day(action.entry.due) if action.entry.due else "No date"
        cells = add_row(
            made,
            (
                action.entry.owner or "No owner",
                due,
                report.name(action.partner),
                action.entry.action,
                _cite(report, action.probe),
            ),
        )
        if action.late:
            say(cells[1], "Past its date", bold=True, colour="A81C14")


def _probes(word: WordDocument, report: GapReport, element: ElementReport) -> None:
    word.add_heading(element.element.title, 3)
    for ideal in element.element.ideals:
        word.add_paragraph(ideal.text)
    for number, probe in enumerate(element.element.probes, 1):
        word.add_heading(f"Probe {number}", 4)
        quote(word, probe.text, f"{report.standards.reference(probe.id)}. {report.cite(probe)}. Passage {probe.id}")
        made = table(word, ("Partner", "Rating", "What we do", "Evidence"), (4, 3.2, 10, 8.5))
        for partner, name in report.book.partners.items():
            entry = report.book.entry(partner, probe.id)
            held = "; ".join(report.held_names(entry)) or "None entered"
            rate(add_row(made, (name, "", entry.doing, held))[1], LOOKS[entry.rating])
        for passage in report.standards.links[probe.id]:
            quote(word, passage.text, report.cite(passage), lead_in(passage))


def _cite(report: GapReport, probe: str) -> str:
    return f"{report.standards.reference(probe)}: {report.standards.probes[probe].text}"
