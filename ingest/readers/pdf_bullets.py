"""Bullets that a PDF draws as small dots, circles and squares, as browsers do when they print, and does not write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.pdf_lines import Line

_POINTS = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4}
_PAINTED = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s")
_MOST_POINTS = 60
# In multiples of the letters' height: how high a bullet is, and how far before its line it stands.
_LEAST, _MOST = 0.15, 0.7
_FARTHEST = 2.5

_Matrix = tuple[float, ...]
_UNTURNED: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Dot:
    """Something small that is about as wide as it is high."""

    left: float
    right: float
    bottom: float
    top: float


def drawn_dots(operations: Iterable[tuple[list[Any], bytes]]) -> list[Dot]:
    """The small shapes that a page's operations draw."""
    found: list[Dot] = []
    now, kept = _UNTURNED, [_UNTURNED]
    path: list[tuple[float, float]] = []
    for operands, operator in operations:
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop() if len(kept) > 1 else now
        elif operator == b"cm" and len(operands) == 6:
            now = _times(tuple(map(float, operands)), now)
        elif operator in _POINTS and len(operands) == _POINTS[operator]:
            path.append(_at(now, float(operands[-2]), float(operands[-1])))
        elif operator == b"re" and len(operands) == 4:
            x, y, width, height = map(float, operands)
            path += [_at(now, x, y), _at(now, x + width, y + height)]
        elif operator in _PAINTED or operator == b"n":
            if operator != b"n" and 1 < len(path) <= _MOST_POINTS and (dot := _dot(path)):
                found.append(dot)
            path = []
    return found


def with_bullets(lines: Sequence[Line], dots: Sequence[Dot]) -> list[Line]:
    """The lines, those before which a dot stands with a bullet at their start."""
    return [_bulleted(line, dots) for line in lines]


def _bulleted(line: Line, dots: Sequence[Dot]) -> Line:
    for dot in dots:
        height = dot.top - dot.bottom
        level = line.base - 0.1 * line.size < (dot.top + dot.bottom) / 2 < line.base + 0.8 * line.size
        before = 0 < line.left - dot.right < _FARTHEST * line.size
        if level and before and _LEAST * line.size < height < _MOST * line.size:
            return replace(line, text=f"• {line.text.lstrip()}", left=dot.left)
    return line


def _dot(path: Sequence[tuple[float, float]]) -> Dot | None:
    across, up = [x for x, _ in path], [y for _, y in path]
    dot = Dot(min(across), max(across), min(up), max(up))
    width, height = dot.right - dot.left, dot.top - dot.bottom
    return dot if 0 < width < 20 and 0.7 < height / width < 1.4 else None


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
