"""HTML: what a reader of the page would see of its main part."""

from pathlib import Path

from lxml import etree, html

from ingest.readers.blocks import Block, ReadFile, UnreadableFile, heading_level, plain
from ingest.readers.counting import letters, roman
from ingest.readers.html_tables import HEADINGS, read_table
from ingest.readers.text import decode

_UNSEEN = frozenset(
    "script style template noscript head nav button select input textarea svg math iframe object audio video canvas "
    "dialog".split()
)
# What belongs to the site where it stands around the text, and to the text within it.
_AROUND = frozenset("header footer aside".split())
_TEXT = frozenset("main article section".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rt rp s samp small span "
    "strong sub sup time tt u var wbr".split()
)
_LISTS = ("ul", "ol", "menu", "dl")


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
    blocks = _blocks(_main_part(page))
    first = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return ReadFile(
        tuple(blocks),
        title=first or (plain(str(titles[0])) if titles else None),
        publisher=plain(str(publishers[0])) if publishers else None,
    )


def _main_part(page: html.HtmlElement) -> html.HtmlElement:
    """The part that the page says is its main one, or its only article; else all of it."""
    mains = [main for main in page.xpath("//main | //*[@role='main']") if not _hidden(main)]
    articles = [article for article in page.xpath("//article[not(ancestor::article)]") if not _hidden(article)]
    return mains[0] if mains else articles[0] if len(articles) == 1 else page


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
    numbers = _ListNumbers()
    skipped: etree._Element | None = None

    def close() -> None:
        text = plain("".join(words))
        words.clear()
        if text:
            made.append(_block(inside, text, numbers))

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
        if event == "start" and element is not root and (outermost_table or _is_left_out(element, tag, inside)):
            skipped = element
            if outermost_table and not _hidden(element):
                close()
                made += read_table(element, _blocks, _hidden)
            continue
        if tag == "br":
            words.append(" " if event == "start" else element.tail or "")
            continue
        if tag not in _INLINE:
            close()
        if event == "start":
            inside.append(tag)
            numbers.enter(element, tag)
            words.append(element.text or "")
        else:
            inside.pop()
            numbers.leave(tag)
            words.append((element.tail or "") if element is not root else "")
    close()
    return made


def _is_left_out(element: html.HtmlElement, tag: str, inside: list[str]) -> bool:
    if tag == "button" and any(name in HEADINGS for name in inside):
        return _hidden(element)  # a heading that folds what is under it
    around = tag in _AROUND and inside[0] == "html" and not _TEXT.intersection(inside)
    return around or tag in _UNSEEN or _hidden(element)


class _ListNumbers:
    """What a browser writes before the items of a numbered list."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, int]] = []
        self._next = ""

    def enter(self, element: html.HtmlElement, tag: str) -> None:
        """Begin a list or an item."""
        if tag in _LISTS:
            self._lists.append((tag, _figure(element.get("start"), 1) - 1))
        elif tag == "li" and self._lists and self._lists[-1][0] == "ol":
            number = _figure(element.get("value"), self._lists[-1][1] + 1)
            self._lists[-1] = ("ol", number)
            form = element.getparent().get("type", "1")
            shown = {"a": letters, "i": roman}.get(form.lower(), str)(number)
            self._next = f"{shown.upper() if form.isupper() else shown}. "
        elif tag == "li":
            self._next = ""

    def leave(self, tag: str) -> None:
        """End a list."""
        if tag in _LISTS:
            self._lists.pop()

    def take(self) -> str:
        """The number of the item that has just begun, once."""
        number, self._next = self._next, ""
        return number


def _figure(text: str | None, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else usual


def _block(inside: list[str], text: str, numbers: _ListNumbers) -> Block:
    for tag in reversed(inside):
        if tag in HEADINGS:
            return Block("heading", text, heading_level(HEADINGS[tag]))
    depth = sum(tag in _LISTS for tag in inside)
    if depth and any(tag in ("li", "dd") for tag in inside):
        return Block("item", numbers.take() + text, depth)
    return Block("quotation" if "blockquote" in inside else "paragraph", text)


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    running_head = element.tag == "div" and element.get("title") in ("header", "footer")  # as LibreOffice writes them
    return unseen or running_head or element.get("hidden") is not None or element.get("aria-hidden") == "true"
