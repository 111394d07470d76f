"""The gate before the page: what the page does not use is closed, and the browser is told to stay here."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio serves much that this page has no use for (uploads, files, a proxy, monitoring): only these are let through.
_API = "/gradio_api/"
_OPEN = ("queue/join", "queue/data", "cancel", "reset", "heartbeat/")
_CLOSED = ("/monitoring", "/svelte", "/login", "/logout", "/config", "/docs", "/redoc", "/openapi.json")

# Gradio compiles its templates in the browser and writes styles in line, so those can't be forbidden; every address
# but the page's own can.
_HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Gate:
    """ASGI middleware: closed addresses get 404, and every answer carries the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or not."""
        if scope["type"] == "websocket":  # the page uses none
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        path = scope["path"]
        if _is_closed(path):
            await PlainTextResponse("Not found", 404)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def _is_closed(path: str) -> bool:
    if path.startswith(_CLOSED):
        return True
    return path.startswith(_API) and not path.removeprefix(_API).startswith(_OPEN)
