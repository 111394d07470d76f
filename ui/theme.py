"""The look of the page: its style sheets and scripts, and what Gradio's own parts take from its theme."""

from pathlib import Path
from urllib.parse import quote

import gradio as gr

_STATIC = Path(__file__).parent / "static"
_STYLES = (
    "colours.css",
    "page.css",
    "answer.css",
    "reader.css",
    "quiz.css",
    "workbook.css",
    "evaluate.css",
    "print.css",
)
_SCRIPTS = ("page.js", "connection.js", "fields.js", "quiz.js", "workbook.js", "add.js")
_SIGN_SHAPE = "M15 4h2v3h7l3 3-3 3h-7v3h2v6h-2v6h-2v-6H8l-3-3 3-3h7v-3H8V7h7z"
SIGN = f'<svg class="sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="{_SIGN_SHAPE}"/></svg>'
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#134e5a"/>'
    f'<path fill="#fff" d="{_SIGN_SHAPE}"/></svg>'
)
_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica", "Arial", "sans-serif"]


def theme() -> gr.themes.Base:
    """Gradio's barest theme with fonts of the reader's own machine; the style sheet does the rest."""
    return gr.themes.Base(font=_FONT, font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#f3f5f4",
        body_background_fill_dark="#11181c",
        body_text_color="#17222b",
        body_text_color_dark="#e9eff2",
    )


def head() -> str:
    """What the page's head holds: the style sheet and the script, inline, so that nothing is fetched for them."""
    script = "".join((_STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return (
        f'<meta name="color-scheme" content="light dark"><style>{_styles(*_STYLES)}</style><script>{script}</script>'
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(_ICON)}">'
    )


def sign_in_head() -> str:
    """What the head of the sign-in page holds: the same look, and a script that only chooses the dark one."""
    styles = _styles("colours.css", "page.css", "sign_in.css")
    return (
        f'<meta name="color-scheme" content="light dark"><style>{styles}</style>'
        "<script>if (matchMedia('(prefers-color-scheme: dark)').matches) "
        "document.documentElement.classList.add('dark');</script>"
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(_ICON)}">'
    )


def _styles(*names: str) -> str:
    return "".join((_STATIC / name).read_text(encoding="utf-8") for name in names)
