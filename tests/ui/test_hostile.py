"""What people type and what documents say is shown, and never run."""

from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from assistant.answer import Answer, Citation, Notice
from corpus.about import About
from corpus.document import Document
from corpus.index.reading import open_index
from corpus.parse import parse
from tests.ui.answers import HandMade
from tests.ui.conftest import HandMadeService, Visitor, serve
from tests.ui.hostile import PAYLOADS
from ui import reader
from ui.answering import Answering
from ui.service import Service


class Hostile(HandMade):
    """It answers with nothing but payloads, in every field that takes text."""

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        id: str | None = None,
        hear: Callable[[Answer], None] = lambda so_far: None,
        write: bool = True,
    ) -> Answer:
        """Payloads, whatever was asked."""
        cited = tuple(
            Citation(
                number=number,
                document=payload,
                title=payload,
                section=f"{payload} > {payload}",
                passage=payload,
                page=None,
                quote=payload,
                start=0,
                end=1,
                authority="practice guidance",
            )
            for number, payload in enumerate(PAYLOADS, 1)
        )
        notices = [Notice(kind="emergency", text=payload) for payload in PAYLOADS]
        notices += [Notice(kind="myth", text=p, myth=p, reality=p, citation=n) for n, p in enumerate(PAYLOADS[:9], 1)]
        return Answer(
            id=PAYLOADS[6],
            question=text,
            status="abstained",
            text=PAYLOADS[0],
            citations=cited,
            related=cited,
            notices=tuple(notices),
            confidence=0,
            elapsed_ms=0,
            index=PAYLOADS[0],
        )


class HostileService(HandMadeService):
    """A page whose answers are hostile."""

    def _open(self) -> Answering:
        return Hostile(open_index(self.settings))


def test_no_hostile_question_or_answer_runs_anything(browser: Browser, service: Service) -> None:
    served = serve(HostileService(service.settings))
    context = browser.new_context(reduced_motion="reduce")
    visitor = Visitor(context, next(served)).arrive()
    dialogues: list[str] = []
    visitor.page.on("dialog", lambda dialogue: dialogues.append(dialogue.message))
    question = " ".join(PAYLOADS)[:2000]
    visitor.page.fill("#question textarea", question)
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#latest .quote", state="attached")
    visitor.page.fill("#question textarea", "again")
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#earlier .quote", state="attached")
    visitor.page.wait_for_timeout(500)
    assert visitor.page.evaluate("window.pwned") is None
    assert dialogues == []
    assert [url for url in visitor.requested if "example.org" in url] == []
    assert PAYLOADS[0] in visitor.page.locator("#earlier .asked").inner_text()
    expect(visitor.page.locator("#earlier script, #earlier img, #latest script, #latest img")).to_have_count(0)
    context.close()
    next(served, None)


def test_a_citation_with_a_hostile_passage_opens_a_message(browser: Browser, service: Service) -> None:
    served = serve(HostileService(service.settings))
    context = browser.new_context(reduced_motion="reduce")
    visitor = Visitor(context, next(served)).arrive()
    visitor.page.fill("#question textarea", "x")
    visitor.page.press("#question textarea", "Enter")
    visitor.page.locator("#latest .answer > .rest > summary").click()
    visitor.page.locator("#latest .quote .cite").last.click()
    expect(visitor.page.locator("#source .note")).to_contain_text("not in the documents")
    assert visitor.page.evaluate("window.pwned") is None
    context.close()
    next(served, None)


ABOUT = About(
    title="<img src=x onerror=window.pwned=1>",
    publisher="<script>window.pwned=1</script>",
    date="2022",
    edition="\"'><svg onload=window.pwned=1>",
    licence="x",
    attribution="x",
    standing="practice guidance",
    columns={"<b>Ideal</b>": "ideal"},
)


class Tags(HTMLParser):
    """Collects the tags and the attributes of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


OURS = {"article", "header", "footer", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "blockquote", "table", "caption"}
OURS |= {"thead", "tbody", "tr", "th", "td", "strong", "mark", "span", "nav", "a", "div", "button"}
OUR_ATTRIBUTES = {"id", "class", "tabindex", "role", "scope", "href", "aria-label"}
OUR_ATTRIBUTES |= {"type", "aria-hidden", "data-passage", "data-column", "data-goto"}
OUR_ATTRIBUTES |= {"data-copy-link", "data-done", "data-failed"}


def shown(text: str) -> str:
    document = Document("slug", ABOUT, text, parse("slug", ABOUT, text))
    return str(reader.contents(document, "x")) + str(
        reader.full_text(document, reader.View("x", (0, len(text)), links=True))
    )


@given(st.lists(st.sampled_from([*PAYLOADS, "# ", "## <b>Ideal</b>\n\n", "- ", "> ", "Myth: ", "\n\n", "1.1 "])))
def test_a_hostile_document_becomes_no_tag_but_ours(pieces: list[str]) -> None:
    found = Tags()
    found.feed(shown("".join(pieces)))
    assert found.tags <= OURS
    assert found.attributes <= OUR_ATTRIBUTES


@pytest.mark.parametrize("frame", ["# {}\n\n{}", "- {}\n  - {}", "> {}\n\nMyth: {}", "## <b>Ideal</b>\n\n{}\n\n{}"])
def test_a_hostile_document_runs_nothing(browser: Browser, frame: str) -> None:
    page = browser.new_page()
    page.set_content("".join(shown(frame.format(payload, payload)) for payload in PAYLOADS))
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    page.close()
