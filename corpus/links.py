"""links.yaml beside a document: which passages of another document bear on each of its probes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.document import Document, Passage
from corpus.errors import DocumentError

MOST = 4  # passages for one probe

Links = Mapping[str, tuple[Passage, ...]]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Linked(_Strict):
    passage: str
    begins: str


class _Entry(_Strict):
    probe: str
    begins: str
    passages: tuple[_Linked, ...] = Field(max_length=MOST)


class _File(_Strict):
    source: str = Field(alias="from")
    probes: tuple[_Entry, ...]


def load_links(path: Path, document: Document, documents: Sequence[Document]) -> Links:
    """Read a document's links.yaml: by a probe's id, the passages that bear on it, the nearest first.

    Raises:
        DocumentError: the file is missing or malformed, a probe is left out or named twice, or a probe or passage is
            not there or does not begin with the words given.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        read = _File.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))
    except FileNotFoundError as error:
        raise DocumentError(f"{path} is missing: the workbook needs the links from probes to guidance.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} is not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise DocumentError(f"{path}, {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    source = next((d for d in documents if d.slug == read.source), None)
    if source is None:
        raise DocumentError(f"{path} links to {read.source}, which is not among the documents.")
    probes = {p.id: p for p in document.passages if p.kind == "probe"}
    quotable = {p.id: p for p in source.passages if p.quotable}
    links: dict[str, tuple[Passage, ...]] = {}
    for entry in read.probes:
        probe = _find(path, probes, document.slug, entry.probe, entry.begins)
        if probe.id in links:
            raise DocumentError(f"{path} has two entries for {probe.id}: make them one.")
        links[probe.id] = tuple(_find(path, quotable, source.slug, p.passage, p.begins) for p in entry.passages)
    missing = [id for id in probes if id not in links]
    if missing:
        raise DocumentError(f"{path} has no entry for {', '.join(missing)}: add one, with `passages: []` for none.")
    return links


def _find(path: Path, passages: Mapping[str, Passage], slug: str, id: str, begins: str) -> Passage:
    passage = passages.get(f"{slug}:{id}")
    if passage is None or not passage.text.startswith(begins):
        raise DocumentError(
            f"{path} names {slug}:{id}, beginning “{begins}”: there is no such passage. Review the link."
        )
    return passage
