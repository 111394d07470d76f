"""HTML: what a reader of the page would see of its main part."""

from pathlib import Path

from lxml import etree, html

from ingest.readers.blocks import Block, BlockKind, ReadFile, UnreadableFile, heading_level, plain, table_blocks
from ingest.readers.text import decode

_UNSEEN = frozenset(
    "script style template noscript head nav header footer aside form button select input textarea svg math iframe "
    "object audio video canvas dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rt rp s samp small span "
    "strong sub sup time tt u var wbr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dl")
_CELLS = ("td", "th")


def read_html(path: Path) -> ReadFile:
    """Read an HTML file. Navigation, headers, footers, forms and what is hidden are left out.

    Raises:
        UnreadableFile: it holds no HTML, or is nested too deeply.
    """
    data = path.read_bytes()
    try:
        data.decode("utf-8")
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    except UnicodeDecodeError:
        parser = html.HTMLParser(huge_tree=True)  # takes what the page itself declares
    if b"\0" in data[:1000]:
        data = decode(data).encode()
    try:
        page = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(f"it holds no HTML that can be read ({error})") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableFile("it is nested too deeply")  # libxml2 would leave out the rest in silence
    titles = page.xpath("//title/text()")
    publishers = page.xpath("//meta[@name='publisher' or @name='DC.publisher']/@content")
    mains = page.xpath("//main | //*[@role='main']") or page.xpath("//article") or [page]
    blocks = [block for main in mains[:1] if not _hidden(main) for block in _blocks(main)]
    first = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return ReadFile(
        tuple(blocks),
        title=first or (plain(str(titles[0])) if titles else None),
        publisher=plain(str(publishers[0])) if publishers else None,
    )


def blocks_of_html(fragment: str) -> list[Block]:
    """The blocks of a piece of HTML within another document."""
    try:
        return _blocks(html.fragment_fromstring(fragment, create_parent="div"))
    except (etree.LxmlError, ValueError):
        return []


def _blocks(root: html.HtmlElement) -> list[Block]:
    """Walk the tree without recursion, as pages may be nested without end."""
    made: list[Block] = []
    words: list[str] = []
    inside: list[str] = []
    skipped: etree._Element | None = None

    def close() -> None:
        text = plain("".join(words))
        words.clear()
        if text:
            made.append(_block(inside, text))

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skipped is None:
                words.append(element.tail or "")
            continue
        tag = str(element.tag).lower()
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                words.append(element.tail or "")
            continue
        outermost_table = tag == "table" and event == "start"
        if event == "start" and element is not root and (tag in _UNSEEN or outermost_table or _hidden(element)):
            skipped = element
            if outermost_table and not _hidden(element):
                close()
                made += _table(element)
            continue
        if tag == "br":
            words.append(" " if event == "start" else element.tail or "")
            continue
        if tag not in _INLINE:
            close()
        if event == "start":
            inside.append(tag)
            words.append(element.text or "")
        else:
            inside.pop()
            words.append((element.tail or "") if element is not root else "")
    close()
    return made


def _block(inside: list[str], text: str) -> Block:
    for tag in reversed(inside):
        if tag in _HEADINGS:
            return Block("heading", text, heading_level(_HEADINGS[tag]))
    depth = sum(tag in _LISTS for tag in inside)
    listed = depth and any(tag in ("li", "dd") for tag in inside)
    kind: BlockKind = "item" if listed else "quotation" if "blockquote" in inside else "paragraph"
    return Block(kind, text, depth if listed else 0)


def _table(table: html.HtmlElement) -> list[Block]:
    """A table row by row; one that only lays out a page (a single cell a row) as what its cells hold."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not _hidden(row)]
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    caption = [block for each in table.iterchildren("caption") for block in _blocks(each)]
    if all(len(row) < 2 for row in cells):
        return caption + [block for row in cells for cell in row for block in _blocks(cell)]
    texts = [[" ".join(block.text for block in _blocks(cell)) for cell in row] for row in cells]
    headed = bool(rows) and next(rows[0].iterancestors("thead"), None) is not None
    header = headed or all(cell.tag == "th" for cell in cells[0])
    return caption + table_blocks(texts, first_is_header=header or None)


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    running_head = element.tag == "div" and element.get("title") in ("header", "footer")  # as LibreOffice writes them
    return unseen or running_head or element.get("hidden") is not None or element.get("aria-hidden") == "true"
