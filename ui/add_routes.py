"""What the page asks of the server to add a document: the file as it is, by those who may."""

import tempfile
import threading
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from corpus.errors import DocumentError, SignpostError
from corpus.settings import Settings
from ingest.add import add_upload
from ingest.reading import LIMITS
from ui import words
from ui.access import Access
from ui.print_ingest import file_lines
from ui.sign_in import PERSON

ADD = "/documents/add"
_FILE = "application/octet-stream"  # which no other site can send without asking


def add_routes(settings: Settings, access: Access) -> APIRouter:
    """The address to which the page sends a file, its name in ``name``."""
    routes = APIRouter()
    one_at_a_time = threading.Lock()

    def add(path: Path, name: str) -> dict[str, object]:
        if not one_at_a_time.acquire(blocking=False):
            raise DocumentError(words.ADD_BUSY)
        try:
            found = add_upload(settings, path, name)
        finally:
            one_at_a_time.release()
        said = " ".join(line.strip() for line in file_lines(found, dry_run=False))
        return {"status": "refused" if found.reason else "added", "message": said, "slug": found.slug}

    @routes.post(ADD)
    async def receive(request: Request, name: str = "") -> JSONResponse:
        if not access.may_add(request.scope.get(PERSON)):
            return _refused(words.ADD_NOT_ALLOWED, 403)
        if request.headers.get("content-type") != _FILE:
            return _refused(words.ADD_NOT_FROM_HERE, 415)
        with tempfile.NamedTemporaryFile() as file:
            size = 0
            async for piece in request.stream():
                size += len(piece)
                if size > LIMITS.size:
                    return _refused(words.ADD_TOO_LARGE.format(most=LIMITS.size // 1_000_000), 400)
                file.write(piece)
            file.flush()
            try:
                return JSONResponse(await run_in_threadpool(add, Path(file.name), name))
            except SignpostError as error:
                return _refused(str(error), 200)

    return routes


def _refused(message: str, status: int) -> JSONResponse:
    return JSONResponse({"status": "refused", "message": message}, status)
