"""A small document of a test's own."""

from pathlib import Path
from typing import Any

import yaml

ABOUT = {
    "title": "Visits",
    "publisher": "Us",
    "date": "2024",
    "edition": "First",
    "licence": "None",
    "attribution": "Us",
    "standing": "practice guidance",
}


def write_document(folder: Path, text: str, **about: Any) -> Path:
    """Make the folder of a document with this text, and a title page with ``about`` in place of its usual entries."""
    folder.mkdir(parents=True)
    (folder / "about.yaml").write_text(yaml.safe_dump(ABOUT | about), encoding="utf-8")
    (folder / "document.md").write_text(text, encoding="utf-8")
    return folder
