"""Reading the documents, in a real browser."""

import pytest
from playwright.sync_api import Browser, expect

from corpus.document import Document
from corpus.index.reading import Index
from tests.ui import answers
from tests.ui.conftest import Visitor
from ui import words
from ui.search import find_passages

TOOL = "Adult Safeguarding Improvement Tool"
GUIDANCE = "Revisiting safeguarding practice"


def read(visitor: Visitor, title: str = TOOL) -> Visitor:
    visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB).click()
    visitor.page.wait_for_selector("#reading .reader")
    if title != TOOL:
        visitor.page.get_by_role("button", name=title).click()
    expect(visitor.page.locator("#reading .document > header h2")).to_have_text(title)
    return visitor


def search(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_label(words.SEARCH).fill(text)
    visitor.page.get_by_label(words.SEARCH).press("Enter")
    visitor.page.wait_for_selector("#found .found")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("title", [TOOL, GUIDANCE])
def test_every_passage_of_a_document_can_be_read_in_its_order(visitor: Visitor, index: Index, title: str) -> None:
    read(visitor, title)
    slug = next(slug for slug, stored in index.documents.items() if stored.about.title == title)
    shown = visitor.page.locator("#reading [data-passage]").evaluate_all("all => all.map(one => one.dataset.passage)")
    assert shown == [passage.id for passage in index.document_passages(slug)]
    text = squeezed(visitor.page.locator("#reading").text_content() or "")
    assert [p.id for p in index.document_passages(slug) if squeezed(p.text) not in text] == []


def test_the_improvement_tool_is_the_three_column_tables_that_it_was(visitor: Visitor) -> None:
    read(visitor)
    tables = visitor.page.locator("#reading table")
    expect(tables).to_have_count(8)
    heads = tables.first.locator("th").all_inner_texts()
    assert heads == ["Ideal Service", "Probes and Questions", "Possible sources of evidence"]
    cells = tables.first.locator("td").all_inner_texts()
    assert cells[0].startswith("1.1 People at risk of abuse")
    assert cells[1].startswith("There is a shared approach to outcomes")
    assert cells[2].startswith("There is an emphasis on outcomes")
    tops = tables.first.locator("td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


def test_on_a_narrow_screen_the_columns_stand_under_each_other_each_with_its_name(narrow: Visitor) -> None:
    cells = read(narrow).page.locator("#reading table").first.locator("td")
    tops = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    names = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert tops == sorted(set(tops))
    assert names == ['"Ideal Service"', '"Probes and Questions"', '"Possible sources of evidence"']


def test_the_contents_lead_to_every_section(visitor: Visitor) -> None:
    read(visitor, GUIDANCE)
    visitor.page.locator("#contents").get_by_text("Modern slavery", exact=True).click()
    heading = visitor.page.locator("#reading").get_by_role("heading", name="Modern slavery")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def test_a_search_finds_the_passages_that_have_all_the_words(visitor: Visitor) -> None:
    read(visitor)
    search(visitor, "coercive BEHAVIOUR")
    expect(visitor.page.locator("#found [role=status], #found div[role=status]").first).to_contain_text("found for")
    for result in visitor.page.locator("#found .results li").all_inner_texts():
        assert "coerc" in result.lower()


def test_a_result_opens_its_passage_marked(visitor: Visitor) -> None:
    read(visitor)
    search(visitor, "hoarding")
    visitor.page.locator("#found .results a").first.click()
    expect(visitor.page.locator("#reading mark")).to_contain_text("hoarding")
    expect(visitor.page.locator("#reading mark")).to_be_in_viewport()


@pytest.mark.parametrize(("text", "says"), [("", words.SEARCH_EMPTY), ("zebra", "No passage has all of these words")])
def test_a_search_that_finds_nothing_says_so(visitor: Visitor, text: str, says: str) -> None:
    read(visitor)
    search(visitor, text)
    expect(visitor.page.locator("#found")).to_contain_text(says)


def test_a_link_opens_at_its_passage(visitor: Visitor, index: Index) -> None:
    passage = next(p for p in index.passages if "hoarding" in p.text)
    visitor.arrive(f"/?passage={passage.id}")
    expect(visitor.page.locator("#reading mark")).to_be_in_viewport()
    expect(visitor.page.locator(f"#reading [data-passage='{passage.id}']")).to_be_focused()
    expect(visitor.page.get_by_role("tab", name=words.DOCUMENTS_TAB)).to_have_attribute("aria-selected", "true")


def test_a_link_to_a_passage_that_is_gone_says_so(visitor: Visitor) -> None:
    visitor.arrive("/?passage=<img src=x onerror=window.pwned=1>")
    expect(visitor.page.locator("#reading")).to_contain_text(words.MISSING_PASSAGE)
    assert visitor.page.evaluate("window.pwned") is None


def test_the_link_that_is_copied_is_the_one_that_opens_the_passage(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    visitor = Visitor(context, address).arrive().ask(answers.BOARD).open_citation()
    visitor.page.locator("#source").get_by_role("button", name=words.COPY_LINK).click()
    expect(visitor.page.locator("#source").get_by_role("button", name=words.COPIED)).to_be_visible()
    visitor.page.goto(visitor.page.evaluate("navigator.clipboard.readText()"))
    expect(visitor.page.locator("#reading mark")).to_contain_text("Local authorities are responsible")
    context.close()


def test_a_citation_opened_in_a_new_tab_opens_the_document_there(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    href = visitor.page.locator("#latest .cite").first.get_attribute("href")
    visitor.arrive(f"/{href}")
    expect(visitor.page.locator("#reading mark")).to_contain_text("Local authorities are responsible")


def test_the_conversation_is_still_there_after_reading(visitor: Visitor) -> None:
    visitor.ask(answers.BOARD)
    read(visitor)
    visitor.page.get_by_role("tab", name=words.ASK_TAB).click()
    expect(visitor.page.locator("#latest .asked")).to_contain_text(answers.BOARD)


def test_axe_finds_nothing_serious_in_the_documents(visitor: Visitor) -> None:
    read(visitor, GUIDANCE)
    search(visitor, "abuse")
    assert visitor.serious_findings() == []


def test_axe_finds_nothing_serious_in_the_tables_in_the_dark_on_a_narrow_screen(narrow: Visitor) -> None:
    assert read(narrow).serious_findings() == []


def test_nothing_in_the_documents_needs_scrolling_sideways_at_320_pixels(zoomed: Visitor) -> None:
    assert read(zoomed).page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_word_is_found_by_its_beginning_and_not_inside_another(documents: list[Document]) -> None:
    texts = [passage.text.lower() for passage in find_passages(documents, "practition")]
    assert any("practitioners" in text for text in texts)
    assert find_passages(documents, "ractitioner") == []


def test_apostrophes_of_either_kind_are_the_same(documents: list[Document]) -> None:
    straight = find_passages(documents, "council's plans")
    assert straight
    assert straight == find_passages(documents, "council’s plans")
