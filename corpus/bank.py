"""The question bank: questions.yaml beside each document, the questions that its passages answer."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from corpus.document import Document, Passage
from corpus.errors import DocumentError
from corpus.units import units


@dataclass(frozen=True)
class BankQuestion:
    """A question and the passage that answers it; ``whole`` where its whole list or column does.

    ``series`` where the sections that begin with this passage's do, each by what it opens with.
    Questions were written in rounds by authors who did not see one another's: what is learned from the bank is
    learned by asking one round of the other.
    """

    text: str
    passage: str
    whole: bool
    round: int
    series: bool = False


class _Entry(BaseModel):
    """One entry of questions.yaml: for a passage, a list by its lead-in, a column or a series by its headings."""

    model_config = ConfigDict(extra="forbid")

    passage: str | None = None
    list: str | None = None
    section: str | None = None
    series: str | None = None
    round: int = 1
    questions: tuple[str, ...]

    @model_validator(mode="after")
    def _one_target(self) -> "_Entry":
        if sum(target is not None for target in (self.passage, self.list, self.section, self.series)) != 1:
            raise ValueError("an entry names one of passage, list, section and series")
        return self


_ENTRIES = TypeAdapter(tuple[_Entry, ...])


def load_bank(folder: Path, document: Document) -> list[BankQuestion]:
    """Read a document's questions; a document without questions.yaml has none.

    Raises:
        DocumentError: the file is no YAML, an entry is malformed, or it names a passage that is not there.
    """
    path = folder / "questions.yaml"
    if not path.is_file():
        return []
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        entries = _ENTRIES.validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or ())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} is not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise DocumentError(f"{path}, entry {first['loc']}: {first['msg']}.") from error
    by_id = {passage.id: passage for passage in document.passages}
    by_section: dict[str, Passage] = {}
    for passage in document.passages:
        by_section.setdefault(" > ".join(passage.section[-2:]), passage)
    by_series = {unit.first.section[-2]: unit.first for unit in units(document.passages) if unit.series}
    found: list[BankQuestion] = []
    for entry in entries:
        if entry.section is not None:
            target = by_section.get(entry.section)
        elif entry.series is not None:
            target = by_series.get(entry.series)
        else:
            target = by_id.get(f"{document.slug}:{entry.passage or entry.list}")
        if target is None:
            raise DocumentError(
                f"{path} has questions for {entry.passage or entry.list or entry.section or entry.series}: "
                f"{document.slug} has no such passage. Move them to the passage that answers them now."
            )
        whole = entry.passage is None
        series = entry.series is not None
        found += [BankQuestion(text, target.id, whole, entry.round, series) for text in entry.questions]
    return found
