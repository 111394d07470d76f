"""PDF files made from known blocks while the tests run: by reportlab, and by Chromium's print."""

import subprocess
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

from ingest.readers.blocks import Block

CHROMIUM = "/usr/bin/chromium"


def reportlab_pdf(path: Path, blocks: list[Block], columns: int = 1) -> Path:
    """A PDF with running heads, page numbers, bullets and no bookmarks."""
    styles = getSampleStyleSheet()
    item = ParagraphStyle("item", styles["BodyText"], leftIndent=14, bulletIndent=2)
    story = []
    for block in blocks:
        if block.kind == "heading":
            style = styles["Title"] if block.level == 1 else styles[f"Heading{block.level}"]
            story.append(Paragraph(escape(block.text), style))
        elif block.kind == "item":
            story.append(Paragraph(escape(block.text), item, bulletText="•"))
        else:
            story.append(Paragraph(escape(block.text), styles["BodyText"]))
        story.append(Spacer(1, 3))

    def heads(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2 * cm, A4[1] - 1.2 * cm, "Example Safeguarding Adults Board")
        canvas.drawCentredString(A4[0] / 2, 1.1 * cm, f"Page {document.page}")

    width = (A4[0] - 4 * cm) / columns
    frames = [
        Frame(2 * cm + n * (width + 0.3 * cm), 2 * cm, width - 0.3 * cm, A4[1] - 4 * cm, id=str(n))
        for n in range(columns)
    ]
    document = BaseDocTemplate(str(path), pagesize=A4, pageCompression=0)
    document.addPageTemplates(PageTemplate("page", frames, onPage=heads))
    document.build(story)
    return path


def chromium_pdf(folder: Path, blocks: list[Block], style: str = "") -> Path:
    """What Chromium prints of the blocks as a page, with its own date, address and page numbers."""
    path = folder / "printed.pdf"
    (folder / "page.html").write_text(page_html(blocks, style), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}"]
    subprocess.run([*command, str(folder / "page.html")], check=True, capture_output=True, timeout=60)
    return path


def page_html(blocks: list[Block], style: str = "") -> str:
    """The blocks as HTML."""
    parts = [f"<!doctype html><html lang=en><meta charset=utf-8><title>Procedures</title><style>{style}</style><body>"]
    depth = 0
    for block in blocks:
        wanted = block.level if block.kind == "item" else 0
        parts += ["<ul>"] * (wanted - depth) + ["</ul>"] * (depth - wanted)
        depth = wanted
        tag = {"heading": f"h{block.level}", "item": "li", "quotation": "blockquote"}.get(block.kind, "p")
        parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return "\n".join(parts)
