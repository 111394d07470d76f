from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DOCUMENTS
from tests.workbook.example import example_json
from workbook.book import begin
from workbook.exchange import from_json
from workbook.fields import Cell
from workbook.standards import Standards, load_standards
from workbook.store import Store


@pytest.fixture(scope="session")
def standards() -> Standards:
    return load_standards(DOCUMENTS)


@pytest.fixture
def store(tmp_path: Path, standards: Standards) -> Store:
    """A new workbook of three partners."""
    return begin(tmp_path / "new.workbook", "Exampleshire", ["Council", "NHS", "Police"], standards, "A tester")


@pytest.fixture
def example(tmp_path: Path, standards: Standards) -> Store:
    """The filled example of docs/."""
    return from_json(example_json(standards), tmp_path / "example.workbook")[0]


@pytest.fixture
def cell(standards: Standards) -> Callable[..., Cell]:
    """A cell of the first partner for a probe, counted from 0."""
    probes = list(standards.probes)

    def make(field: str, probe: int = 0, partner: int = 1) -> Cell:
        return Cell(sheet=f"partner-{partner}", item=probes[probe], field=field)

    return make
