from pathlib import Path

import pytest

from corpus.errors import WorkbookError
from workbook.standards import Standards, load_standards


def test_the_tool_s_eight_elements_are_there_with_their_columns(standards: Standards) -> None:
    assert [element.number for element in standards.elements] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    columns = [sum(len(getattr(e, name)) for e in standards.elements) for name in ("ideals", "probes", "sources")]
    assert columns == [21, 77, 57]


def test_an_element_s_ideals_carry_its_number(standards: Standards) -> None:
    assert all(i.text.startswith(f"{e.number}.") for e in standards.elements for i in e.ideals)


def test_a_probe_is_cited_by_its_element_and_its_place(standards: Standards) -> None:
    probe = standards.elements[2].probes[1]
    assert standards.reference(probe.id) == "3. Leadership, probe 2"
    assert standards.element_of(probe.id) is standards.elements[2]


def test_documents_without_probes_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "document.md").write_text("# Plain\n\nNothing to rate.\n")
    (folder / "about.yaml").write_text(
        "{title: Plain, publisher: Nobody, date: today, edition: '-', licence: '-', attribution: '-', standing: sector standard}"
    )
    with pytest.raises(WorkbookError, match="has probes to rate"):
        load_standards(tmp_path)
