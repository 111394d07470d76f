"""The numbers that Word shows before headings, paragraphs and list items, which the file holds only as rules."""

from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.counting import letters, roman

_LEVELS = 9
_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


class Numbers:
    """Counts through a document: call :meth:`next` for each numbered paragraph, in order."""

    def __init__(self, numbering: Any | None) -> None:
        self._rules: dict[str, Any] = {}
        self._lists: dict[str, tuple[str, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if numbering is None:
            return
        for rule in numbering.iter(qn("w:abstractNum")):
            self._rules[rule.get(qn("w:abstractNumId"), "")] = {
                int(level.get(qn("w:ilvl"), 0)): level for level in rule.iter(qn("w:lvl"))
            }
        for each in numbering.iter(qn("w:num")):
            rule = each.find(qn("w:abstractNumId"))
            if rule is not None:
                self._lists[each.get(qn("w:numId"), "")] = (rule.get(qn("w:val"), ""), each)

    def next(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of a list at a level (from 0); nothing for a bullet."""
        rule_id, each = self._lists.get(list_id, ("", None))
        levels = self._rules.get(rule_id, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(rule_id, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for anew in each.iter(qn("w:startOverride")):
                counts.pop(int(anew.getparent().get(qn("w:ilvl"), 0)), None)
        for above in range(level):
            counts.setdefault(above, _start(levels.get(above)))
        counts[level] = counts[level] + 1 if level in counts else _start(levels[level])
        for below in range(level + 1, _LEVELS):
            counts.pop(below, None)
        return _label(levels, level, counts)


def _start(level: Any | None) -> int:
    return int(_value(level, "w:start") or 1)


def _label(levels: dict[int, Any], level: int, counts: dict[int, int]) -> str:
    form = _value(levels[level], "w:numFmt") or "decimal"
    if form == "bullet":
        return ""
    legal = levels[level].find(qn("w:isLgl")) is not None
    text = _value(levels[level], "w:lvlText")
    for above in range(level + 1):
        shown = "decimal" if legal and above < level else _value(levels.get(above), "w:numFmt")
        text = text.replace(f"%{above + 1}", _FORMATS.get(shown, str)(counts[above]))
    return text.strip() if any(c.isalnum() for c in text) else ""


def _value(level: Any | None, name: str) -> str:
    found = level.find(qn(name)) if level is not None else None
    return str(found.get(qn("w:val"), "")) if found is not None else ""
