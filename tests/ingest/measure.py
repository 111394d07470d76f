"""How well a file was read, measured against the text from which it was made (tests/ingest/files/procedures.md)."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

from ingest.readers.blocks import Block, ReadFile

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class Measured:
    """Shares of what the text has: words lost, added and out of order; headings and list items found as such."""

    words: int
    lost: int
    added: int
    out_of_order: int
    headings: tuple[int, int]
    levels: tuple[int, int]
    items: tuple[int, int]
    pages: tuple[int, int]


def known() -> list[Block]:
    """The blocks of procedures.md, read by the simple rules by which it was written."""
    blocks: list[Block] = []
    header: list[str] = []
    for line in (FILES / "procedures.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"(#+) (.*)", line):
            blocks.append(Block("heading", heading[2], len(heading[1])))
        elif item := re.match(r"( *)(?:-|\d\.) (.*)", line):
            blocks.append(Block("item", item[2], 2 if item[1] else 1))
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not header:
                header = cells
            elif set(line) - set("|- "):
                labelled = "; ".join(f"{name}: {cell}" for name, cell in zip(header, cells, strict=True))
                blocks.append(Block("item", labelled, 1))
            continue
        elif line:
            blocks.append(Block("quotation" if line.startswith("> ") else "paragraph", line.lstrip("> ")))
        header = []
    return blocks


def measure(read: ReadFile, page_texts: list[str] | None = None) -> Measured:
    """Compare what was read with what is known; ``page_texts`` is each page's text as another program reads it."""
    expected = known()
    found = list(read.blocks)
    if read.title and found[0].text != read.title:
        found.insert(0, Block("heading", read.title, 1, 1))
    want, got = _words(expected), _words(found)
    common = sum((Counter(want) & Counter(got)).values())
    headings = {_key(block.text): block for block in found if block.kind == "heading"}
    expected_headings = [block for block in expected if block.kind == "heading"]
    there = [block for block in expected_headings if _key(block.text) in headings]
    items = {_key(block.text) for block in found if block.kind == "item"}
    expected_items = [block for block in expected if block.kind == "item"]
    return Measured(
        words=len(want),
        lost=len(want) - common,
        added=len(got) - common,
        out_of_order=common - LCSseq.similarity(want, got),
        headings=(len(there), len(expected_headings)),
        levels=(sum(headings[_key(b.text)].level == b.level for b in there), len(there)),
        items=(sum(_key(block.text) in items for block in expected_items), len(expected_items)),
        pages=_pages(found, page_texts) if page_texts else (0, 0),
    )


def _pages(found: list[Block], page_texts: list[str]) -> tuple[int, int]:
    """Of the blocks whose first words stand on one page only, how many are said to be on that page."""
    pages = [_key(text) for text in page_texts]
    right = total = 0
    for block in found:
        begins = _key(" ".join(block.text.split(": ")[-1].split()[:6]))
        on = [number for number, text in enumerate(pages, 1) if begins in text]
        if len(begins) > 12 and len(on) == 1:
            total += 1
            right += on[0] == block.page
    return right, total


def _words(blocks: list[Block]) -> list[str]:
    return [word.lower() for block in blocks for word in re.findall(r"[^\W_]+(?:[-’'.][^\W_]+)*", _bare(block.text))]


def _bare(text: str) -> str:
    """The text without an item's number, which some kinds of file hold as words and others do not."""
    return re.sub(r"^\d\. (?=[a-z])", "", text)


def _key(text: str) -> str:
    return "".join(c for c in _bare(text).lower() if c.isalnum())
