"""The Ask tab: a conversation, and beside it the document that a citation was opened in."""

import logging
import traceback
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from markupsafe import Markup

from corpus.errors import QuestionError, SignpostError
from ui import words
from ui.conversation import Conversation
from ui.parts import delivery_html, html, problem_html
from ui.record import make_record
from ui.record_word import record_word
from ui.service import Service
from ui.source import source_html
from ui.turns import NO_ANSWER, about_html, earlier_html, examples_html, latest_html, next_html, start_html
from ui.written import hint_html, so_far_html

_log = logging.getLogger(__name__)
_HEARD = (
    "signpost.listen(element, trigger, "
    "['ask', 'open', 'shut', 'edit', 'keep', 'again', 'renew', 'record', 'feedback']);"
)
_FORGOTTEN_AFTER = 8 * 60 * 60  # seconds that an idle conversation stays in memory
Changes = dict[Any, Any]


class AskTab:
    """The components of the tab and what happens when they are used. Build it inside a ``gr.Tab``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.state = gr.State(Conversation(), time_to_live=_FORGOTTEN_AFTER)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="conversation"):
                self.start = html(start_html(), "start")
                self.earlier = html("", "earlier", _HEARD)
                self.latest = html(NO_ANSWER, "latest", _HEARD + "watch('value', () => signpost.answered());")
                self.next = html("", "next", _HEARD)
                with gr.Column(elem_id="asking"):
                    self.problem = html(
                        problem_html(""), "problem", "signpost.describe(); watch('value', () => signpost.describe());"
                    )
                    self.box = gr.Textbox(label=words.QUESTION, lines=1, max_lines=8, elem_id="question")
                    html(hint_html(service.model_elsewhere()), "hint")
                    self.busy = html("", "busy")
                    with gr.Row(elem_id="buttons"):
                        self.ask = gr.Button(words.ASK, variant="primary", elem_id="ask")
                        self.stop = gr.Button(words.STOP, variant="stop", visible=False, elem_id="stop")
                        self.retry = gr.Button(words.TRY_AGAIN, visible=False, elem_id="retry")
                self.examples = html(examples_html(), "examples", _HEARD)
            with gr.Column(elem_id="beside"):
                self.about = html("", "about")
                with gr.Column(elem_id="source", visible=False) as self.pane:
                    self.source = html("", "source-text", _HEARD + "signpost.pane(element, watch);")
        self.delivery = html("", "delivery", "signpost.deliver(element, watch);")
        self._wire()

    def _wire(self) -> None:
        shown = [self.state, self.start, self.examples, self.about, self.pane, self.source]
        shown += [self.earlier, self.latest, self.next, self.problem, self.box, self.busy]
        shown += [self.ask, self.stop, self.retry]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        waiting = quiet | {"concurrency_limit": None}  # the service has its own limit, and its own words for it
        asked = gr.on(
            [self.box.submit, self.ask.click, self.retry.click], self._ask, [self.box, self.state], shown, **waiting
        )
        example = self.examples.ask(self._ask_example, [self.state], shown, **waiting)
        again = self.latest.again(self._ask_again, [self.state], shown, **waiting)
        pressed = self.next.ask(self._ask_example, [self.state], shown, **waiting)
        for event in (asked, example, again, pressed):
            event.then(self._suggest, [self.state], [self.next], **quiet)
        self.stop.click(self._stopped, None, shown, cancels=[asked, example, again, pressed], **quiet)
        self.latest.edit(self._edit, [self.state], shown, js="signpost.edit", **quiet)
        self.latest.keep(self._keep, [self.state], shown, **quiet)
        self.latest.renew(self._new, None, shown, js="signpost.renew", **quiet)
        for component in (self.earlier, self.latest):
            component.open(self._open, None, shown, **quiet)
            component.record(self._record, [self.state], [self.delivery, self.problem], **quiet)
        self.latest.feedback(self._feedback, [self.state], shown, **quiet)
        self.source.shut(self._shut, None, shown, js="signpost.shut", **quiet)

    async def _ask(self, text: str, conversation: Conversation) -> AsyncIterator[Changes]:
        """Answer the question in the box. It stays there until its answer does."""
        yield {
            self.busy: so_far_html(None),
            self.problem: problem_html(""),
            self.next: "",
            self.ask: gr.update(visible=False),
            self.retry: gr.update(visible=False),
            self.stop: gr.update(visible=True),
        }
        changes: Changes = {}
        try:
            async for answer, last in self._service.answers(text, conversation.history):
                if last:
                    changes = self._shown(conversation.answered(answer)) | {self.box: ""}
                else:
                    yield {self.busy: so_far_html(answer)}
        except QuestionError as error:
            changes = {self.problem: problem_html(str(error), field=True)}
        except SignpostError as error:
            changes = {self.problem: problem_html(str(error)), self.retry: gr.update(visible=True)}
        except Exception as error:  # a person must be told something that they can use, whatever went wrong
            trace = "".join(traceback.format_tb(error.__traceback__))  # its message could hold the question
            _log.error("A question was not answered: %s\n%s", type(error).__name__, trace)
            changes = {self.problem: problem_html(words.UNEXPECTED), self.retry: gr.update(visible=True)}
        yield changes | self._idle()

    async def _ask_example(self, conversation: Conversation, event: gr.EventData) -> AsyncIterator[Changes]:
        question = str(event.question)
        yield {self.box: question}
        async for changes in self._ask(question, conversation):
            yield changes

    async def _ask_again(self, conversation: Conversation) -> AsyncIterator[Changes]:
        latest = conversation.latest
        if latest is not None:
            async for changes in self._ask(latest.answer.question, conversation.change_last(True)):
                yield changes

    def _suggest(self, conversation: Conversation) -> str:
        """Questions to go on with, once the answer stands; none is no fault, so a failure is only logged."""
        if conversation.latest is None:
            return ""
        try:
            return next_html(self._service.follow_ups(conversation.latest.answer))
        except SignpostError as error:
            _log.warning("No follow-up questions: %s", error)
            return ""

    def _stopped(self) -> Changes:
        return {self.problem: problem_html(words.STOPPED), self.retry: gr.update(visible=True)} | self._idle()

    def _edit(self, conversation: Conversation) -> Changes:
        latest = conversation.latest
        changed = conversation.change_last(True)
        return self._shown(changed) | {self.box: latest.answer.question if latest else ""}

    def _keep(self, conversation: Conversation) -> Changes:
        return self._shown(conversation.change_last(False)) | {self.box: ""}

    def _new(self) -> Changes:
        fresh = {self.next: "", self.box: "", self.problem: problem_html(""), self.retry: gr.update(visible=False)}
        return self._shown(Conversation()) | fresh | self._shut()

    def _open(self, event: gr.EventData) -> Changes:
        """Open the document at a passage. What the browser sends is checked, not trusted."""
        span = (int(event.start), int(event.end)) if str(event.start).isdigit() and str(event.end).isdigit() else None
        return {
            self.about: gr.update(visible=False),
            self.pane: gr.update(visible=True),
            self.source: source_html(self._service.shelf(), str(event.passage), span),
        }

    def _shut(self) -> Changes:
        return {self.about: gr.update(visible=True), self.pane: gr.update(visible=False), self.source: ""}

    def _record(self, conversation: Conversation, event: gr.EventData) -> Changes:
        """Hand an answer's record to the browser as a Word file; nothing of it is written to disk."""
        turn = conversation.find(str(event.answer))
        if turn is None:
            return {self.problem: problem_html(words.RECORD_GONE)}
        word = record_word(make_record(turn, self._service.shelf()))
        name = f"signpost-{turn.at:%Y-%m-%d-%H%M}.docx"
        return {self.delivery: delivery_html(name, word)}

    def _feedback(self, conversation: Conversation, event: gr.EventData) -> Changes:
        turn = conversation.find(str(event.answer))
        if turn is None:
            return {self.problem: gr.skip()}
        try:
            self._service.feedback.give(turn.answer, str(event.kind), str(event.comment))
        except (SignpostError, ValueError) as error:
            return {self.problem: problem_html(str(error))}
        return self._shown(conversation.judged(turn.answer.id))

    def _shown(self, conversation: Conversation) -> Changes:
        begun = bool(conversation.turns)
        shelf = self._service.shelf() if begun else None
        return {
            self.state: conversation,
            self.start: gr.update(visible=not begun),
            self.examples: gr.update(visible=not begun),
            self.earlier: earlier_html(conversation, shelf) if shelf else "",
            self.latest: latest_html(conversation, shelf, self._service.feedback.days) if shelf else NO_ANSWER,
        }

    def _idle(self) -> Changes:
        return {self.busy: "", self.ask: gr.update(visible=True), self.stop: gr.update(visible=False)}

    def arrive(self) -> Changes:
        """What stands beside the conversation; without an index, what to do about it."""
        try:
            return {self.about: about_html(self._service.shelf().documents.values())}
        except SignpostError as error:
            return {self.about: Markup('<p class="problem" role="alert">{}</p>').format(str(error))}
