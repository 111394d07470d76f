"""The title page of an added document: what its file tells of itself, for its owner to correct."""

import re
import time
from collections.abc import Sequence

import yaml

from corpus.about import About
from ingest.readers.blocks import Block, ReadFile

_UNKNOWN = "Not stated"
_FIRST_PAGE = 15
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:[1-9]\d? )?(?:{_MONTH}) (?:19|20)\d\d\b")
_PUBLISHER = re.compile(
    r"\b(?:[A-Z][\w’'&-]+ (?:(?:and|of|for|the|in) )*){1,7}"
    r"(?:Council|Safeguarding Adults Board|Safeguarding Partnership|NHS Trust|Foundation Trust|NHS Foundation Trust|"
    r"Integrated Care Board|Constabulary|Police)\b"
)
_ADDED = "Added to Signpost on"
_EDITION = re.compile(rf"^edition: {_ADDED}.*$", re.MULTILINE)
_COMMENT = """\
# Signpost filled this in from the file. It stands beside every quote: correct what is wrong or "Not stated", and then
# run `signpost ingest`. The standing is one of: statutory duty, statutory guidance, practice guidance, sector standard.
"""


def describe(read: ReadFile, name: str) -> About:
    """A title page for a file of this name, from its own words where they say enough."""
    title = read.title or re.sub(r"[\s_-]+", " ", name.rpartition(".")[0]).strip().capitalize() or name
    return About(
        title=title[:200],
        publisher=read.publisher or _first(_PUBLISHER, [Block("heading", title), *read.blocks]),
        date=_first(_DATE, read.blocks),
        edition=_edition(name),
        licence=_UNKNOWN,
        attribution=_UNKNOWN,
        standing="practice guidance",
    )


def about_yaml(about: About) -> str:
    """The text of about.yaml for a title page that was filled in."""
    fields = about.model_dump(mode="json", exclude_defaults=True)
    return _COMMENT + yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)


def with_new_edition(text: str, name: str) -> str:
    """An about.yaml whose owner left the edition as Signpost filled it in, brought up to date; another as it is."""
    line = yaml.safe_dump({"edition": _edition(name)}, allow_unicode=True, width=1000).strip()
    return _EDITION.sub(lambda match: line, text)


def _edition(name: str) -> str:
    return f"{_ADDED} {time.strftime('%d %B %Y').lstrip('0')} from {name}."


def _first(pattern: re.Pattern[str], blocks: Sequence[Block]) -> str:
    found = (pattern.search(block.text) for block in blocks[:_FIRST_PAGE])
    return next((match.group() for match in found if match), _UNKNOWN)
