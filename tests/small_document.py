"""A small document of a test's own."""

from pathlib import Path

ABOUT = """
title: Visits
publisher: Us
date: "2024"
edition: First
licence: None
attribution: Us
standing: practice guidance
"""


def write_document(folder: Path, text: str) -> Path:
    """Make the folder of a document with a title page and this text."""
    folder.mkdir(parents=True)
    (folder / "about.yaml").write_text(ABOUT, encoding="utf-8")
    (folder / "document.md").write_text(text, encoding="utf-8")
    return folder
