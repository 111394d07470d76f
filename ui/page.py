"""The web page, assembled and served."""

import os
import socket
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before Gradio is imported: it reads this when it is

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from markupsafe import Markup
from starlette.middleware.gzip import GZipMiddleware

from corpus.errors import SettingsError
from corpus.settings import Settings
from ui import quiz_words, words, words_evaluate, workbook_words
from ui.add_routes import add_routes
from ui.ask import AskTab
from ui.documents import DocumentsTab
from ui.evaluate import EvaluateTab
from ui.gate import Gate
from ui.limits import Limits
from ui.parts import callable_999
from ui.quiz_tab import QuizTab
from ui.service import Service
from ui.sign_in import PERSON, FromProxy, SignIn
from ui.theme import SIGN, head, theme
from ui.workbook_routes import workbook_routes
from ui.workbook_tab import WorkbookTab

_AT_ONCE = 4  # of each other thing that a press asks for
_IN_QUEUE = 256  # presses that may wait for their turn


def build(service: Service) -> gr.Blocks:
    """The page's components and events."""
    with gr.Blocks(title=words.NAME, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(_banner(service.access.by_password), elem_id="banner", apply_default_css=False)
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as tabs:
            with gr.Tab(words.ASK_TAB, id="ask", elem_id="ask-tab"):
                ask = AskTab(service)
            with gr.Tab(words.DOCUMENTS_TAB, id="documents", elem_id="documents-tab") as tab:
                documents = DocumentsTab(service, tabs, tab)
            with gr.Tab(quiz_words.TAB, id="quiz", elem_id="quiz-tab") as tab:
                QuizTab(service.settings, tab)
            with gr.Tab(workbook_words.TAB, id="workbook", elem_id="workbook-tab"):
                WorkbookTab()
            with gr.Tab(words_evaluate.TAB, id="evaluate", elem_id="evaluate-tab", visible=False) as tab:
                evaluate = EvaluateTab(service, tab)

        def arrive(request: gr.Request) -> dict[Any, Any]:
            return ask.arrive() | evaluate.appear(request) | documents.appear(request) | documents.follow_link(request)

        arrived = [ask.about, tab, documents.add, *documents.shown]
        blocks.load(arrive, None, arrived, show_progress="hidden", api_visibility="private")
        gr.HTML(_footer(), elem_id="footer", apply_default_css=False)
    blocks.queue(default_concurrency_limit=_AT_ONCE, max_size=_IN_QUEUE)
    return blocks


def app(service: Service, root_path: str = "") -> FastAPI:
    """The page as a web application, with its health and readiness addresses.

    ``/health`` says that the program runs; ``/ready`` whether it can answer questions (503 and why, where not).
    """
    parent = FastAPI(title=words.NAME, docs_url=None, redoc_url=None, openapi_url=None)

    @parent.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @parent.get("/ready")
    def ready() -> JSONResponse:
        problem = service.problem()
        return JSONResponse({"ready": problem is None, "problem": problem}, 503 if problem else 200)

    parent.include_router(add_routes(service.settings, service.access))
    parent.include_router(workbook_routes(service.settings))
    parent.add_middleware(GZipMiddleware)
    parent.add_middleware(Limits)
    parent.add_middleware(SignIn, access=service.access)
    parent.add_middleware(Gate)
    parent.add_middleware(FromProxy, access=service.access)
    mounted: FastAPI = gr.mount_gradio_app(
        parent,
        build(service),
        path="/",
        root_path=root_path or None,
        auth_dependency=lambda request: request.scope.get(PERSON, "anybody"),
        theme=theme(),
        head=head(),
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size="1b",
    )
    return mounted


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 7860, root_path: str = "") -> None:
    """Serve the page until the program is stopped, and say where.

    Raises:
        SettingsError: the address or the port can't be used.
    """
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(
            f"The page can't be served on {host}, port {port} ({error.strerror or error}): "
            "give another --port or --host."
        ) from error
    with listening:
        service = Service(settings)
        problem = service.problem()
        config = uvicorn.Config(app(service, root_path), log_level="warning", proxy_headers=False)
        server = uvicorn.Server(config)
        shown_host = f"[{host}]" if ":" in host else host
        print(f"Signpost is at http://{shown_host}:{listening.getsockname()[1]}{root_path or '/'}", flush=True)
        if problem:
            print(problem, flush=True)
        server.run(sockets=[listening])


def _banner(signs_out: bool) -> Markup:
    out = Markup('<form method="post" action="sign-out"><button type="submit" class="sign-out">{}</button></form>')
    return Markup(
        '<a class="skip" href="#question" data-goto-box>{}</a>'
        '<header class="banner" data-unreachable="{}" data-lost="{}" data-again="{}"><div class="brand">{}'
        '<div><h1>{}</h1><p>{}</p></div>{}</div></header><p class="limits">{}</p>'
    ).format(
        words.SKIP,
        words.UNREACHABLE,
        words.LOST,
        words.LOAD_AGAIN,
        Markup(SIGN),
        words.NAME,
        words.PURPOSE,
        out.format(words.SIGN_OUT) if signs_out else "",
        callable_999(words.LIMITS),
    )


def _footer() -> Markup:
    rows = Markup("").join(
        Markup('<div><dt><span class="standing {}">{}</span></dt><dd>{}</dd></div>').format(
            authority.replace(" ", "-"), name, meaning
        )
        for authority, (name, meaning) in words.STANDINGS.items()
    )
    return Markup('<details class="standings"><summary>{}</summary><dl>{}</dl></details>').format(
        words.STANDINGS_HEADING, rows
    )
