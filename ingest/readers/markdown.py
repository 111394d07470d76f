"""Markdown: its blocks, with the inline marks taken off."""

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.blocks import Block, BlockKind, ReadFile, UnreadableFile, plain
from ingest.readers.html import blocks_of_html
from ingest.readers.tables import table_blocks
from ingest.readers.text import decode

# Beyond maxNesting markdown-it drops what it finds: deeper than Python's own limit, so that an error comes first.
_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 1_000_000}).enable("table")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read_markdown(path: Path) -> ReadFile:
    """Read a Markdown file (CommonMark with tables).

    Raises:
        UnreadableFile: it is not text, or nested too deeply.
    """
    text = decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    named = _TITLE.search(front.group(1)) if front else None
    try:
        blocks = _blocks(_MARKDOWN.parse(text[front.end() :] if front else text))
    except RecursionError as error:
        raise UnreadableFile("its lists or quotations are nested too deeply") from error
    first = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return ReadFile(tuple(blocks), title=named.group(1) if named else first)


def _blocks(tokens: list[Token]) -> list[Block]:
    made: list[Block] = []
    depth = quoted = heading = 0
    rows: list[list[str]] = []
    in_table = False
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1]) if token.type == "heading_open" else 0
        elif token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
            made += table_blocks(rows, first_is_header=True) if rows and not in_table else []
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "html_block":
            made += blocks_of_html(token.content)
        elif token.type == "inline" and in_table:
            rows[-1].append(_words(token))
        elif token.type in ("inline", "fence", "code_block"):
            kind: BlockKind = "heading" if heading else "item" if depth else "quotation" if quoted else "paragraph"
            made.append(Block(kind, plain(f"{number}{_words(token)}"), heading or depth))
            number = ""
    return [block for block in made if block.text]


def _words(token: Token) -> str:
    """The words of an inline token: link labels, picture descriptions and code, without their marks."""
    if not token.children:
        return token.content
    words = []
    for child in token.children:
        if child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif child.type == "html_inline":
            words.append(" " if child.content.startswith("<br") else "")
        else:
            words.append(child.content)
    return "".join(words)
