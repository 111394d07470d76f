"""Usable by everyone: axe's findings, a screen reader's hearing, the keyboard, narrow and zoomed windows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.ui import answers
from tests.ui.conftest import Visitor
from ui import quiz_words, words, words_evaluate, workbook_words

Step = Callable[[Visitor], object]


def problem(visitor: Visitor) -> None:
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#question-problem .problem")


def running(visitor: Visitor) -> None:
    visitor.page.fill("#question textarea", answers.SLOW)
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#stop")


def editing(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    visitor.page.get_by_role("button", name=words.EDIT).click()
    visitor.page.wait_for_selector(".editing")


STATES: dict[str, Step] = {
    "start": lambda v: None,
    "answer": lambda v: v.ask(answers.LEADERSHIP),
    "written answer": lambda v: v.ask(answers.WRITTEN),
    "conversation": lambda v: v.ask(answers.DANGER).ask(answers.MYTH),
    "emergency": lambda v: v.ask(answers.DANGER),
    "myth": lambda v: v.ask(answers.MYTH),
    "personal data": lambda v: v.ask(answers.PERSONAL, shown="Is this neglect? Her name is [name]"),
    "abstained": lambda v: v.ask(answers.UNKNOWN),
    "partial": lambda v: v.ask(answers.PARTLY),
    "declined": lambda v: v.ask(answers.HARMFUL),
    "problem": problem,
    "running": running,
    "editing": editing,
    "source": lambda v: v.ask(answers.BOARD).open_citation(),
    "source in a table": lambda v: v.ask(answers.LEADERSHIP).open_citation(),
    "labels explained": lambda v: v.page.locator("#footer summary").click(),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(visitor: Visitor, state: str) -> None:
    STATES[state](visitor)
    assert visitor.serious_findings() == []


@pytest.mark.parametrize("state", ["start", "answer", "conversation", "abstained", "problem", "editing", "source"])
def test_axe_finds_nothing_serious_in_the_dark_on_a_narrow_screen(narrow: Visitor, state: str) -> None:
    narrow.page.set_viewport_size({"width": 320, "height": 900})
    STATES[state](narrow)
    assert narrow.serious_findings(only=["color-contrast", "target-size", "scrollable-region-focusable"]) == []


def test_an_answer_is_announced_once_and_whole(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    visitor.page.evaluate(
        """() => { window.heard = []; for (const region of document.querySelectorAll('[aria-live], [role=status], [role=alert]'))
        new MutationObserver(() => { const said = region.textContent.trim(); if (said) window.heard.push(said); })
        .observe(region, {childList: true, subtree: true, characterData: true}); }"""
    )
    visitor.ask(answers.LEADERSHIP)
    heard = visitor.page.evaluate("window.heard")
    answer = visitor.page.locator("#latest .answer").text_content()
    assert heard == [answer.strip() if answer else None]


def test_earlier_answers_do_not_speak_up(visitor: Visitor) -> None:
    visitor.ask(answers.DANGER).ask(answers.BOARD)
    expect(visitor.page.locator("#earlier [aria-live], #earlier [role=alert], #earlier [role=status]")).to_have_count(0)
    assert visitor.page.locator("#earlier").evaluate("element => element.closest('[aria-live]')") is None


def test_the_live_regions_stand_ready_before_the_first_answer(visitor: Visitor) -> None:
    marked = "document.querySelector('#latest .answer').before = 1"
    visitor.page.evaluate(marked)
    visitor.ask(answers.BOARD)
    assert visitor.page.evaluate("document.querySelector('#latest .answer').before") == 1


def test_everything_can_be_done_with_the_keyboard(visitor: Visitor) -> None:
    keys = visitor.page.keyboard

    def reach(selector: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if visitor.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab does not reach {selector}")

    keys.press("Tab")
    keys.press("Enter")
    expect(visitor.page.locator("#question textarea")).to_be_focused()
    keys.type(answers.BOARD)
    keys.press("Enter")
    visitor.wait_for_answer(answers.BOARD, 0)
    visitor.page.evaluate("document.querySelector('#latest .asked').focus()")
    reach("#latest .cite")
    keys.press("Enter")
    visitor.page.wait_for_selector("#source mark")
    reach("#source summary")
    keys.press("Enter")
    reach("#source .contents a")
    keys.press("Enter")
    expect(visitor.page.locator("#source .document :focus")).to_be_attached()
    keys.press("Escape")
    expect(visitor.page.locator("#latest .cite").first).to_be_focused()


def test_the_arrow_keys_go_from_tab_to_tab(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name=words.ASK_TAB).focus()
    visitor.page.keyboard.press("ArrowRight")
    documents = visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB)
    expect(documents).to_be_focused()
    expect(documents).to_have_attribute("aria-selected", "true")


def test_the_focus_is_always_visible(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    visitor.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    unseen = []
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        outline, name = visitor.page.evaluate(
            """() => { const e = document.activeElement, style = getComputedStyle(e);
            return [e === document.body || (style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3), e.outerHTML.slice(0, 80)]; }"""
        )
        if not outline:
            unseen.append(name)
    assert unseen == []


@pytest.mark.parametrize("state", ["start", "conversation", "source in a table", "abstained", "problem"])
def test_nothing_needs_scrolling_sideways_at_320_pixels(zoomed: Visitor, state: str) -> None:
    STATES[state](zoomed)
    wide = zoomed.page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => { const r = e.getBoundingClientRect();
        return r.width > 0 && r.height > 1 && r.right > 321 && getComputedStyle(e).visibility !== 'hidden'; }).map(e => e.outerHTML.slice(0, 100))"""
    )
    scroll = zoomed.page.evaluate("document.documentElement.scrollWidth")
    assert wide == []
    assert scroll <= 320


def test_on_a_narrow_screen_the_document_takes_the_place_of_the_answer_until_closed(narrow: Visitor) -> None:
    narrow.ask(answers.BOARD).open_citation()
    expect(narrow.page.locator("#latest")).to_be_hidden()
    expect(narrow.page.locator("#source mark").first).to_be_in_viewport()
    narrow.page.get_by_role("button", name=words.CLOSE_SOURCE).click()
    expect(narrow.page.locator("#latest .cite").first).to_be_focused()


def test_every_tab_can_be_seen_and_pressed_on_a_narrow_screen(narrow: Visitor) -> None:
    for name in (words_evaluate.TAB, workbook_words.TAB, quiz_words.TAB, words.DOCUMENTS_TAB, words.ASK_TAB):
        tab = narrow.page.get_by_role("tab", name=name, exact=True)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")


def test_a_phone_can_call_999_from_an_emergency_and_from_the_line_that_is_always_there(narrow: Visitor) -> None:
    narrow.ask(answers.DANGER)
    expect(narrow.page.locator("#latest [role=alert] a[href='tel:999']")).to_be_in_viewport()
    expect(narrow.page.locator("#banner a[href='tel:999']")).to_have_count(1)


def test_while_the_page_loads_nothing_moves_and_nothing_is_gradio_s(wide_context: BrowserContext, address: str) -> None:
    page = wide_context.new_page()
    page.route("**/assets/Blocks*.js", lambda route: None)  # without it the page stays as it is while it loads
    page.goto(address, wait_until="commit")
    expect(page.locator(".loading")).to_be_visible()
    expect(page.locator("[data-testid=status-tracker] svg")).to_be_hidden()
    expect(page.locator(".eta-bar")).to_be_hidden()
    page.close()


def test_no_progress_is_shown_over_what_stands_beside_the_question(wide_context: BrowserContext, address: str) -> None:
    page = wide_context.new_page()
    page.add_init_script(
        """window.seen = []; new MutationObserver(() => {
        for (const one of document.querySelectorAll('#tabs [data-testid=status-tracker]'))
        if (one.checkVisibility({visibilityProperty: true, opacityProperty: true})) window.seen.push(one.className); })
        .observe(document, {childList: true, subtree: true, attributes: true});"""
    )
    page.goto(address)
    expect(page.locator("#about h2").first).to_be_visible()
    seen = page.evaluate("window.seen")
    page.close()
    assert seen == []


def test_nothing_moves_for_those_who_asked_for_stillness(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    moving = visitor.page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length")
    assert moving == 0


def test_the_page_follows_the_reader_s_choice_of_light_or_dark(browser: Browser, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        visitor = Visitor(context, address).arrive()
        grounds.append(visitor.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert grounds == ["rgb(243, 245, 244)", "rgb(17, 24, 28)"]
