"""The Quiz tab: items are made, decided on and downloaded, and a quiz can be taken."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from corpus.errors import SignpostError
from corpus.settings import Settings
from quiz.bank import STATES, State
from quiz.errors import QuizError
from quiz.item import DIFFICULTIES, KINDS
from quiz.wanted import Wanted
from ui import quiz_words as words
from ui.parts import delivery_html, html
from ui.quiz_cards import Place, bank_html
from ui.quiz_desk import QuizDesk
from ui.quiz_forms import export_html, intro_html, make_html, play_form_html, said_html
from ui.quiz_play import play_html

_log = logging.getLogger(__name__)
_FORMS = "signpost.listen(element, trigger, ['make', 'download', 'play']);"
_CARDS = "signpost.listen(element, trigger, ['decide', 'edit', 'cancel', 'move', 'save', 'clear']);"
Changes = dict[Any, Any]


class QuizTab:
    """The components of the tab and what happens when they are used. Build it inside the ``gr.Tab`` given."""

    def __init__(self, settings: Settings, tab: gr.Tab) -> None:
        self._desk = QuizDesk(settings)
        with gr.Column(elem_id="quiz"):
            html(intro_html(), "quiz-intro")
            self.make = html(make_html(), "quiz-make", _FORMS)
            self.said = html(said_html(""), "quiz-said")
            self.bank = html("", "quiz-bank", _CARDS + "signpost.quizBank(element, watch);")
            self.export = html(export_html(), "quiz-export", _FORMS)
            self.exported = html(said_html(""), "quiz-exported")
            self.start = html(play_form_html(), "quiz-start", _FORMS)
            self.not_started = html(said_html(""), "quiz-not-started")
            self.play = html("", "quiz-play", "signpost.quizPlay(element, watch);")
            self.files = [html("", f"quiz-file-{n}", "signpost.deliver(element, watch);") for n in (1, 2)]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [self.said, self.bank]
        tab.select(self._arrive, None, shown, **quiet)
        self.make.make(self._make, None, shown, **quiet)
        for name in ("decide", "edit", "cancel", "move", "save", "clear"):
            getattr(self.bank, name)(getattr(self, f"_{name}"), None, shown, **quiet)
        self.export.download(self._download, None, [self.exported, *self.files], **quiet)
        self.start.play(self._play, None, [self.not_started, self.play], **quiet)

    def _arrive(self) -> Changes:
        return self._shown("")

    def _make(self, event: gr.EventData) -> Iterator[Changes]:
        """Make items and put them into the bank. What the browser sends is checked, not trusted."""
        yield {self.said: said_html(words.MAKING), self.bank: gr.skip()}

        def made() -> str:
            new, shortfall = self._desk.make(_wanted(event))
            done = words.MADE_ONE if new == 1 else words.MADE.format(new=new) if new else words.MADE_NONE
            return f"{done} {shortfall}".strip()

        yield self._after(made, Place())

    def _decide(self, event: gr.EventData) -> Changes:
        state: State = next((state for state in STATES if state == str(event.state)), "proposed")
        following = self._beside(str(event.item))

        def decided() -> str:
            self._desk.bank.decide(str(event.item), _int(event.version), state)
            return words.DONE[state]

        return self._after(decided, Place(focus=following))

    def _edit(self, event: gr.EventData) -> Changes:
        return self._shown("", Place(focus=str(event.item), editing=str(event.item)))

    def _cancel(self, event: gr.EventData) -> Changes:
        return self._shown("", Place(focus=str(event.item)))

    def _move(self, event: gr.EventData) -> Changes:
        def moved() -> str:
            self._desk.bank.move(str(event.item), up=str(event.up) == "yes")
            return words.MOVED

        return self._after(moved, Place(focus=str(event.item)))

    def _save(self, event: gr.EventData) -> Changes:
        data: dict[str, Any] = event._data or {}
        options = [str(data[f"option{n}"]) for n in range(20) if f"option{n}" in data]

        def saved() -> str:
            stem, explanation = str(data.get("stem", "")), str(data.get("explanation", ""))
            self._desk.bank.edit(str(event.item), _int(event.version), stem, options, explanation)
            return words.SAVED

        return self._after(saved, Place(focus=str(event.item)))

    def _clear(self) -> Changes:
        def cleared() -> str:
            self._desk.bank.remove(["rejected"])
            return words.DELETED

        return self._after(cleared, Place())

    def _download(self, event: gr.EventData) -> Changes:
        data: dict[str, Any] = event._data or {}
        try:
            made = self._desk.deliver(str(data.get("format", "")), data.get("everything") == "yes")
        except SignpostError as error:
            return {self.exported: said_html(str(error), problem=True)} | dict.fromkeys(self.files, gr.skip())
        done = words.EXPORTED_ONE if made.count == 1 else words.EXPORTED.format(count=made.count)
        changes: Changes = {self.exported: said_html(done, more=made.left_out)} | dict.fromkeys(self.files, "")
        for component, file in zip(self.files, made.files, strict=False):
            changes[component] = delivery_html(f"quiz{file.ending}", file.content)
        return changes

    def _play(self, event: gr.EventData) -> Iterator[Changes]:
        data: dict[str, Any] = event._data or {}
        fresh = data.get("source") == "fresh"
        yield {self.not_started: said_html(words.MAKING if fresh else ""), self.play: gr.skip()}
        try:
            items = self._desk.play(_wanted(event) if fresh else None)
            yield {self.not_started: said_html(""), self.play: play_html(items)}
        except SignpostError as error:
            yield {self.not_started: said_html(str(error), problem=True), self.play: ""}

    def _beside(self, id: str) -> str:
        """The item that comes after one that is about to leave its group, or before it."""
        try:
            kept = self._desk.kept()
        except SignpostError:
            return ""
        state = next((one.state for one in kept if one.item.id == id), None)
        ids = [one.item.id for one in kept if one.state == state]
        at = ids.index(id) if id in ids else 0
        return next(iter(ids[at + 1 : at + 2] or ids[max(0, at - 1) : at]), "")

    def _after(self, change: Callable[[], str], place: Place) -> Changes:
        """The bank after a change, and what came of it; after one that could not be made, why."""
        try:
            return self._shown(change(), place)
        except SignpostError as error:
            _log.info("A change to the quiz bank was not made: %s", type(error).__name__)
            return self._shown(str(error), place, problem=True)

    def _shown(self, message: str, place: Place | None = None, problem: bool = False) -> Changes:
        try:
            kept = bank_html(self._desk.kept(), place or Place())
        except SignpostError as error:
            return {self.said: said_html(str(error), problem=True), self.bank: ""}
        return {self.said: said_html(message, problem), self.bank: kept}


def _wanted(event: gr.EventData) -> Wanted:
    """The wish that a form sends.

    Raises:
        QuizError: a number is none.
    """
    data: dict[str, Any] = event._data or {}
    count, seed = str(data.get("count", "10")), str(data.get("seed", "1"))
    if not (count.isdecimal() and seed.isdecimal() and 1 <= int(count) <= words.MOST and len(seed) < 12):
        raise QuizError(words.NOT_A_NUMBER.format(most=words.MOST))
    return Wanted(
        count=int(count),
        seed=int(seed),
        topic=str(data.get("topic", ""))[:200].strip(),
        kinds=tuple(kind for kind in KINDS if kind == data.get("kind")),
        difficulty=next((level for level in DIFFICULTIES if level == data.get("difficulty")), None),
        session=str(data.get("session", "")),
    )


def _int(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 0
