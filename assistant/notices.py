"""What the reader must know before or beside the answer."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import yaml

from assistant import wording
from assistant.answer import Citation, Notice
from assistant.guarded import Guarded
from assistant.myths import Myth

_TERMS = Path(__file__).parent / "currency.yaml"


def notices(
    guarded: Guarded, cited: Sequence[Citation] = (), myth: Myth | None = None, silent: Sequence[str] = ()
) -> tuple[Notice, ...]:
    """Every notice that a question and its answer call for, the most urgent first.

    ``silent`` are the titles of the documents, where they do not answer.
    """
    found: list[Notice] = []
    if guarded.emergency:
        found.append(Notice(kind="emergency", text=wording.EMERGENCY[guarded.emergency]))
    if guarded.personal_data:
        kinds = ", ".join(wording.KINDS[kind] for kind in guarded.personal_data)
        found.append(
            Notice(kind="personal_data", text=wording.PERSONAL_DATA.format(kinds=kinds), what=guarded.personal_data)
        )
    if guarded.injection:
        found.append(Notice(kind="injection", text=wording.INJECTION))
    if myth:
        number = next((c.number for c in cited if c.start <= myth.reality.start < c.end), None)
        found.append(
            Notice(kind="myth", text=wording.MYTH, myth=myth.myth.text, reality=myth.reality.text, citation=number)
        )
    if silent:
        found.append(Notice(kind="scope", text=wording.SCOPE.format(titles=" and ".join(silent))))
    return (*found, *currency(citation.quote for citation in cited))


def currency(quotes: Iterable[str]) -> list[Notice]:
    """An editor's note for each out-of-date term that the quotes use."""
    text = " ".join(quotes)
    return [Notice(kind="currency", text=note) for pattern, note in _terms() if pattern.search(text)]


@cache
def _terms() -> list[tuple[re.Pattern[str], str]]:
    entries = yaml.safe_load(_TERMS.read_text(encoding="utf-8"))
    return [
        (re.compile("|".join(rf"\b{term}\b" for term in entry["terms"])), f"{entry['note']} Source: {entry['source']}.")
        for entry in entries
    ]
