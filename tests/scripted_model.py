"""A server on loopback that speaks the OpenAI protocol (and Ollama's) and says what a test tells it to."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route


class Scripted:
    """Says or does whatever ``reply`` is now: the bits of a reply to a prompt, or a response as it stands."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.reply: Callable[[str], list[str] | Response] = lambda prompt: []
        self.address = ""

    @property
    def app(self) -> Starlette:
        """The web application."""
        openai = Route("/v1/chat/completions", self._openai, methods=["POST"])
        ollama = Route("/api/chat", self._ollama, methods=["POST"])
        return Starlette(routes=[openai, ollama])

    async def _openai(self, request: Request) -> Response:
        bits = self.reply(await self._take(request))
        if isinstance(bits, Response):
            return bits
        if not self.asked[-1].get("stream"):
            return JSONResponse(_whole("".join(bits)))
        return sse([chunk(bit) for bit in bits] + [chunk("", "stop")])

    async def _ollama(self, request: Request) -> Response:
        bits = self.reply(await self._take(request))
        assert isinstance(bits, list)
        lines = [{"message": {"role": "assistant", "content": bit}, "done": False} for bit in bits]
        lines.append({"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"})
        return StreamingResponse(_each(json.dumps({"model": "x", **line}) + "\n" for line in lines))

    async def _take(self, request: Request) -> str:
        body = json.loads(await request.body())
        self.asked.append(body | {"headers": dict(request.headers)})
        return str(body["messages"][-1]["content"])


def chunk(text: str, finish: str | None = None) -> str:
    """One event of a streamed reply."""
    delta = {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(event)}\n\n"


def sse(events: list[str], last: str = "data: [DONE]\n\n") -> Response:
    """Events as a stream."""
    return StreamingResponse(_each([*events, last]), media_type="text/event-stream")


def slowly(bit: str, pause: float, most: float = 20.0) -> Response:
    """The same bit over and over, with a pause before each."""

    async def bits() -> AsyncIterator[str]:
        until = time.monotonic() + most
        while time.monotonic() < until:
            await asyncio.sleep(pause)
            yield bit

    return StreamingResponse(bits(), media_type="text/event-stream")


def breaking(events: list[str]) -> Response:
    """Events, and then the connection is dropped."""

    async def bits() -> AsyncIterator[str]:
        for event in events:
            yield event
        raise ConnectionResetError

    return StreamingResponse(bits(), media_type="text/event-stream")


def status(code: int, text: str = "no") -> Response:
    """An error of the protocol."""
    return JSONResponse({"error": {"message": text, "type": "error"}}, code)


def redirect(to: str) -> Response:
    """A redirect to another address."""
    return RedirectResponse(to, 307)


def raw(text: str, kind: str = "text/event-stream") -> Response:
    """A body as it is."""
    return Response(text, media_type=kind)


def _whole(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}


async def _each(parts: Any) -> AsyncIterator[str]:
    for part in parts:
        yield part


@contextmanager
def serving(scripted: Scripted) -> Iterator[Scripted]:
    """Serve it on a free port of loopback."""
    server = uvicorn.Server(uvicorn.Config(scripted.app, port=0, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    scripted.address = f"http://127.0.0.1:{port}"
    yield scripted
    server.should_exit = True
    thread.join(5)
