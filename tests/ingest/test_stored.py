import re

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.about import About
from corpus.document import Document
from corpus.parse import parse
from ingest.readers.blocks import Block, plain
from ingest.stored import document_markdown, pages

ABOUT = About(
    title="Procedures",
    publisher="Example Council",
    date="2026",
    edition="First.",
    licence="Made up",
    attribution="Made up",
    standing="practice guidance",
)
words = st.text(st.sampled_from("ab1 #->*+.)(`_~|\\<&[]é\u00a0\u2028\x0b\r\n\t-–:"), max_size=25).map(plain)
blocks = st.builds(Block, st.sampled_from(["paragraph", "item", "quotation", "heading"]), words, st.integers(1, 9)).map(
    lambda block: Block(block.kind, block.text, min(block.level, 6), 1)
)


def stored(blocks: list[Block]) -> Document:
    text = document_markdown(blocks, "Procedures")
    return Document("made-up", ABOUT, text, parse("made-up", ABOUT, text))


@given(st.lists(blocks, max_size=8))
@example([Block("item", "1. - # > deep", 6, 1), Block("paragraph", "# no heading", 0, 1)])
def test_whatever_the_words_each_block_is_stored_as_one_passage_with_its_page(found: list[Block]) -> None:
    document = stored(found)
    kept = [block for block in found if block.kind != "heading" and any(c.isalnum() for c in block.text)]
    assert [re.findall(r"\w+", passage.text) for passage in document.passages] == [
        re.findall(r"\w+", block.text) for block in kept
    ]
    assert set(pages(document, found)) == {passage.id for passage in document.passages}


@given(st.lists(blocks, max_size=8))
def test_every_passage_is_cut_from_the_stored_text(found: list[Block]) -> None:
    document = stored(found)
    assert all(document.text[passage.start : passage.end] == passage.text for passage in document.passages)


def test_what_looks_like_a_mark_stays_a_word() -> None:
    found = stored(
        [Block("paragraph", "- 5 degrees"), Block("paragraph", "> 18 years"), Block("paragraph", "1986. A year")]
    )
    assert [passage.kind for passage in found.passages] == ["paragraph"] * 3


def test_a_list_under_a_sentence_is_led_in_to_by_it() -> None:
    found = stored([Block("paragraph", "Officers:"), Block("item", "visit", 1), Block("item", "at home", 3)])
    assert [passage.lead_in for passage in found.passages] == [None, "Officers:", "visit"]


def test_the_title_is_not_stored_twice() -> None:
    assert (
        document_markdown([Block("heading", "Procedures", 1), Block("paragraph", "Visit.")], "Procedures") == "Visit.\n"
    )
