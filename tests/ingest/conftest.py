"""A small corpus with its index, made once: tests get a copy of their own."""

import shutil
from pathlib import Path

import pytest

from corpus.settings import Settings
from ingest.publish import ingest
from tests.corpus.index.test_writing import made_up

VISITS = "# Visits\n\n## At home\n\nOfficers visit the adult at home within two working days.\n"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "documents").mkdir()
    made_up(folder / "documents" / "made-up", "## Boards\n\nBoards plan together.\n")
    ingest(Settings(documents=folder / "documents", data=folder / "data"))
    return folder


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Settings:
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    return Settings(documents=tmp_path / "documents", data=tmp_path / "data")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "visits.md").write_text(VISITS, encoding="utf-8")
    return tmp_path / "inbox"
