"""about.yaml: what a document is, who publishes it, and what was done to restore it."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DocumentError

Authority = Literal["statutory duty", "statutory guidance", "practice guidance", "sector standard"]
ColumnKind = Literal["ideal", "probe", "evidence"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Restatement(_Strict):
    """A passage (with the list it leads in to) whose standing differs from its document's."""

    begins: str
    authority: Authority


class Place(_Strict):
    """A section by its heading, or a passage by its first words."""

    section: str | None = None
    begins: str | None = None


class LeftOut(_Strict):
    """Words of the source that the document leaves out, and why."""

    reason: str
    text: str


class Repeated(_Strict):
    """Words that the document repeats, and how many times more than the source."""

    text: str
    times: int = Field(gt=0)


class Mended(_Strict):
    """Words that extraction ran together or cut, as the source has them and as the document does."""

    source: str
    document: str


class Restoration(_Strict):
    """Everything in which the words of document.md differ from those of source.txt."""

    left_out: tuple[LeftOut, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    mended: tuple[Mended, ...] = ()


class About(_Strict):
    """A document's title page and its standing."""

    title: str
    publisher: str
    date: str
    edition: str
    licence: str
    attribution: str
    standing: Authority
    columns: dict[str, ColumnKind] = {}
    restates: tuple[Restatement, ...] = ()
    not_answered_from: tuple[Place, ...] = ()
    restored: Restoration = Restoration()


def read_about(path: Path) -> About:
    """Read and check an about.yaml.

    Raises:
        DocumentError: the file is missing, is no YAML, or a field is missing, unknown or of the wrong kind.
    """
    try:
        return About.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DocumentError(f"{path} is missing: every document needs an about.yaml beside it.") from error
    except yaml.YAMLError as error:
        raise DocumentError(f"{path} is not valid YAML: {error}") from error
    except ValidationError as error:
        fields = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise DocumentError(f"{path} can't be used: {fields}.") from error
