"""The Workbook tab: a place in the page that its script fills; see :mod:`ui.workbook_routes` for what it asks."""

from markupsafe import Markup

from ui import workbook_words as words
from ui.parts import html


class WorkbookTab:
    """The tab's one component. Build it inside a ``gr.Tab``."""

    def __init__(self) -> None:
        said = {
            "saving": words.SAVING,
            "not-yet": words.NOT_YET,
            "retrying": words.RETRYING,
            "leave": words.LEAVE,
            "unreachable": words.UNREACHABLE,
            "again": words.AGAIN,
            "personal-save": words.PERSONAL_SAVE,
            "theirs": words.CONFLICT_THEIRS,
            "mine": words.CONFLICT_MINE,
            "empty": words.CONFLICT_EMPTY,
        }
        attributes = Markup("").join(Markup(' data-{}="{}"').format(name, text) for name, text in said.items())
        place = Markup('<div id="workbook"{}><p class="busy">{}</p></div>').format(attributes, words.LOADING)
        html(place, "workbook-place", "signpost.workbook(element);")
