"""The Evaluate tab, for reviewers: runs, their figures, their questions, and blind grading."""

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from corpus.errors import SignpostError
from evals.agreement import load_grades
from evals.compare import compare
from evals.report import write_report
from evals.rows import describe
from ui import words_evaluate as words
from ui.evaluate_html import comparison_html, progress_html, run_html, runs_html, start_html
from ui.evaluate_item import grading_html, item_html
from ui.grading import Grading
from ui.parts import delivery_html, html
from ui.service import Service

_EVERY = 2  # seconds between two looks at a run in progress
_STARTS = "signpost.listen(element, trigger, ['start', 'halt', 'pick', 'resume']);"
_SHOWS = (
    "signpost.listen(element, trigger, ['pick', 'item', 'compare', 'report', 'grade', 'give']);"
    "watch('value', () => signpost.top(element));"
)
Changes = dict[Any, Any]


class EvaluateTab:
    """The components of the tab and what happens when they are used. Build it inside the ``gr.Tab`` given.

    Every event asks first whether the person may evaluate: a hidden tab is no lock.
    """

    def __init__(self, service: Service, tab: gr.Tab) -> None:
        self._access = service.access
        self._runs = service.evaluations
        self._tab = tab
        with gr.Row(elem_id="evaluating"):
            with gr.Column(elem_id="runs"):
                self.start = html(start_html(), "start-run", _STARTS)
                self.progress = html("", "progress", _STARTS)
                self.news = html(Markup('<div role="status"></div>'), "run-news")
                self.list = html("", "run-list", _STARTS)
            with gr.Column(elem_id="run"):
                self.run = html(Markup("<p>{}</p>").format(words.CHOOSE), "run-shown", _SHOWS)
        self.delivery = html("", "report-delivery", "signpost.deliver(element, watch);")
        self.timer = gr.Timer(_EVERY, active=False)
        watched = [self.progress, self.news, self.list, self.timer]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        tab.select(self._arrive, None, watched, **quiet)
        self.timer.tick(self._tick, None, watched, **quiet)
        self.start.start(self._start, None, watched, **quiet)
        self.progress.halt(self._halt, None, watched, **quiet)
        self.list.resume(self._resume, None, watched, **quiet)
        for component in (self.list, self.run):
            component.pick(self._pick, None, [self.run, self.list], **quiet)
        self.run.item(self._item, None, [self.run], **quiet)
        self.run.compare(self._compare, None, [self.run], **quiet)
        self.run.grade(self._grade, None, [self.run], **quiet)
        self.run.give(self._give, None, [self.run], **quiet)
        self.run.report(self._report, None, [self.delivery, self.news], **quiet)

    def appear(self, request: gr.Request) -> Changes:
        """Show the tab to who may use it."""
        return {self._tab: gr.Tab(visible=self._access.may_evaluate(request.username))}

    def _arrive(self, request: gr.Request) -> Changes:
        self._check(request)
        return self._watched("")

    def _tick(self, request: gr.Request) -> Changes:
        self._check(request)
        if self._runs.running:
            return {self.progress: progress_html(self._runs.running, "")}
        return self._watched(self._runs.problem or words.DONE)

    def _start(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        split = str(event.split)
        return self._tried(lambda: self._runs.start(split if split in ("test", "all") else "dev"))  # type: ignore[arg-type]

    def _resume(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        return self._tried(lambda: self._runs.go_on(str(event.run)))

    def _halt(self, request: gr.Request) -> Changes:
        self._check(request)
        return self._tried(self._runs.stop)

    def _tried(self, action: Any) -> Changes:
        try:
            action()
        except SignpostError as error:
            return self._watched(str(error))
        return self._watched("")

    def _watched(self, news: str, chosen: str = "") -> Changes:
        running = self._runs.running
        return {
            self.progress: progress_html(running, ""),
            self.news: Markup('<div role="status">{}</div>').format(news),
            self.list: runs_html(self._runs.listed(), chosen, running),
            self.timer: gr.Timer(active=running is not None),
        }

    def _pick(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        name = str(event.run)
        try:
            run = self._runs.load(name)
        except SignpostError as error:
            return {self.run: _problem(error)}
        listed = self._runs.listed()
        others = [o for o in listed if o.finished and o.name != name and o.info.questions == run.info.questions]
        return {self.run: run_html(run, others), self.list: runs_html(listed, name, self._runs.running)}

    def _item(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        try:
            name = str(event.run)
            run, grades = self._runs.load(name), load_grades(self._runs.folder(name))
        except SignpostError as error:
            return {self.run: _problem(error)}
        item = next((item for item in run.items if item.question.id == str(event.question)), None)
        if item is None:
            return {self.run: gr.skip()}
        row = describe(item, self._runs.ground(), grades.get(item.question.id), broken=False)
        return {self.run: item_html(name, row)}

    def _compare(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        try:
            return {
                self.run: comparison_html(compare(self._runs.load(str(event.against)), self._runs.load(str(event.run))))
            }
        except SignpostError as error:
            return {self.run: _problem(error)}

    def _grade(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        try:
            return {self.run: grading_html(str(event.run), self._grading(str(event.run), request).next())}
        except SignpostError as error:
            return {self.run: _problem(error)}

    def _give(self, event: gr.EventData, request: gr.Request) -> Changes:
        self._check(request)
        try:
            grading = self._grading(str(event.run), request)
        except SignpostError as error:
            return {self.run: _problem(error)}
        problem = ""
        try:
            grading.give(str(event.code), str(event.serves), str(event.harm), str(event.comment))
        except SignpostError as error:
            problem = str(error)
        return {self.run: grading_html(str(event.run), grading.next(), problem)}

    def _report(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Hand a run's report to the browser."""
        self._check(request)
        try:
            folder = self._runs.folder(str(event.run))
            with tempfile.TemporaryDirectory() as place:
                page = write_report(folder, self._runs.ground(), out=Path(place) / "report.html").read_bytes()
        except SignpostError as error:
            return {self.news: Markup('<div role="status">{}</div>').format(str(error))}
        return {self.delivery: delivery_html(f"signpost-{folder.name}.html", page)}

    def _grading(self, name: str, request: gr.Request) -> Grading:
        return Grading(self._runs.load(name), self._runs.folder(name), self._runs.ground(), str(request.username))

    def _check(self, request: gr.Request) -> None:
        if not self._access.may_evaluate(request.username):
            raise PermissionError("This person may not use Evaluate.")


def _problem(error: SignpostError) -> Markup:
    return Markup('<p class="problem" role="alert">{}</p>').format(str(error))
