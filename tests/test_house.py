"""The house rules that a reader can't see at a glance."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ("corpus", "ingest", "prompts", "assistant", "quiz", "workbook", "evals", "ui")
ROOMS = [room for room in ORDER if (ROOT / room).is_dir()]
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_rooms_above_it(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert imported(path) & set(ORDER[ORDER.index(room) + 1 :]) == set()


def test_ingest_and_the_assistant_do_not_know_each_other() -> None:
    assert not any("ingest" in imported(path) for path in (ROOT / "assistant").rglob("*.py"))


def test_every_dependency_is_pinned_and_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^    "([\w-]+)(==)?', text, flags=re.MULTILINE)
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name, pin in listed if not pin or name.lower() not in reasons] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda p: p.name)
def test_every_link_in_the_documentation_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if link != "#" and not (path.parent / link).exists()] == []
