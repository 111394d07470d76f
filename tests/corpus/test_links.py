from pathlib import Path

import pytest
import yaml

from corpus.document import Document
from corpus.errors import DocumentError
from corpus.links import MOST, load_links
from tests.conftest import DOCUMENTS

TOOL = "adult-safeguarding-improvement-tool"
FILE = DOCUMENTS / TOOL / "links.yaml"


@pytest.fixture
def tool(documents: list[Document]) -> Document:
    return next(document for document in documents if document.slug == TOOL)


@pytest.fixture
def changed(tmp_path: Path, tool: Document, documents: list[Document]):  # type: ignore[no-untyped-def]
    """Load the links after a change to what their file holds."""

    def load(change) -> None:  # type: ignore[no-untyped-def]
        read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        change(read)
        path = tmp_path / "links.yaml"
        path.write_text(yaml.safe_dump(read), encoding="utf-8")
        load_links(path, tool, documents)

    return load


def test_every_probe_has_its_links_and_none_has_too_many(tool: Document, documents: list[Document]) -> None:
    links = load_links(FILE, tool, documents)
    assert list(links) == [passage.id for passage in tool.passages if passage.kind == "probe"]
    assert max(len(passages) for passages in links.values()) <= MOST


def test_links_lead_to_passages_of_the_guidance_that_may_be_quoted(tool: Document, documents: list[Document]) -> None:
    linked = {passage for passages in load_links(FILE, tool, documents).values() for passage in passages}
    assert {passage.document for passage in linked} == {"revisiting-safeguarding-practice"}
    assert all(passage.quotable for passage in linked)


def test_no_probe_has_the_same_passage_twice(tool: Document, documents: list[Document]) -> None:
    links = load_links(FILE, tool, documents)
    assert [probe for probe, passages in links.items() if len(set(passages)) < len(passages)] == []


def test_a_probe_left_out_is_refused(changed) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DocumentError, match="has no entry for"):
        changed(lambda read: read["probes"].pop())


def test_a_probe_named_twice_is_refused(changed) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DocumentError, match="two entries"):
        changed(lambda read: read["probes"].append(read["probes"][0]))


def test_a_link_whose_words_have_changed_is_refused(changed) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DocumentError, match="Review the link"):
        changed(lambda read: read["probes"][0]["passages"][0].update(begins="Other words"))


def test_a_link_to_a_passage_that_is_not_answered_from_is_refused(  # type: ignore[no-untyped-def]
    changed, documents: list[Document]
) -> None:
    hidden = next(p for d in documents if d.slug != TOOL for p in d.passages if not p.quotable)
    signature = {"passage": hidden.id.rpartition(":")[2], "begins": hidden.text[:10]}
    with pytest.raises(DocumentError, match="no such passage"):
        changed(lambda read: read["probes"][0]["passages"].append(signature))


def test_a_file_that_is_not_there_is_named(tool: Document, documents: list[Document], tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"links\.yaml is missing"):
        load_links(tmp_path / "links.yaml", tool, documents)
