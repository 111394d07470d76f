"""Structured Markdown becomes sections and passages, each with its character span.

Only block structure is read (headings, paragraphs, lists, quotations): a stored document holds no inline
markup, so that what a reader sees is exactly what ``text[start:end]`` gives.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.about import About, Authority, Place
from corpus.document import Kind, Passage, Section

_BLOCKS = MarkdownIt("zero").enable(["heading", "list", "blockquote"])
_LABELLED = re.compile(r"(Myth|Reality):\s+")
_MARKERS = re.compile(r"[ \t>]*(?:[-*+][ \t]+)*[ \t>]*")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class _Block:
    """A run of text between two block borders: a heading or a passage to be."""

    start: int
    end: int
    heading: int
    depth: int
    quoted: bool


def parse(slug: str, about: About, text: str) -> tuple[Section, ...]:
    """Split a stored document into sections of passages.

    Args:
        slug: the document's short name, the first part of every passage id.
        about: gives the title (a first heading equal to it is no section), the standing of passages and the
            kinds of table columns.
        text: the whole of document.md.

    Returns:
        Sections in reading order; a section without passages of its own is kept, for the contents tree.
    """
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    opened = (0, 0)
    run: list[_Block] = []
    seen: Counter[str] = Counter()
    position = 0

    def close(end: int) -> None:
        nonlocal position
        headings = tuple(heading for _, heading in path)
        if not headings and not run:
            return
        passages = _passages(slug, about, text, headings, run, position, seen)
        position += len(passages)
        sections.append(Section(headings, opened[0], end, passages))

    for block in _blocks(text):
        if not block.heading:
            run.append(block)
            continue
        close(block.start)
        run = []
        heading = text[block.start : block.end].lstrip("# ").strip()
        while path and path[-1][0] >= block.heading:
            path.pop()
        if block.heading > 1 or heading.casefold() != about.title.casefold():
            path.append((block.heading, heading))
        opened = (block.start, block.heading)
    close(len(text))
    return tuple(_whole(section, sections, text) for section in sections)


def _whole(section: Section, sections: list[Section], text: str) -> Section:
    """The section with its end moved to where its last sub-section ends."""
    below = [s.end for s in sections if s.path[: len(section.path)] == section.path]
    return replace(section, end=max(below, default=len(text)))


def _blocks(text: str) -> list[_Block]:
    """Headings and passages in order, with spans that leave out list and quotation marks."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    found: list[_Block] = []
    depth = quoted = 0
    opener: Token | None = None
    for token in _BLOCKS.parse(text):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in ("heading_open", "paragraph_open"):
            opener = token
        if token.type != "inline" or token.map is None or opener is None:
            continue
        start, end = starts[token.map[0]], starts[token.map[1]]
        raw = text[start:end]
        heading = int(opener.tag[1]) if opener.type == "heading_open" else 0
        marks = _MARKERS.match(raw)
        start += marks.end() if marks and not heading else 0
        found.append(_Block(start, start + len(text[start:end].rstrip()), heading, depth, quoted > 0))
    return found


def _passages(
    slug: str,
    about: About,
    text: str,
    section: tuple[str, ...],
    blocks: list[_Block],
    position: int,
    seen: Counter[str],
) -> tuple[Passage, ...]:
    made: list[Passage] = []
    depths: list[int] = []
    for block in blocks:
        label = _LABELLED.match(text, block.start, block.end)
        start = label.end() if label else block.start
        words = text[start : block.end]
        kind = _kind(about, section, block, label.group(1) if label else None, words)
        parent = made[-1] if kind == "reality" and made and made[-1].kind == "myth" else _parent(block, made, depths)
        made.append(
            Passage(
                id=_passage_id(slug, section, kind, words, seen),
                document=slug,
                section=section,
                kind=kind,
                text=words,
                start=start,
                end=block.end,
                position=position + len(made),
                authority=_authority(about, words, parent),
                parent=parent.id if parent else None,
                lead_in=parent.text if parent else None,
                quotable=not any(_is_at(place, section, words) for place in about.not_answered_from),
            )
        )
        depths.append(block.depth)
    return tuple(made)


def _kind(about: About, section: tuple[str, ...], block: _Block, label: str | None, words: str) -> Kind:
    if label:
        return "myth" if label == "Myth" else "reality"
    column = about.columns.get(section[-1]) if section else None
    if column:
        return column
    if block.quoted:
        return "quotation"
    if block.depth:
        return "question" if words.endswith("?") else "list item"
    return "paragraph"


def _parent(block: _Block, made: list[Passage], depths: list[int]) -> Passage | None:
    """The passage that leads in to this block: one list level up, the paragraph that opens the list or quotation,
    or the myth that a reality corrects."""
    if block.depth:
        for passage, depth in zip(reversed(made), reversed(depths), strict=True):
            if depth < block.depth:
                return passage
        return None
    previous = made[-1] if made and not depths[-1] else None
    if block.quoted and previous and not previous.text.endswith((".", "?", "!")):
        return previous
    return None


def _authority(about: About, words: str, parent: Passage | None) -> Authority:
    for restatement in about.restates:
        if words.startswith(restatement.begins):
            return restatement.authority
    return parent.authority if parent else about.standing


def _is_at(place: Place, section: tuple[str, ...], words: str) -> bool:
    return (place.section in section) if place.section else words.startswith(place.begins or "")


def _passage_id(slug: str, section: tuple[str, ...], kind: Kind, words: str, seen: Counter[str]) -> str:
    """An id that depends on what the passage is and not on where it stands, so that it outlives other edits."""
    key = "\n".join((*section, kind, words))
    seen[key] += 1
    digest = hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()
    return f"{slug}:{digest[:10]}"
