from pathlib import Path

from corpus.library import load_document
from ingest.prepare import Prepared
from tests.small_document import write_document
from ui.print_ingest import file_lines

OLD = "# Visits\n\n## At home\n\nOfficers visit.\n\n## Alone\n\nNever.\n\n## In pairs\n\nAlways.\n"
NEW = "# Visits\n\n## At home\n\nOfficers telephone.\n\n## In pairs\n\nAlways.\n\n## At night\n\nNot at all.\n"


def test_a_dry_run_says_in_which_sections_something_would_change(tmp_path: Path) -> None:
    old, folder = (write_document(tmp_path / name / "visits", text) for name, text in (("old", OLD), ("new", NEW)))
    made = Prepared("visits.md", "visits", folder, load_document(folder), load_document(old))
    lines = list(file_lines(made, dry_run=True))
    assert [line.strip() for line in lines[2:]] == [
        "2 passages new, 2 gone, 1 as they were.",
        "At home (1): changes",
        "In pairs (1)",
        "At night (1): new",
        "Section gone: Alone",
    ]


def test_a_dry_run_of_a_new_file_marks_nothing(tmp_path: Path) -> None:
    folder = write_document(tmp_path / "visits", NEW)
    shown = "\n".join(file_lines(Prepared("visits.md", "visits", folder, load_document(folder)), dry_run=True))
    assert "At home (1)\n" in shown
    assert ": new" not in shown
