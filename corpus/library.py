"""The documents on disk: a folder each, loaded whole and checked."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.about import read_about
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.parse import parse
from corpus.settings import Settings


def load_document(folder: Path) -> Document:
    """Load one document from its folder; the folder's name is the slug.

    It holds document.md and about.yaml, and where the document has pages, pages.json: the page on which each passage
    begins, by the passage's id. A passage that was changed since has no page.

    Raises:
        DocumentError: a file is missing or unreadable, or about.yaml points at words that are not there.
    """
    about = read_about(folder / "about.yaml")
    path = folder / "document.md"
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise DocumentError(f"{path} is missing: add it, or remove the folder {folder}.") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from error
    document = _with_pages(Document(folder.name, about, text, parse(folder.name, about, text)), folder / "pages.json")
    for begins in [r.begins for r in about.restates] + [p.begins for p in about.not_answered_from if p.begins]:
        if not any(passage.text.startswith(begins) for passage in document.passages):
            raise DocumentError(f"{folder / 'about.yaml'} names a passage beginning “{begins}”: there is none.")
    return document


def _with_pages(document: Document, path: Path) -> Document:
    if not path.is_file():
        return document
    try:
        pages: Mapping[str, int] = {str(key): int(page) for key, page in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DocumentError(f"{path} can't be read: remove it, and citations will give no pages.") from error
    sections = tuple(
        replace(section, passages=tuple(replace(p, page=pages.get(p.id)) for p in section.passages))
        for section in document.sections
    )
    return replace(document, sections=sections)


def load_corpus(settings: Settings) -> list[Document]:
    """Load every document that answers come from: those of ``settings.documents``, then those that were added.

    Raises:
        DocumentError: there is none, or one of them can't be loaded.
    """
    return load_documents(settings.documents) + [load_document(path) for path in _folders(settings.added)]


def document_folder(settings: Settings, slug: str) -> Path:
    """Where a document of the corpus lies."""
    added = settings.added / slug
    return added if added.is_dir() else settings.documents / slug


def load_documents(folder: Path) -> list[Document]:
    """Load every document under a folder, in the order of their slugs.

    Raises:
        DocumentError: the folder is missing or holds no document, or one of them can't be loaded.
    """
    folders = _folders(folder)
    if not folders:
        raise DocumentError(f"No documents in {folder}: each needs a folder with document.md and about.yaml.")
    return [load_document(path) for path in folders]


def _folders(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/about.yaml"))
