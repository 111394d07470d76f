"""The three forms of the gap report, opened again with what reads them."""

import html
import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.workbook.example import MADE, SINCE, example_json
from tests.workbook.test_book import older
from workbook.book import Reflection, begin, read_book
from workbook.exchange import from_json
from workbook.fields import Cell
from workbook.gaps import GapReport, make_report
from workbook.look import lead_in
from workbook.reflection_word import reflection_word
from workbook.report_page import report_page
from workbook.report_sheet import report_sheet
from workbook.report_word import report_word
from workbook.standards import Standards
from workbook.store import Store


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, standards: Standards) -> GapReport:
    store, _ = from_json(example_json(standards), tmp_path_factory.mktemp("report") / "example.workbook")
    return make_report(store, standards, at=MADE, since=SINCE)


@pytest.fixture(scope="module")
def in_word(report: GapReport) -> str:
    return word_text(report_word(report))


def word_text(content: bytes) -> str:
    word = Document(io.BytesIO(content))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def rows(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content))[sheet].iter_rows(min_row=2, values_only=True))


def test_a_gap_is_what_is_not_in_place_or_only_started(report: GapReport) -> None:
    assert {gap.entry.rating for gap in report.gaps} == {"not in place", "started"}
    every = [report.book.entry(p, probe).rating for p in report.book.partners for probe in report.standards.probes]
    assert len(report.gaps) == sum(rating in ("not in place", "started") for rating in every)


def test_actions_stand_by_owner_and_date_and_the_unowned_last(report: GapReport) -> None:
    keys = [(not a.entry.owner, a.entry.owner.casefold(), a.entry.due or "9999") for a in report.actions]
    assert keys == sorted(keys)
    assert report.actions[-1].entry.owner == ""


def test_an_action_is_late_once_its_date_is_past(report: GapReport) -> None:
    assert {a.entry.due for a in report.actions if a.late} == {"2026-08-31", "2026-09-01"}


def test_evidence_that_nobody_holds_is_missing(report: GapReport) -> None:
    first = report.elements[0]
    ticked = {
        p.source
        for probe in first.element.probes
        for q in report.book.partners
        for p in report.book.entry(q, probe.id).evidence
    }
    assert [held.source.id for held in first.held if not held.partners] == [
        source.id for source in first.element.sources if source.id not in ticked
    ]


def test_the_page_needs_nothing_beside_itself(report: GapReport) -> None:
    page = report_page(report)
    assert re.findall(r'(?:src|href)="(?!#|https://example\.org)[^"]*"', page) == []
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_every_line_of_the_page_leads_to_its_standard(report: GapReport) -> None:
    page = report_page(report)
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    assert wanted <= set(re.findall(r'id="([^"]+)"', page))
    assert len(re.findall(r"<tr><td><a href=\"#p-", page)) == len(report.differences) + len(report.moves)
    spans = re.findall(r"<tr><td rowspan=\"(\d+)\"><a href=\"#p-", page)
    assert sum(map(int, spans)) == len(report.gaps)


def missing(report: GapReport, text: str) -> list[str]:
    """The probes and linked passages whose words are not all in a text."""
    flat = " ".join(text.split())
    linked = [passage for passages in report.standards.links.values() for passage in passages]
    return [
        passage.id
        for passage in [*report.standards.probes.values(), *linked]
        if not all(" ".join(line.split()) in flat for line in passage.text.split("\n"))
    ]


def test_every_probe_stands_in_the_page_with_the_guidance_on_it(report: GapReport) -> None:
    assert missing(report, html.unescape(report_page(report))) == []


def test_every_probe_stands_in_the_word_report_with_the_guidance_on_it(report: GapReport, in_word: str) -> None:
    assert missing(report, in_word) == []


def test_a_passage_that_goes_on_from_a_lead_in_is_quoted_with_it(report: GapReport, in_word: str) -> None:
    page = " ".join(html.unescape(report_page(report)).split())
    linked = {p.id: p for passages in report.standards.links.values() for p in passages if p.lead_in}
    assert linked
    for text in (page, " ".join(in_word.split())):
        assert [id for id, passage in linked.items() if " ".join(lead_in(passage).split()) not in text] == []


def test_the_parts_of_the_word_report_are_listed_and_led_to(report: GapReport) -> None:
    body = Document(io.BytesIO(report_word(report))).element.body
    wanted = body.xpath("//w:hyperlink/@w:anchor")
    assert len(wanted) == 8
    assert wanted == body.xpath("//w:bookmarkStart/@w:name")


def test_what_people_entered_is_never_markup(store: Store, standards: Standards) -> None:
    probe = next(iter(standards.probes))
    store.write(Cell(sheet="partner-1", item=probe, field="doing"), "<script>alert(1)</script>", "", "A tester")
    assert "<script" not in report_page(make_report(store, standards))


def test_what_people_entered_is_never_a_formula(store: Store, standards: Standards) -> None:
    probe = next(iter(standards.probes))
    for field, value in (("rating", "started"), ("action", "=1+1")):
        store.write(Cell(sheet="partner-1", item=probe, field=field), value, "", "A tester")
    sheet = load_workbook(io.BytesIO(report_sheet(make_report(store, standards))))["Action plan"]
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")


def test_the_sheets_hold_a_row_for_each_probe_gap_action_and_move(report: GapReport) -> None:
    content = report_sheet(report)
    assert len(rows(content, "Ratings")) == 77
    assert len(rows(content, "Gaps")) == len(report.gaps)
    assert len(rows(content, "Action plan")) == len(report.actions)
    assert len(rows(content, "Moved")) == len(report.moves)


def test_dates_in_the_action_plan_can_be_sorted(report: GapReport) -> None:
    dates = [row[1] for row in rows(report_sheet(report), "Action plan")]
    assert [f"{date:%Y-%m-%d}" if isinstance(date, datetime) else "" for date in dates] == [
        action.entry.due for action in report.actions
    ]


def test_every_row_of_the_sheets_is_high_enough_for_its_text(report: GapReport) -> None:
    sheet = load_workbook(io.BytesIO(report_sheet(report)))["Gaps"]
    for row in sheet.iter_rows(min_row=2):
        text = str(row[1].value)
        width = sheet.column_dimensions[row[1].column_letter].width
        assert sheet.row_dimensions[row[1].row].height >= 14 * len(text) / width


def test_the_sheets_have_their_charts(report: GapReport) -> None:
    assert len(load_workbook(io.BytesIO(report_sheet(report)))["Summary"]._charts) == 2


def test_the_word_report_has_the_same_headlines_as_the_page(report: GapReport, in_word: str) -> None:
    assert [words for number, words in report.headlines if f"{number} {words}" not in in_word] == []


def test_a_report_at_an_earlier_day_shows_things_as_they_stood(example: Store, standards: Standards) -> None:
    then = make_report(example, standards, at=SINCE)
    assert then.actions == ()
    assert then.book.entry("partner-1", standards.elements[0].probes[1].id).rating == "started"


def test_an_empty_workbook_has_a_report_too(store: Store, standards: Standards) -> None:
    report = make_report(store, standards, since=SINCE)
    assert "No action is planned" in report_page(report)
    assert rows(report_sheet(report), "Gaps") == []
    assert "Ratings by theme" in word_text(report_word(report))


def test_a_workbook_without_partners_has_an_empty_report(tmp_path: Path, standards: Standards) -> None:
    report = make_report(begin(tmp_path / "own.workbook", "My reflections", [], standards, "A tester"), standards)
    assert "My reflections" in report_page(report)
    assert "My reflections" in word_text(report_word(report))
    assert len(rows(report_sheet(report), "Ratings")) == 77


def test_a_report_on_an_older_workbook_says_what_changed_and_keeps_its_ratings(
    tmp_path: Path, standards: Standards
) -> None:
    before = older(standards)
    store = begin(tmp_path / "old.workbook", "Old", ["Council"], before, "A tester")
    cell = Cell(sheet="partner-1", item=before.elements[0].probes[0].id, field="rating")
    store.write(cell, "embedded", "", "A tester")
    report = make_report(store, standards)
    for text in (report_page(report), word_text(report_word(report))):
        assert "Older words." in text
        assert standards.elements[-1].probes[-1].text in text
        assert "have changed since this workbook was begun" in text
    assert rows(report_sheet(report), "Gone")[0][1:4] == ("Older words.", "Council", "embedded")


def test_characters_that_excel_cannot_hold_are_left_out(store: Store, standards: Standards) -> None:
    probe = next(iter(standards.probes))
    store.write(Cell(sheet="partner-1", item=probe, field="action"), "Ring\x07 the bell", "", "A tester")
    assert rows(report_sheet(make_report(store, standards)), "Action plan")[0][4] == "Ring the bell"


def test_characters_that_word_cannot_hold_are_left_out(standards: Standards) -> None:
    text = word_text(reflection_word([Reflection("one", did="Rang\x07 the bell")], standards))
    assert "Rang the bell" in text


def test_the_log_becomes_a_word_document_with_the_guidance_s_questions(example: Store, standards: Standards) -> None:
    log = read_book(example.latest()).log
    text = word_text(reflection_word(log, standards))
    assert log[0].situation in text
    assert "Can you identify how you have demonstrated the principle in your practice?" in text
    assert log[0].topic in text
