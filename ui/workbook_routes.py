"""What the Workbook tab asks of the server: views to show, changes to save, reports to download.

Plain addresses, so that a change is answered by itself, once it is on the disk, and can be sent even while the page is
being closed. Who has a workbook's key can use it; nothing lists the workbooks there are.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool

from corpus.errors import SignpostError, WorkbookError
from corpus.settings import Settings
from ui import workbook_words as words
from ui.workbook_desk import Desk
from workbook.exchange import LARGEST, to_json
from workbook.fields import Cell

_LARGEST_CHANGE = 100_000  # bytes
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
_PRIVATE = {"cache-control": "no-store"}


class _Asked(BaseModel):
    """What the page sends always says who is asking, by their role."""

    model_config = ConfigDict(extra="forbid")

    who: str


class _New(_Asked):
    title: str
    partners: str


class _Save(_Asked):
    cell: Cell
    value: str
    seen: str
    hide: bool


class _Partner(_Asked):
    name: str


class _Entry(_Asked):
    topic: str


class _Erase(_Asked):
    entry: str


def workbook_routes(settings: Settings) -> APIRouter:
    """The addresses under /workbook."""
    routes = APIRouter(prefix="/workbook")

    @cache
    def desk() -> Desk:
        return Desk(settings)

    @routes.get("/start")
    def start() -> Response:
        return _explained(lambda: HTMLResponse(desk().start(), headers=_PRIVATE))

    @routes.post("/new")
    async def new(request: Request) -> Response:
        return await _answer(request, _New, lambda asked: desk().new(asked.title, asked.partners, asked.who))

    @routes.post("/import")
    async def bring_in(request: Request) -> Response:
        return await _done(lambda: _read(request, LARGEST), lambda text: desk().bring_in(text))

    @routes.get("/{key}/view")
    def view(key: str, show: str = "", partner: str = "") -> Response:
        return _explained(lambda: HTMLResponse(desk().view(key, show, partner), headers=_PRIVATE))

    @routes.get("/{key}/moved")
    def moved(key: str, since: date) -> Response:
        return _explained(lambda: HTMLResponse(desk().moved(key, since), headers=_PRIVATE))

    @routes.post("/{key}/save")
    async def save(key: str, request: Request) -> Response:
        return await _answer(request, _Save, lambda a: desk().save(key, a.cell, a.value, a.seen, a.who, a.hide))

    @routes.post("/{key}/partner")
    async def partner(key: str, request: Request) -> Response:
        return await _answer(request, _Partner, lambda asked: desk().add_partner(key, asked.name, asked.who))

    @routes.post("/{key}/entry")
    async def entry(key: str, request: Request) -> Response:
        return await _answer(request, _Entry, lambda asked: desk().begin_entry(key, asked.topic, asked.who))

    @routes.post("/{key}/erase")
    async def erase(key: str, request: Request) -> Response:
        return await _answer(request, _Erase, lambda asked: desk().erase(key, asked.entry))

    @routes.get("/{key}/report.{form}")
    def report(key: str, form: str, since: date | None = None) -> Response:
        if form not in _TYPES:
            return Response(status_code=404)
        return _explained(lambda: _file(desk().report(key, form, since), f"gap-report.{form}", _TYPES[form]))

    @routes.get("/{key}/reflection.docx")
    def reflection(key: str) -> Response:
        return _explained(lambda: _file(desk().reflection(key), "reflection.docx", _TYPES["docx"]))

    @routes.get("/{key}/export.json")
    def export(key: str) -> Response:
        return _explained(lambda: _file(to_json(desk().store(key)).encode(), "workbook.json", "application/json"))

    return routes


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = _PRIVATE | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)


def _explained(answer: Callable[[], Response]) -> Response:
    """The answer, or why there is none, in words fit to be shown."""
    try:
        return answer()
    except SignpostError as error:
        text = Markup('<p class="problem" role="alert">{}</p>').format(str(error))
        return HTMLResponse(text, 400, headers=_PRIVATE)


async def _answer(request: Request, model: type[Any], act: Callable[[Any], dict[str, Any]]) -> Response:
    def read(text: str) -> dict[str, Any]:
        try:
            return act(model.model_validate_json(text))
        except ValidationError as error:
            raise WorkbookError("The page sent something that a workbook has no place for. Load it again.") from error

    return await _done(lambda: _read(request, _LARGEST_CHANGE), read)


async def _done(body: Callable[[], Any], act: Callable[[str], dict[str, Any]]) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(act, await body()), headers=_PRIVATE)
    except SignpostError as error:
        return JSONResponse({"status": "refused", "message": str(error)}, headers=_PRIVATE)


async def _read(request: Request, most: int) -> str:
    if request.headers.get("content-type") != "application/json":  # which no other site can send without asking
        raise WorkbookError(words.NOT_FROM_HERE)
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > most:
            raise WorkbookError(words.TOO_LONG)
    try:
        return read.decode()
    except UnicodeDecodeError as error:
        raise WorkbookError("This is not text in UTF-8.") from error
