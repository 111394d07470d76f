"""The Workbook tab, in a real browser."""

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect

from corpus.settings import Settings
from tests.conftest import DOCUMENTS
from tests.ui.conftest import Visitor
from tests.workbook.example import FOLDER
from ui import workbook_words as words
from workbook.book import Entry, begin, new_key, path_of, read_book
from workbook.exchange import from_json
from workbook.fields import Cell
from workbook.gaps import make_report
from workbook.report_page import report_page
from workbook.standards import Standards, load_standards

EXAMPLE = FOLDER / "exampleshire.json"
FIRST = ".probe >> nth=0"


@pytest.fixture(scope="session")
def standards() -> Standards:
    return load_standards(DOCUMENTS)


class Workbook:
    """A workbook of the page, and the file behind it."""

    def __init__(
        self, settings: Settings, standards: Standards, text: str = "", begun: Standards | None = None
    ) -> None:
        self.key = new_key()
        self.standards = standards
        path = path_of(settings.data / "workbooks", self.key)
        self.store = (
            from_json(text, path)[0]
            if text
            else begin(path, "Testshire", ["Council", "NHS"], begun or standards, "Tester")
        )

    def entry(self, probe: int = 0, partner: int = 1) -> Entry:
        """What the file says of a probe, counted from 0."""
        return read_book(self.store.latest()).entry(f"partner-{partner}", list(self.standards.probes)[probe])


@pytest.fixture
def workbook(settings: Settings, standards: Standards) -> Workbook:
    return Workbook(settings, standards)


@pytest.fixture
def example(settings: Settings, standards: Standards) -> Workbook:
    return Workbook(settings, standards, EXAMPLE.read_text(encoding="utf-8"))


def opened(context: BrowserContext, address: str, key: str) -> Visitor:
    visitor = Visitor(context, address).arrive(f"/?workbook={key}")
    visitor.page.wait_for_selector(".book-view h2")
    return visitor


def go(page: Page, name: str) -> None:
    page.locator(f'[data-show="{name}"]').first.click()
    page.wait_for_selector(f'.book[data-shown="{name}"]')


def saved(page: Page, field: str, probe: str = FIRST) -> None:
    """Wait until the page says that a field is saved."""
    expect(page.locator(f"{probe} >> [data-field={field}] >> .state").first).to_contain_text("Saved at")


def unfold(page: Page, probe: str = FIRST) -> None:
    page.locator(f"{probe} >> summary").first.click()


@pytest.fixture
def at(wide_context: BrowserContext, address: str, workbook: Workbook) -> Iterator[Page]:
    """A page with the new workbook open at its first element."""
    visitor = opened(wide_context, address, workbook.key)
    yield visitor.page
    visitor.page.close()


@pytest.fixture
def at_example(wide_context: BrowserContext, address: str, example: Workbook) -> Iterator[Page]:
    visitor = opened(wide_context, address, example.key)
    yield visitor.page
    visitor.page.close()


def test_a_rating_is_saved_by_itself_and_is_there_again_after_a_reload(at: Page, workbook: Workbook) -> None:
    at.locator(f"{FIRST} >> text=largely in place").first.click()
    saved(at, "rating")
    assert workbook.entry().rating == "largely in place"
    at.reload()
    expect(at.locator(f"{FIRST} >> input[value='largely in place']")).to_be_checked()


def test_progress_is_told_as_ratings_are_given(at: Page) -> None:
    expect(at.locator('[data-element="1"]')).to_have_text("0 of 7 rated")
    at.locator(f"{FIRST} >> text=started").first.click()
    expect(at.locator('[data-element="1"]')).to_have_text("1 of 7 rated")


def test_what_is_typed_is_saved_without_a_press(at: Page, workbook: Workbook) -> None:
    unfold(at)
    at.locator(FIRST).get_by_label(words.DOING).fill("A dashboard goes to the board each quarter.")
    saved(at, "doing")
    assert workbook.entry().doing == "A dashboard goes to the board each quarter."


def test_what_is_typed_is_saved_before_another_view_is_shown(at: Page, workbook: Workbook) -> None:
    unfold(at)
    at.locator(FIRST).get_by_label(words.DOING).fill("Typed, and gone on at once.")
    go(at, "element-2")
    assert workbook.entry().doing == "Typed, and gone on at once."


def test_what_is_typed_is_saved_when_the_page_is_left_at_once(at: Page, workbook: Workbook) -> None:
    unfold(at)
    at.locator(FIRST).get_by_label(words.DOING).fill("Typed, and gone away at once.")
    at.goto("about:blank")
    deadline = time.monotonic() + 10
    while not workbook.entry().doing and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workbook.entry().doing == "Typed, and gone away at once."


def test_an_action_has_its_owner_and_its_date(at: Page, workbook: Workbook) -> None:
    unfold(at)
    probe = at.locator(FIRST)
    probe.get_by_label(words.ACTION).fill("Agree shared measures.")
    probe.get_by_label(words.OWNER).fill("Board manager")
    probe.get_by_label(words.DUE).fill("2027-03-31")
    for field in ("action", "owner", "due"):
        saved(at, field)
    entry = workbook.entry()
    assert (entry.action, entry.owner, entry.due) == ("Agree shared measures.", "Board manager", "2027-03-31")


def test_evidence_is_ticked_from_the_tool_s_list_or_added_with_a_link(at: Page, workbook: Workbook) -> None:
    unfold(at)
    probe = at.locator(FIRST)
    probe.get_by_text("Performance reporting includes outcomes measures.").first.click()
    probe.get_by_role("button", name=words.EVIDENCE_ADD).click()
    probe.locator("[data-name]").fill("Outcomes report")
    probe.locator("[data-link]").fill("https://example.org/outcomes")
    probe.locator("[data-link]").blur()
    saved(at, "evidence")
    at.wait_for_function("document.querySelector('[data-field=evidence]').dataset.seen.includes('example.org')")
    ticked, added = workbook.entry().evidence
    assert workbook.standards.sources[ticked.source].text == "Performance reporting includes outcomes measures."
    assert (added.name, added.link) == ("Outcomes report", "https://example.org/outcomes")


def test_personal_data_is_spotted_while_typing_and_not_kept(at: Page, workbook: Workbook) -> None:
    unfold(at)
    at.locator(FIRST).get_by_label(words.DOING).type("Mrs Jones is visited every week.")
    state = at.locator(f"{FIRST} >> [data-field=doing] >> .state")
    expect(state).to_contain_text("This looks like personal data: name.")
    assert not any("Jones" in change.value for change in workbook.store.history())
    state.get_by_role("button", name=words.PERSONAL_SAVE).click()
    saved(at, "doing")
    assert workbook.entry().doing == "Mrs [name] is visited every week."
    expect(at.locator(FIRST).get_by_label(words.DOING)).to_have_value("Mrs [name] is visited every week.")


@pytest.mark.parametrize(("choice", "kept"), [(words.CONFLICT_THEIRS, "Theirs"), (words.CONFLICT_MINE, "Mine")])
def test_two_people_in_one_workbook_never_overwrite_each_other_unseen(
    at: Page, workbook: Workbook, choice: str, kept: str
) -> None:
    unfold(at)
    probe = next(iter(workbook.standards.probes))
    workbook.store.write(Cell(sheet="partner-1", item=probe, field="doing"), "Theirs", "", "Vulnerability lead")
    at.locator(FIRST).get_by_label(words.DOING).fill("Mine")
    state = at.locator(f"{FIRST} >> [data-field=doing] >> .state")
    expect(state).to_contain_text("Vulnerability lead changed this while you were writing.")
    expect(state.locator("blockquote")).to_have_text("Theirs")
    assert workbook.entry().doing == "Theirs"
    state.get_by_role("button", name=choice).click()
    saved(at, "doing")
    assert workbook.entry().doing == kept
    expect(at.locator(FIRST).get_by_label(words.DOING)).to_have_value(kept)


def test_a_change_that_can_t_be_sent_is_said_to_be_unsaved_and_sent_later(at: Page, workbook: Workbook) -> None:
    unfold(at)
    at.context.set_offline(True)
    at.locator(FIRST).get_by_label(words.DOING).fill("Written without a connection.")
    expect(at.locator(f"{FIRST} >> [data-field=doing] >> .state")).to_have_text(words.RETRYING)
    assert workbook.entry().doing == ""
    at.context.set_offline(False)
    saved(at, "doing")
    assert workbook.entry().doing == "Written without a connection."


def test_each_partner_rates_for_itself_and_sees_the_others(at: Page, workbook: Workbook) -> None:
    at.locator(f"{FIRST} >> text=embedded").first.click()
    saved(at, "rating")
    at.get_by_label(words.RATING_FOR).select_option("NHS")
    expect(at.locator(".rated-by")).to_contain_text("NHS")
    expect(at.locator(f"{FIRST} >> .others")).to_contain_text("Council: E embedded")
    expect(at.locator(f"{FIRST} >> input[type=radio][value='']")).to_be_checked()


def test_the_guidance_stands_beside_a_probe_word_for_word(at: Page, workbook: Workbook) -> None:
    probe, links = next(iter(workbook.standards.links.items()))
    at.locator(FIRST).get_by_text(words.GUIDANCE.format(count=len(links))).click()
    quotes = at.locator(f"{FIRST} >> blockquote").all_inner_texts()
    assert [" ".join(quote.split()) for quote in quotes] == [" ".join(passage.text.split()) for passage in links]
    assert probe == next(iter(workbook.standards.probes))


def test_everything_can_be_done_with_the_keyboard(at: Page, workbook: Workbook) -> None:
    def reach(selector: str) -> None:
        for _ in range(60):
            at.keyboard.press("Tab")
            if at.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab does not reach {selector}")

    at.locator(".book-view h2").focus()
    reach(".probe input[type=radio]")
    at.keyboard.press("ArrowUp")
    at.keyboard.press("ArrowUp")
    saved(at, "rating")
    assert workbook.entry().rating == "embedded"
    reach(".probe summary")
    at.keyboard.press("Enter")
    reach(".probe textarea")
    at.keyboard.type("Written with the keyboard.")
    saved(at, "doing")
    reach(".probe [type=checkbox]")
    at.keyboard.press("Space")
    saved(at, "evidence")
    at.locator(".book-nav").focus()
    at.locator('.book-nav [data-show="element-1"]').focus()
    reach('[data-show="element-2"]')
    at.keyboard.press("Enter")
    expect(at.locator(".book-view h2")).to_be_focused()
    expect(at.locator(".book-view h2")).to_have_text("2. People’s experiences of safeguarding")


def test_a_difference_leads_to_its_probe(at_example: Page) -> None:
    go(at_example, "differences")
    at_example.locator("td button.example").first.click()
    expect(at_example.locator(".probe h3:focus")).to_have_text(
        "Victims of neglect and abuse and witnesses are supported through the criminal justice system."
    )


def test_what_has_moved_since_a_day_is_shown(at_example: Page) -> None:
    go(at_example, "differences")
    at_example.get_by_label(words.MOVED_SINCE).fill("2026-03-31")
    at_example.get_by_role("button", name=words.MOVED_SHOW).click()
    expect(at_example.locator("[data-moved] tbody tr")).to_have_count(14)


@pytest.mark.parametrize("form", words.REPORT_FORMS)
def test_the_gap_report_is_downloaded(at_example: Page, form: str) -> None:
    go(at_example, "overview")
    at_example.locator("[data-since]").fill("2026-03-31")
    at_example.locator("[data-since]").blur()
    with at_example.expect_download(timeout=60_000) as started:
        at_example.get_by_role("link", name=words.REPORT_FORMS[form]).click()
    content = Path(started.value.path()).read_bytes()
    assert started.value.suggested_filename == f"gap-report.{form}"
    if form == "docx":
        assert "What has moved since 31 March 2026" in [p.text for p in Document(io.BytesIO(content)).paragraphs]
    elif form == "xlsx":
        assert "Moved" in load_workbook(io.BytesIO(content)).sheetnames
    else:
        assert "What has moved since 31 March 2026" in content.decode()


def test_an_exported_workbook_is_brought_in_again(at_example: Page, tmp_path: Path) -> None:
    go(at_example, "overview")
    with at_example.expect_download() as started:
        at_example.get_by_role("link", name=words.EXPORT_JSON).click()
    kept = tmp_path / "kept.json"
    started.value.save_as(kept)
    at_example.get_by_role("button", name=words.CLOSE).click()
    at_example.get_by_label(words.IMPORT_FILE).set_input_files(kept)
    at_example.get_by_role("button", name=words.IMPORT_BUTTON).click()
    expect(at_example.locator(".book-title")).to_have_text("Exampleshire 2026")
    expect(at_example.locator('[data-element="1"]')).to_have_text("7 of 7 rated")


def test_a_reflection_is_written_from_the_guidance_s_questions_and_exported(at: Page, workbook: Workbook) -> None:
    go(at, "reflection")
    at.get_by_role("button", name="Self-neglect").click()
    expect(at.locator(".book-view h2")).to_have_text("Self-neglect")
    expect(at.locator(".book-view")).to_contain_text("How were the core practice principles put into practice?")
    at.get_by_label("What I did").fill("I kept to short visits by agreement.")
    expect(at.locator("[data-field=did] .state")).to_contain_text("Saved at")
    at.get_by_role("button", name=words.REFLECTION_BACK).click()
    with at.expect_download() as started:
        at.get_by_role("link", name=words.REFLECTION_WORD).click()
    text = [paragraph.text for paragraph in Document(started.value.path()).paragraphs]
    assert "I kept to short visits by agreement." in text


def test_a_reflection_is_erased_for_good(at: Page, workbook: Workbook) -> None:
    at.on("dialog", lambda dialog: dialog.accept())
    go(at, "reflection")
    at.get_by_role("button", name="1. Empowerment").click()
    at.get_by_label("Situation").fill("An unmistakable situation.")
    expect(at.locator("[data-field=situation] .state")).to_contain_text("Saved at")
    at.get_by_role("button", name=words.REFLECTION_ERASE).click()
    expect(at.locator(".book-view")).to_contain_text(words.REFLECTION_NONE)
    assert b"unmistakable" not in workbook.store.path.read_bytes()


def test_the_history_says_who_changed_what(at: Page, workbook: Workbook) -> None:
    at.get_by_label(words.ROLE, exact=True).fill("Board manager")
    at.locator(f"{FIRST} >> text=started").first.click()
    saved(at, "rating")
    go(at, "history")
    row = at.locator("tbody tr").first.inner_text().split("\t")
    assert [cell.strip() for cell in row[1:]] == ["Board manager", "Council, 1. Outcomes, probe 1: Rating", "started"]


def test_a_partner_is_added_and_rates_too(at: Page) -> None:
    go(at, "overview")
    at.get_by_label(words.PARTNER_NEW).fill("Fire service")
    at.get_by_role("button", name=words.PARTNER_ADD).click()
    at.get_by_label(words.RATING_FOR).select_option("Fire service")
    go(at, "element-3")
    expect(at.locator(".rated-by")).to_contain_text("Fire service")


def test_a_workbook_of_an_older_edition_opens_and_says_what_changed(
    wide_context: BrowserContext, address: str, settings: Settings, standards: Standards
) -> None:
    first = standards.elements[0]
    gone = replace(first.probes[0], id="adult-safeguarding-improvement-tool:0000000000", text="Older words.")
    before = replace(standards, elements=(replace(first, probes=(gone, *first.probes[1:])), *standards.elements[1:]))
    made = Workbook(settings, standards, begun=before)
    made.store.write(Cell(sheet="partner-1", item=gone.id, field="rating"), "embedded", "", "A tester")
    page = opened(wide_context, address, made.key).page
    go(page, "overview")
    notice = page.locator(".notice.currency")
    expect(notice).to_contain_text("Older words.")
    expect(notice).to_contain_text("Council: E embedded")
    expect(notice).to_contain_text(first.probes[0].text)
    page.close()


def test_a_workbook_is_started_and_found_again_on_the_same_computer(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = Visitor(context, address).arrive().page
    page.get_by_role("tab", name=words.TAB).click()
    expect(page.locator(".known")).to_contain_text(words.KNOWN_NONE)
    page.get_by_label(words.NEW_NAME).fill("Testshire 2026")
    page.get_by_role("button", name=words.NEW_BUTTON).click()
    expect(page.locator(".book-title")).to_have_text("Testshire 2026")
    page.get_by_role("button", name=words.CLOSE).click()
    page.locator(".known").get_by_role("button", name="Testshire 2026", exact=True).click()
    expect(page.locator(".book-title")).to_have_text("Testshire 2026")
    context.close()


def test_who_has_no_key_sees_no_workbook(browser: Browser, address: str, example: Workbook) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = Visitor(context, address).arrive().page
    page.get_by_role("tab", name=words.TAB).click()
    page.wait_for_selector(".known li")
    assert "Exampleshire" not in page.content()
    page.get_by_label(words.OPEN_KEY).fill("A" * 20)
    page.get_by_role("button", name=words.OPEN_BUTTON).click()
    expect(page.locator("#workbook .problem")).to_contain_text("is not there")
    context.close()


def test_a_damaged_workbook_is_explained_and_its_key_is_not_forgotten(
    browser: Browser, address: str, workbook: Workbook
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = opened(context, address, workbook.key).page
    workbook.store.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    page.reload()
    expect(page.locator("#workbook .problem")).to_contain_text("damaged")
    expect(page.locator(".known").get_by_role("button", name="Testshire", exact=True)).to_be_visible()
    context.close()


def test_what_people_write_is_never_run(wide_context: BrowserContext, address: str, workbook: Workbook) -> None:
    attack = '"><img src=x onerror="window.pwned=1">'
    probe = next(iter(workbook.standards.probes))
    for cell in (Cell(field="title"), Cell(sheet="partner-1", item=probe, field="doing")):
        seen = "Testshire" if cell.field == "title" else ""
        workbook.store.write(cell, attack, seen, attack)
    page = opened(wide_context, address, workbook.key).page
    for name in ("history", "overview", "reflection", "element-1"):
        go(page, name)
    page.get_by_role("button", name=words.CLOSE).click()
    page.wait_for_selector(".known li")
    assert page.evaluate("window.pwned") is None
    page.close()


@pytest.fixture
def small(workbook: Workbook) -> Workbook:
    """A workbook with a little of everything: a difference, an action, evidence, a reflection."""
    probe = workbook.standards.elements[3].probes[0].id
    source = workbook.standards.elements[3].sources[0].id
    for sheet, item, field, value in (
        ("partner-1", probe, "rating", "embedded"),
        ("partner-2", probe, "rating", "started"),
        ("partner-1", probe, "action", "Agree one plan."),
        (
            "partner-1",
            probe,
            "evidence",
            f'[{{"source":"{source}","name":"","link":""}},{{"source":"","name":"Plan","link":""}}]',
        ),
        ("log", "one", "topic", "Self-neglect"),
        ("log", "one", "date", "2026-09-21"),
    ):
        workbook.store.write(Cell(sheet=sheet, item=item, field=field), value, "", "A tester")
    return workbook


@pytest.mark.parametrize("width", [1280, 320])
def test_the_gap_report_as_a_page_has_no_serious_findings_and_no_scrolling_sideways(
    browser: Browser, small: Workbook, standards: Standards, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "gap-report.html"
    path.write_text(report_page(make_report(small.store, standards)), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    visitor = Visitor(context, path.as_uri())
    visitor.page.goto(path.as_uri())
    found = visitor.serious_findings()
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert wide <= width


def test_a_table_of_three_partners_fits_its_card(at_example: Page) -> None:
    go(at_example, "differences")
    card, table = at_example.locator(".book-view").bounding_box(), at_example.locator("table.rows").bounding_box()
    assert card
    assert table
    assert table["x"] + table["width"] <= card["x"] + card["width"]


VIEWS = ("differences", "overview", "reflection", "history", "start", "entry", "problems")


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(wide_context: BrowserContext, address: str, small: Workbook, view: str) -> None:
    visitor = opened(wide_context, address, small.key)
    reach(visitor.page, view)
    found = visitor.serious_findings()
    visitor.page.close()
    assert found == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_dark_screen_has_contrast_and_needs_no_scrolling_sideways(
    narrow_context: BrowserContext, address: str, small: Workbook, view: str
) -> None:
    visitor = opened(narrow_context, address, small.key)
    visitor.page.set_viewport_size({"width": 320, "height": 256})
    reach(visitor.page, view)
    found = visitor.serious_findings(only=["color-contrast", "target-size", "scrollable-region-focusable"])
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    visitor.page.close()
    assert found == []
    assert width <= 320


def reach(page: Page, view: str) -> None:
    if view == "start":
        page.get_by_role("button", name=words.CLOSE).click()
        page.wait_for_selector(".workbook-start")
    elif view == "entry":
        go(page, "reflection")
        page.locator(".entries button").first.click()
        page.wait_for_selector(".entry")
        page.locator(".guidance summary").click()
    elif view == "problems":
        go(page, "element-4")
        page.locator(FIRST).get_by_label(words.DOING).fill("Mrs Jones rang.")
        page.wait_for_selector("[data-field=doing] .state button")
        page.locator(f"{FIRST} >> .guidance >> summary").click()
    else:
        go(page, view)


def test_on_paper_only_the_element_is_left(at_example: Page) -> None:
    at_example.emulate_media(media="print")
    expect(at_example.locator(".book-nav")).to_be_hidden()
    expect(at_example.locator("#tabs .tab-wrapper")).to_be_hidden()
    expect(at_example.locator(f"{FIRST} >> .ratings")).to_be_visible()
    expect(at_example.locator(f"{FIRST} >> input[type=radio]:visible")).to_have_count(1)


def test_the_longest_element_is_shown_within_a_second(at_example: Page) -> None:
    at_example.evaluate("window.before = performance.now()")
    go(at_example, "element-7")
    assert at_example.locator(".probe").count() == 16
    assert at_example.evaluate("performance.now() - window.before") < 1000


def test_the_arrow_keys_reach_the_workbook(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name="Quiz").focus()
    visitor.page.keyboard.press("ArrowRight")
    expect(visitor.page.get_by_role("tab", name=words.TAB)).to_be_focused()
    visitor.page.wait_for_selector(".workbook-start")
