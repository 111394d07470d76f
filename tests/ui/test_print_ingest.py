from pathlib import Path

from corpus.document import Document
from corpus.library import load_document
from ingest.prepare import Prepared
from ui.print_ingest import file_lines

ABOUT = """
title: Visits
publisher: Us
date: "2024"
edition: First
licence: None
attribution: Us
standing: practice guidance
"""
OLD = "# Visits\n\n## At home\n\nOfficers visit.\n\n## Alone\n\nNever.\n\n## In pairs\n\nAlways.\n"
NEW = "# Visits\n\n## At home\n\nOfficers telephone.\n\n## In pairs\n\nAlways.\n\n## At night\n\nNot at all.\n"


def document(folder: Path, text: str) -> Document:
    folder.mkdir(parents=True)
    (folder / "about.yaml").write_text(ABOUT, encoding="utf-8")
    (folder / "document.md").write_text(text, encoding="utf-8")
    return load_document(folder)


def test_a_dry_run_says_in_which_sections_something_would_change(tmp_path: Path) -> None:
    old, new = document(tmp_path / "old" / "visits", OLD), document(tmp_path / "new" / "visits", NEW)
    lines = list(file_lines(Prepared("visits.md", "visits", tmp_path / "new" / "visits", new, old), dry_run=True))
    assert [line.strip() for line in lines[2:]] == [
        "2 passages new, 2 gone, 1 as they were.",
        "At home (1): changes",
        "In pairs (1)",
        "At night (1): new",
        "Section gone: Alone",
    ]


def test_a_dry_run_of_a_new_file_marks_nothing(tmp_path: Path) -> None:
    new = document(tmp_path / "visits", NEW)
    shown = "\n".join(file_lines(Prepared("visits.md", "visits", tmp_path / "visits", new), dry_run=True))
    assert "At home (1)\n" in shown
    assert ": new" not in shown
