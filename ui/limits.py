"""Limits on what one address may send, so that nobody can keep the page from the others."""

import time
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import words
from ui.add_routes import ADD

AT_ONCE = 200  # presses that an address may make in a burst: fewer than the queue holds, more than an office needs
A_SECOND = 10  # presses a second that it may keep up
LONGEST_BODY = 4 * 2**20  # bytes; the largest that the page sends is a document that it shows
_REMEMBERED = 10_000  # addresses
_PRESS = "/gradio_api/queue/join"


class Limits:
    """ASGI middleware: turns away presses beyond an address's allowance, and bodies that are too long.

    The allowance is a token bucket: it holds AT_ONCE and refills by A_SECOND.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 429 (too many) or 413 (too long)."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["path"] == _PRESS and not self._allowed(scope["client"][0] if scope["client"] else ""):
            await PlainTextResponse(words.TOO_MANY, 429)(scope, receive, send)
            return
        if scope["path"] == ADD:  # which has its own limit, once it knows who is sending
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None:
            await PlainTextResponse(words.TOO_LONG, 413)(scope, receive, send)
            return
        given = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_kept() -> Message:
            return given.pop() if given else await receive()

        await self._app(scope, receive_kept, send)

    def _allowed(self, address: str) -> bool:
        now = self._clock()
        left, at = self._left.pop(address, (AT_ONCE, now))
        left = min(AT_ONCE, left + (now - at) * A_SECOND)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > _REMEMBERED:
            del self._left[next(iter(self._left))]
        return left >= 1


async def _whole(receive: Receive) -> bytes | None:
    """A request's body; None as soon as it is too long, or where the visitor has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > LONGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)
