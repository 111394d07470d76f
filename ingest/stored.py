"""Blocks become a stored document: document.md, and the page on which each passage begins."""

import re
from collections.abc import Iterable, Sequence

from corpus.document import Document
from ingest.readers.blocks import DEEPEST, Block, UnreadableFile

# What would be read as a mark at the start of a block. A space that does not break keeps it a word.
_MARK = re.compile(r"(#{1,6}|[-+*]|\d{1,9}[.)]) ")
_QUOTE_MARK = re.compile(r"[> ]*>")
_NUMBER = re.compile(r"\d{1,9}[.)] ")


def document_markdown(blocks: Sequence[Block], title: str) -> str:
    """The text of document.md. A first heading that is the title is left out: the title stands in about.yaml."""
    kept = [block for block in blocks if any(c.isalnum() for c in block.text)]
    if kept and kept[0].kind == "heading" and kept[0].text.casefold() == title.casefold():
        kept = kept[1:]
    text, depth = "", 0
    for block in kept:
        listed = depth > 0
        depth = min(block.level, depth + 1, DEEPEST) if block.kind == "item" else 0
        text += ("\n" if depth and listed else "\n\n") + _line(block, depth)
    return text.strip("\n") + "\n"


def _line(block: Block, depth: int) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {block.text.lstrip('# ')}"
    if block.kind == "item":
        number = _NUMBER.match(block.text)
        words = number.group() + _kept_words(block.text[number.end() :]) if number else _kept_words(block.text)
        return f"{'  ' * (depth - 1)}- {words}"
    return f"{'> ' if block.kind == 'quotation' else ''}{_kept_words(block.text)}"


def _kept_words(text: str) -> str:
    """The text, so written that its first characters are not taken for marks."""
    if mark := _MARK.match(text):
        return f"{mark.group(1)}\u00a0{text[mark.end() :]}"
    return f"\u00a0{text}" if _QUOTE_MARK.match(text) else text


def pages(document: Document, blocks: Sequence[Block]) -> dict[str, int]:
    """The page on which each passage begins, by the passage's id, for files that have pages.

    Raises:
        UnreadableFile: the stored text does not hold the blocks' words, which should never happen.
    """
    kept = [block for block in blocks if block.kind != "heading" and any(c.isalnum() for c in block.text)]
    passages = document.passages
    if _words(block.text for block in kept) != _words(passage.text for passage in passages):
        raise UnreadableFile("its words could not be stored without a loss: please report this file")
    found: dict[str, int] = {}
    for passage, block in zip(passages, kept, strict=True):
        if block.page:
            found[passage.id] = block.page
    return found


def _words(texts: Iterable[str]) -> list[list[str]]:
    return [re.findall(r"\w+", text) for text in texts]
