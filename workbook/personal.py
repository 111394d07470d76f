"""Personal data in what is to be written: it is refused, and may be kept only with the data hidden."""

from assistant.guard import find_personal_data, mask
from assistant.guard.personal_data import LABELS
from corpus.errors import WorkbookError
from workbook.fields import Cell, Evidence, read_evidence, write_evidence

_NOT_CHECKED = ("rating", "due", "date", "principle", "topic")  # chosen from lists, or dates


class PersonalDataFound(WorkbookError):
    """What was to be written holds personal data. ``masked`` is the same with each piece replaced by its kind."""

    def __init__(self, kinds: tuple[str, ...], masked: str) -> None:
        super().__init__(f"This looks like personal data: {', '.join(kinds)}. It has not been saved.")
        self.kinds = kinds
        self.masked = masked


def hide(cell: Cell, value: str) -> str:
    """The value for a cell with all personal data in it hidden."""
    if cell.field in _NOT_CHECKED:
        return value
    if cell.field == "evidence":
        pieces = read_evidence(value)
        return write_evidence(
            tuple(Evidence(source=p.source, name=hide_in(p.name), link=hide_in(p.link)) for p in pieces)
        )
    return hide_in(value)


def refuse(cell: Cell, value: str) -> None:
    """Refuse a value, in its canonical form, that holds personal data.

    Raises:
        PersonalDataFound: it does. Where the same value with the data hidden may be written is ``masked``.
    """
    masked = hide(cell, value)
    if masked == value:
        return
    texts = [t for p in read_evidence(value) for t in (p.name, p.link)] if cell.field == "evidence" else [value]
    kinds = dict.fromkeys(LABELS[found.kind] for text in texts for found in find_personal_data(text))
    raise PersonalDataFound(tuple(kinds), masked)


def hide_in(text: str) -> str:
    """The text with all personal data in it hidden."""
    return mask(text, find_personal_data(text))
