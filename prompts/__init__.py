"""Every word said to a language model, one template a file: its header says what goes in and what must come out."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

import yaml
from pydantic import BaseModel, ConfigDict

_HERE = Path(__file__).parent


class _Header(BaseModel):
    """The first lines of a template, between two lines of dashes."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    takes: dict[str, str]
    gives: str


@dataclass(frozen=True)
class Prompt:
    """A template: what the model is told to be and do (``system``), and what it is given (``message``)."""

    system: str
    message: str
    takes: frozenset[str]

    def fill(self, **values: str) -> str:
        """The message with the values in their places; what looks like a place within a value stays as it is.

        Raises:
            ValueError: a value is missing or not in the header.
        """
        if set(values) != self.takes:
            raise ValueError(f"The template takes {', '.join(sorted(self.takes))}.")
        return Template(self.message).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """Read prompts/<name>.md: a header, the system text, a line ``# Message``, the message."""
    _, header, body = (_HERE / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    system, message = body.split("# Message\n")
    return Prompt(system.strip(), message.strip(), frozenset(_Header.model_validate(yaml.safe_load(header)).takes))


@cache
def prompts_digest() -> str:
    """A short name for the exact words of all templates: part of the fingerprint of every answer that is written."""
    digest = hashlib.sha256()
    for path in sorted(_HERE.glob("*.md")):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]
