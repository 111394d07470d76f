"""The standards that a workbook is rated against: themes, elements, ideals, probes and sources of evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from corpus.about import About
from corpus.document import Document, Passage, Section
from corpus.errors import WorkbookError
from corpus.library import load_documents
from corpus.links import Links, load_links


@dataclass(frozen=True)
class Element:
    """One of the tool's numbered elements, with its three columns. ``title`` is its heading as printed."""

    title: str
    theme: str
    ideals: tuple[Passage, ...]
    probes: tuple[Passage, ...]
    sources: tuple[Passage, ...]

    @property
    def number(self) -> str:
        """The number that the heading begins with."""
        return self.title.partition(".")[0]


@dataclass(frozen=True)
class Standards:
    """A document of standards, with the passages of the guidance that bear on each probe."""

    document: Document
    guidance: Document
    elements: tuple[Element, ...]
    links: Links

    @property
    def about(self) -> About:
        """The title page of the standards."""
        return self.document.about

    @cached_property
    def probes(self) -> dict[str, Passage]:
        """Every probe by its id, in the tool's order."""
        return {probe.id: probe for element in self.elements for probe in element.probes}

    @cached_property
    def sources(self) -> dict[str, Passage]:
        """Every source of evidence by its id."""
        return {source.id: source for element in self.elements for source in element.sources}

    @cached_property
    def _places(self) -> dict[str, tuple[Element, int]]:
        return {p.id: (e, n) for e in self.elements for n, p in enumerate(e.probes, 1)}

    def element_of(self, probe: str) -> Element:
        """The element that a probe belongs to."""
        return self._places[probe][0]

    def reference(self, probe: str) -> str:
        """How a probe is cited. The tool does not number its probes, so they are counted: "1. Outcomes, probe 3"."""
        element, number = self._places[probe]
        return f"{element.title}, probe {number}"

    def element(self, number: str) -> Element | None:
        """The element of that number, if there is one."""
        return next((element for element in self.elements if element.number == number), None)


def load_standards(folder: Path) -> Standards:
    """Find the standards among the documents in a folder: the one whose tables have a column of probes.

    Raises:
        DocumentError: a document or its links can't be used.
        WorkbookError: no document has probes.
    """
    documents = load_documents(folder)
    document = next((d for d in documents if "probe" in d.about.columns.values()), None)
    if document is None:
        raise WorkbookError(f"None of the documents in {folder} has probes to rate: the workbook needs one that has.")
    links = load_links(folder / document.slug / "links.yaml", document, documents)
    linked = {passage.document for passages in links.values() for passage in passages}
    guidance = next((d for d in documents if d.slug in linked), document)
    return Standards(document, guidance, _elements(document), links)


def _elements(document: Document) -> tuple[Element, ...]:
    columns = [s for s in document.sections if s.path and s.path[-1] in document.about.columns]
    return tuple(_element(path, list(sections)) for path, sections in groupby(columns, key=lambda s: s.path[:-1]))


def _element(path: tuple[str, ...], columns: Sequence[Section]) -> Element:
    cells = [passage for column in columns for passage in column.passages]

    def of_kind(kind: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in cells if passage.kind == kind)

    return Element(path[-1], path[0], of_kind("ideal"), of_kind("probe"), of_kind("evidence"))
