"""The words of a PDF page with their places: runs of text on one line, in the order in which the page draws them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject
from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf.generic import ArrayObject, ContentStream, NameObject, StreamObject

from ingest.readers.blocks import UnreadableFile

_Operation = tuple[list[Any], bytes]
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
# In multiples of the letters' height: on one line, a word apart, a column apart.
_SAME_LINE = 0.35
_WORD_GAP = 0.17
_COLUMN_GAP = 0.9
_MOST_OPERATIONS = 2_000_000
_DEEPEST_FORM = 8


@dataclass(frozen=True)
class Line:
    """Text on one line of one column: where it starts and ends, its baseline and the height of its letters (points)."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int


@dataclass(frozen=True)
class PageLines:
    """The lines of a page, what else it shows, and how many pieces of its text are in letters that can't be told."""

    lines: list[Line]
    operations: list[_Operation]
    unknown: int

    @property
    def pictured(self) -> bool:
        """Whether the page shows a picture."""
        return any(operator in (b"Do", b"INLINE IMAGE", b"BI") for _, operator in self.operations)


def page_lines(page: PageObject, number: int) -> PageLines:
    """Read one page; ``number`` counts from 1."""
    fonts = dict(page._layout_mode_fonts())
    operations = [*_upright(page), *_operations(page, page.get("/Contents"), page.get("/Resources"), fonts, "", 0)]
    manager = TextStateManager()
    feed = iter([*operations, ([], b"Q")])
    _, shown = recurse_to_target_op(feed, manager, b"Q", fonts, False)
    lines: list[Line] = []
    unknown = 0
    for piece in shown:
        if not _tells_letters(piece.font):
            unknown += 1
        elif piece.text and not piece.rotated and piece.font_height > 1:
            bold = any(weight in piece.font.name.lower() for weight in _BOLD)
            _add(lines, Line(piece.text, piece.tx, piece.displaced_tx, piece.ty, piece.font_height, bold, number))
    kept = [line for line in lines if line.text.strip()]
    return PageLines(kept, operations, unknown)


def _add(lines: list[Line], piece: Line) -> None:
    """Continue the last line with a piece of text, or begin another."""
    last = lines[-1] if lines else None
    size = max(last.size, piece.size) if last else 0.0
    gap = piece.left - last.right if last else 0.0
    near = last is not None and abs(piece.base - last.base) <= _SAME_LINE * size and gap > -0.5 * size
    if last is None or not near or gap > (_COLUMN_GAP if not _is_mark(last.text) else 4) * size:
        lines.append(piece)
        return
    apart = gap > _WORD_GAP * size and not last.text.endswith(" ") and not piece.text.startswith(" ")
    blank = not piece.text.strip()
    lines[-1] = replace(
        last,
        text=last.text + (" " if apart else "") + piece.text,
        right=max(last.right, piece.right),
        size=last.size if blank or len(last.text.strip()) >= len(piece.text.strip()) else piece.size,
        bold=last.bold and (piece.bold or blank) if last.text.strip() else piece.bold,
    )


def _tells_letters(font: Any) -> bool:
    """Whether a font says which letters its signs are: a composite one without a table for that does not."""
    return bool(font.interpretable and (font.sub_type != "Type0" or font.character_map))


def _is_mark(text: str) -> bool:
    """Whether this is a bullet or a number that stands before its item."""
    mark = text.strip()
    return 0 < len(mark) <= 6 and " " not in mark and (len(mark) == 1 or mark[-1] in ".)" or mark[0].isdigit())


def _upright(page: PageObject) -> list[_Operation]:
    """The turn of a page that is shown turned, as an operation before its own."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    turns: dict[int, list[float]] = {
        90: [0, -1, 1, 0, 0, width],
        180: [-1, 0, 0, -1, width, height],
        270: [0, 1, -1, 0, height, 0],
    }
    turn = turns.get(int(page.rotation or 0) % 360)
    return [(list(turn), b"cm")] if turn else []


def _operations(
    page: PageObject, contents: Any, resources: Any, fonts: dict[str, Any], prefix: str, depth: int
) -> Iterator[_Operation]:
    """The drawing operations of a page, those of the forms that it places among them, with their fonts."""
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, ArrayObject | StreamObject):
        return
    resources = resources.get_object() if resources is not None else {}
    placed = resources.get("/XObject") if hasattr(resources, "get") else None
    placed = placed.get_object() if placed is not None else {}
    opened = 0
    for count, (operands, operator) in enumerate(ContentStream(contents, page.pdf, "bytes").operations):
        if count > _MOST_OPERATIONS:
            raise UnreadableFile("a page has more than two million drawing steps")
        opened += {b"q": 1, b"Q": -1}.get(operator, 0)
        if opened < 0:  # a restore without its save
            opened = 0
            continue
        if operator == b"Tf" and operands and prefix:
            operands = [f"{prefix}{operands[0]}", *operands[1:]]
        form = placed.get(operands[0]) if operator == b"Do" and operands and hasattr(placed, "get") else None
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST_FORM:
            yield operands, operator
            continue
        own = f"{prefix}{operands[0]}"
        inner = form.get("/Resources")
        if inner is not None:
            holder = PageObject(page.pdf)
            holder[NameObject("/Resources")] = inner
            fonts.update({f"{own}{name}": font for name, font in holder._layout_mode_fonts().items()})
        yield [], b"q"
        if "/Matrix" in form:
            yield list(form["/Matrix"]), b"cm"
        yield from _operations(page, form, inner or resources, fonts, own if inner is not None else prefix, depth + 1)
        yield [], b"Q"
    for _ in range(opened):
        yield [], b"Q"
