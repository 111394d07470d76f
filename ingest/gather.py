"""The files that an ingest is asked to read: those that were named, and those in the folders that were named."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.readers import READERS
from ingest.readers.blocks import plain

_LONGEST_SLUG = 80
_OLD_KINDS = {".doc": "Word's new format (.docx)", ".rtf": ".docx", ".odt": ".docx"}


@dataclass(frozen=True)
class Given:
    """A file to read, with the name to show; or one that is not read, with the ``reason``."""

    path: Path
    name: str
    reason: str | None = None


def gather(paths: Iterable[Path]) -> list[Given]:
    """Every file named, and every file in the folders named, in order. Links within a folder are not followed."""
    found: list[Given] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path)
        else:
            found.append(given(path, path.name))
    return found


def given(path: Path, name: str) -> Given:
    """A single file under the name that people know it by."""
    shown = plain(name.replace("\\", "/").rpartition("/")[2]) or "a file without a name"
    suffix = Path(shown).suffix.lower()
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return Given(path, shown, f"it can't be read ({error.strerror})")
    if not regular:
        return Given(path, shown, "it is not a file")
    if suffix in _OLD_KINDS:
        return Given(path, shown, f"Signpost can't read {suffix}: save it as {_OLD_KINDS[suffix]}")
    if suffix not in READERS:
        return Given(path, shown, f"Signpost reads {', '.join(READERS)}")
    return Given(path, shown)


def slug_of(name: str) -> str:
    """The short name of a document from its file's: letters, digits and hyphens, never a path."""
    stem = unicodedata.normalize("NFKD", name.rpartition(".")[0] or name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", stem)[:_LONGEST_SLUG].strip("-")
    return slug or f"document-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _in_folder(folder: Path) -> Iterator[Given]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if (Path(parent) / name).is_symlink()]:
            yield Given(Path(parent) / name, name, "it is a symbolic link: name the folder itself")
        for name in sorted(files):
            path = Path(parent) / name
            if name.startswith("."):
                continue
            if path.is_symlink():
                yield Given(path, plain(name), "it is a symbolic link: name the file itself")
            else:
                yield given(path, name)
