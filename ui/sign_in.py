"""The door of a shared server: nothing of the page is answered to who has not signed in."""

from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from corpus.errors import SignpostError
from ui import words
from ui.access import SIGNED_IN_FOR, Access, TooManyTries
from ui.sign_in_page import sign_in_page

PERSON = "signpost.person"  # where the scope of a request names the person
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
_OPEN = ("/health", "/ready")
_COOKIE = "signpost"
_LONGEST_FORM = 4096  # bytes


class FromProxy:
    """ASGI middleware: believes what a proxy's headers say of a visitor, and nobody else's."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._proxied: Any = ProxyHeadersMiddleware(app, trusted_hosts=access.proxy)  # type: ignore[arg-type]
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, with the visitor's own address."""
        client = scope.get("client")
        if client and client[0] == self._access.proxy:
            await self._proxied(scope, receive, send)
            return
        name = (self._access.header or "").lower().encode()
        if name and scope["type"] == "http":
            kept = [pair for pair in scope["headers"] if pair[0].lower() != name]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)


class SignIn:
    """ASGI middleware: asks who has not signed in to do so, and notes in the scope who has."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the sign-in page."""
        if scope["type"] != "http" or not self._access.required or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except SignpostError as error:
            response = PlainTextResponse(str(error), 503)
        if response:
            await response(scope, receive, send)
            return

        async def send_unkept(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["path"] == "/":
                MutableHeaders(scope=message).update(_NOT_KEPT)  # going back after signing out shows nothing
            await send(message)

        await self._app(scope, receive, send_unkept)

    async def _answer(self, request: Request) -> Response | None:
        path, token = request.scope["path"], _token(request)
        if self._access.header:
            person = request.headers.get(self._access.header, "").strip() or None
        else:
            person = self._access.person(token) if token else None
            if request.method == "POST" and path == SIGN_IN:
                return await self._sign_in(request)
            if request.method == "POST" and path == SIGN_OUT:
                self._access.sign_out(token)
                return _back("", "")
        if person is None:
            if path in ("/", SIGN_IN) and self._access.by_password:
                return HTMLResponse(sign_in_page(passage=request.query_params.get("passage", "")), 401, _NOT_KEPT)
            return PlainTextResponse(words.SIGN_IN_FIRST, 401, _NOT_KEPT)
        request.scope[PERSON] = person
        return None

    async def _sign_in(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse(words.SIGN_IN_FIRST, 403)
        form = await _form(request)
        if form is None:
            return PlainTextResponse(words.SIGN_IN_FIRST, 413)
        name, password, passage = form.get("name", ""), form.get("password", ""), form.get("passage", "")
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(self._access.sign_in, name, password, address)
        except TooManyTries:
            return HTMLResponse(sign_in_page(words.SIGN_IN_LOCKED, name, passage), 429, _NOT_KEPT)
        if token is None:
            return HTMLResponse(sign_in_page(words.SIGN_IN_WRONG, name, passage), 401, _NOT_KEPT)
        return _back(token, f"?passage={quote(passage)}" if passage else "", request.url.scheme == "https")


_NOT_KEPT = {"cache-control": "no-store"}


def _token(request: Request) -> str:
    cookies = SimpleCookie()
    try:
        cookies.load(Headers(scope=request.scope).get("cookie", ""))
    except Exception:  # what a browser sends may be anything
        return ""
    return cookies[_COOKIE].value if _COOKIE in cookies else ""


def _back(token: str, query: str, secure: bool = False) -> Response:
    """To the page, by an address that also holds under a path of a proxy; with no token, signed out."""
    response = RedirectResponse(f"./{query}", 303, _NOT_KEPT)
    age = SIGNED_IN_FOR if token else 0
    response.set_cookie(_COOKIE, token, max_age=age, secure=secure, httponly=True, samesite="lax")
    return response


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form that was sent; None where it is too long to be one of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return None
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
