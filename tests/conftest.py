"""What many tests share: the real documents, and one real index made from them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from assistant.assistant import Assistant
from corpus.document import Document
from corpus.index.reading import Index, open_index
from corpus.library import load_documents
from corpus.settings import PREFIX, Settings
from ingest.publish import ingest
from quiz.library import Library

# A first example pays for imports, and machines are shared: a deadline would fail at random.
hypothesis.settings.register_profile("signpost", deadline=None)
hypothesis.settings.load_profile("signpost")

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """Keep the environment of whoever runs the tests out of them."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(PREFIX)}
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return load_documents(DOCUMENTS)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Settings:
    """Settings under which the real corpus is ingested. Tests that change the index make their own.

    The index is kept in pytest's cache, so that a second run embeds only what has changed since; `pytest
    --cache-clear` starts anew. Tests get a copy.
    """
    kept = pytestconfig.cache.mkdir("index")
    ingest(Settings(data=kept))
    made = Settings(data=tmp_path_factory.mktemp("data") / "signpost")
    shutil.copytree(kept, made.data)
    return made


@pytest.fixture(scope="session")
def library(settings: Settings, pytestconfig: pytest.Config) -> Iterator[Library]:
    """The documents as the quiz's makers see them; the vectors that they need are kept in pytest's cache."""
    kept = pytestconfig.cache.mkdir("quiz")
    for path in kept.glob("*.npz"):
        shutil.copy(path, settings.data)
    library = Library(settings)
    yield library
    library.save()
    for path in settings.data.glob("*.npz"):
        shutil.copy(path, kept)


@pytest.fixture(scope="session")
def index(settings: Settings) -> Index:
    return open_index(settings)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    return Assistant(settings)
