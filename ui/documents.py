"""The Documents tab: each document in full, its contents, and words looked for in all of them."""

from typing import Any

import gradio as gr
from markupsafe import Markup

from corpus.document import Document
from corpus.errors import SignpostError
from ingest.readers import READERS
from ui import reader, words
from ui.parts import html
from ui.search import results_html
from ui.service import Service, Shelf

PREFIX = "read"
_HEARD = "signpost.listen(element, trigger, ['choose', 'open']);"
Changes = dict[Any, Any]


class DocumentsTab:
    """The components of the tab and what happens when they are used. Build it inside the ``gr.Tab`` given."""

    def __init__(self, service: Service, tabs: gr.Tabs, tab: gr.Tab) -> None:
        self._service = service
        self._access = service.access
        self._tabs = tabs
        with gr.Row(elem_id="library"):
            with gr.Column(elem_id="finding"):
                self.choice = html("", "choice", _HEARD)
                self.box = gr.Textbox(label=words.SEARCH, lines=1, max_lines=1, elem_id="search")
                self.search = gr.Button(words.SEARCH_BUTTON, elem_id="search-button")
                self.found = html(Markup('<div role="status"></div>'), "found", _HEARD)
                self.contents = html("", "contents")
                self.add = html("", "add-document", "signpost.adding(element, trigger, 'choose');")
            with gr.Column(elem_id="reading"):
                self.text = html("", "reading-text", _HEARD + "signpost.reading(element, watch);")
        shown = [self._tabs, self.choice, self.found, self.contents, self.text]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        tab.select(self._arrive, [self.text], shown, **quiet)
        gr.on([self.box.submit, self.search.click], self._search, [self.box], [self.found], **quiet)
        self.choice.choose(self._choose, None, shown, **quiet)
        self.add.choose(self._choose, None, shown, **quiet)
        self.found.open(self._open, None, shown, **quiet)
        self.shown = shown

    def appear(self, request: gr.Request) -> Changes:
        """Show the form for adding a document to who may use it; the address that it sends to asks again."""
        return {self.add: add_html() if self._access.may_add(request.username) else ""}

    def follow_link(self, request: gr.Request) -> Changes:
        """Open the passage that the page's address names (``/?passage=…``), if it names one."""
        passage_id = request.query_params.get("passage")
        if not passage_id:
            return {self.choice: gr.skip()}
        return self._passage(str(passage_id)) | {self._tabs: gr.Tabs(selected="documents")}

    def _arrive(self, open_already: str) -> Changes:
        """Show the first document to who comes without having chosen one."""
        if open_already:
            return {self.choice: gr.skip()}
        try:
            shelf = self._service.shelf()
        except SignpostError as error:
            return {self.text: Markup('<p class="problem" role="alert">{}</p>').format(str(error))}
        return self._document(shelf, next(iter(shelf.documents.values())), "nothing")

    def _choose(self, event: gr.EventData) -> Changes:
        shelf = self._service.shelf()
        document = shelf.documents.get(str(event.slug))
        return self._document(shelf, document, "title") if document else {self.choice: gr.skip()}

    def _open(self, event: gr.EventData) -> Changes:
        return self._passage(str(event.passage))

    def _passage(self, passage_id: str) -> Changes:
        try:
            shelf = self._service.shelf()
        except SignpostError as error:
            return {self.text: Markup('<p class="problem" role="alert">{}</p>').format(str(error))}
        passage = shelf.index.passage(passage_id)
        if passage is None:
            first = self._document(shelf, next(iter(shelf.documents.values())), "note")
            note = Markup('<p class="note" tabindex="-1" role="alert">{}</p>').format(words.MISSING_PASSAGE)
            return first | {self.text: note + first[self.text]}
        document = shelf.documents[passage.document]
        return self._document(shelf, document, "passage", (passage.start, passage.end), passage_id)

    def _document(
        self, shelf: Shelf, document: Document, focus: str, span: reader.Span = (0, 0), passage_id: str = ""
    ) -> Changes:
        text = Markup('<div class="reader" data-focus="{}" data-at="{}">{}</div>').format(
            focus, passage_id, reader.full_text(document, reader.View(PREFIX, span, links=True))
        )
        return {
            self.choice: choice_html(shelf, document.slug),
            self.contents: Markup("<details><summary>{}</summary>{}</details>").format(
                words.CONTENTS, reader.contents(document, PREFIX)
            ),
            self.text: text,
        }

    def _search(self, text: str) -> Changes:
        try:
            found = results_html(self._service.shelf().documents, text)
        except SignpostError as error:
            found = Markup("<p>{}</p>").format(str(error))
        return {self.found: Markup('<div role="status">{}</div>').format(found)}


def add_html() -> Markup:
    """The form for adding a document, folded away."""
    return Markup(
        '<details><summary>{}</summary><form data-none="{}" data-busy="{}" data-failed="{}">'
        '<p id="add-hint">{}</p><label for="add-file">{}</label>'
        '<input type="file" id="add-file" aria-describedby="add-hint" accept="{}">'
        '<button type="submit" class="plain">{}</button></form><div role="status"></div></details>'
    ).format(
        words.ADD,
        words.ADD_NONE,
        words.ADD_READING,
        words.ADD_FAILED,
        words.ADD_HINT,
        words.ADD_LABEL,
        ",".join(READERS),
        words.ADD_BUTTON,
    )


def choice_html(shelf: Shelf, chosen: str) -> Markup:
    """The documents there are, to choose one from."""
    items = Markup("").join(
        Markup('<li><button type="button" class="choice" data-do="choose" data-slug="{}"{}>{}</button></li>').format(
            slug, Markup(' aria-current="true"') if slug == chosen else "", document.about.title
        )
        for slug, document in shelf.documents.items()
    )
    return Markup('<nav aria-label="{}"><ul>{}</ul></nav>').format(words.CHOOSE_DOCUMENT, items)
