"""What an ingest did, or would do, as lines for the terminal."""

from collections.abc import Iterator

from corpus.document import Document, Section
from ingest.prepare import Prepared
from ingest.publish import Report

_DEEPEST = 3


def file_lines(file: Prepared, dry_run: bool) -> Iterator[str]:
    """What became of a file; in a dry run with its sections, and what would change."""
    if file.reason:
        yield f"{file.name}: not added: {file.reason}."
        return
    if file.unchanged:
        yield f"{file.name}: nothing has changed in {file.slug}."
        return
    words = ("would replace", "would be added as") if dry_run else ("replaces", "is added as")
    yield f"{file.name}: {words[0] if file.replaces else words[1]} {file.slug}."
    yield from (f"  Note: {note}." for note in file.notes)
    if file.document:
        sections, passages = len(file.document.sections), len(file.document.passages)
        yield f"  {file.document.about.title}: {sections} sections, {passages} passages."
        if dry_run:
            yield from _changes(file.document, file.replaces)
            yield from _tree(file.document, file.replaces)


def report_line(report: Report) -> str:
    """What was published."""
    done = "Published" if report.written.changed else "Nothing had changed in"
    return (
        f"{done} index {report.written.fingerprint}: {report.documents} documents, {report.sections} sections, "
        f"{report.passages} passages, {report.questions} questions ({report.written.embedded} texts newly embedded) "
        f"in {report.seconds:.1f} seconds."
    )


def _changes(new: Document, old: Document | None) -> Iterator[str]:
    if old is None:
        return
    before, after = {p.id for p in old.passages}, {p.id for p in new.passages}
    yield f"  {len(after - before)} passages new, {len(before - after)} gone, {len(before & after)} as they were."


def _tree(new: Document, old: Document | None) -> Iterator[str]:
    """The sections with the number of their passages, and in which of them something would change."""
    before = {section.path: {passage.id for passage in section.passages} for section in old.sections} if old else {}
    for section in new.sections:
        if section.path and len(section.path) <= _DEEPEST:
            count = f" ({len(section.passages)})" if section.passages else ""
            yield f"  {'  ' * len(section.path)}{section.path[-1]}{count}{_mark(section, before) if old else ''}"
    for path in before.keys() - {section.path for section in new.sections}:
        yield f"  Section gone: {' > '.join(path)}"


def _mark(section: Section, before: dict[tuple[str, ...], set[str]]) -> str:
    """What would become of a section, by the ids of the passages that were in it."""
    if section.path not in before:
        return ": new"
    return "" if before[section.path] == {passage.id for passage in section.passages} else ": changes"
