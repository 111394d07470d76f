"""What stands on every page of a PDF and is none of its text: running heads, page numbers, lists of contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.readers.blocks import plain
from ingest.readers.pdf_lines import Line

# The strips at the top and bottom of a page in which running heads stand, as a share of its height.
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"(?:page )?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/|\|) ?\d{1,4})?(?: ?\|? ?page)?", re.IGNORECASE
)
# What browsers print around a page.
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?: \d+/\d+)?")
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}, \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?")
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,})\s*(?:\d{1,4}|[ivxl]{1,6})?$")


def without_running_heads(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[list[Line]]:
    """The pages (height and lines) without page numbers and without what stands at one place on several of them."""
    seen: Counter[tuple[str, int]] = Counter()
    for height, lines in pages:
        places = {_place(line) for line in lines if _in_margin(line, height)}
        seen.update((text, base + near) for text, base in places for near in (-1, 0, 1))
    return [
        [
            line
            for line in lines
            if not (_in_margin(line, height) and (seen[_place(line)] > 1 or _is_around(line, lines)))
        ]
        for height, lines in pages
    ]


def _is_around(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line in the margin is a page number or what a browser prints: address, time, title beside the time."""
    printed = any(_PRINTED.fullmatch(plain(one.text)) and abs(one.base - line.base) < 1 for one in lines)
    text = plain(line.text)
    return bool(printed or _PAGE_NUMBER.fullmatch(text) or _ADDRESS.fullmatch(text))


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", plain(line.text)), round(line.base / 3)


def _in_margin(line: Line, height: float) -> bool:
    return line.base < _MARGIN * height or line.base > (1 - _MARGIN) * height


def is_contents_entry(line: Line) -> bool:
    """Whether a line is an entry of a list of contents: a title, dots, and a page."""
    return bool(_LEADERS.search(line.text.strip()))


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The height of most letters."""
    sizes: dict[float, int] = defaultdict(int)
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)
