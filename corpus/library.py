"""The documents on disk: a folder each, loaded whole and checked."""

from pathlib import Path

from corpus.about import read_about
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.parse import parse


def load_document(folder: Path) -> Document:
    """Load one document from its folder (document.md and about.yaml; the folder's name is the slug).

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
    document = Document(folder.name, about, text, parse(folder.name, about, text))
    for begins in [r.begins for r in about.restates] + [p.begins for p in about.not_answered_from if p.begins]:
        if not any(passage.text.startswith(begins) for passage in document.passages):
            raise DocumentError(f"{folder / 'about.yaml'} names a passage beginning “{begins}”: there is none.")
    return document


def load_documents(folder: Path) -> list[Document]:
    """Load every document under a folder, in the order of their slugs.

    Raises:
        DocumentError: the folder is missing or holds no document, or one of them can't be loaded.
    """
    folders = sorted(path.parent for path in folder.glob("*/about.yaml"))
    if not folders:
        raise DocumentError(f"No documents in {folder}: each needs a folder with document.md and about.yaml.")
    return [load_document(path) for path in folders]
