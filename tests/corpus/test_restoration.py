"""document.md holds the words of source.txt, no more and no fewer, but for what about.yaml lists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from tests.conftest import DOCUMENTS

SLUGS = sorted(path.parent.name for path in DOCUMENTS.glob("*/source.txt"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def expected(document: Document, source: str) -> Counter[str]:
    restored = document.about.restored
    count = words(source)
    for left_out in restored.left_out:
        count.subtract(words(left_out.text))
    for repeated in restored.repeated:
        for _ in range(repeated.times):
            count.update(words(repeated.text))
    for mended in restored.mended:
        count.subtract(words(mended.source))
        count.update(words(mended.document))
    return count


@pytest.mark.parametrize("slug", SLUGS)
def test_restoring_loses_no_word(slug: str, documents: list[Document]) -> None:
    document = next(d for d in documents if d.slug == slug)
    source = (DOCUMENTS / slug / "source.txt").read_text(encoding="utf-8")
    assert +(expected(document, source) - words(document.text)) == Counter()


@pytest.mark.parametrize("slug", SLUGS)
def test_restoring_adds_no_word(slug: str, documents: list[Document]) -> None:
    document = next(d for d in documents if d.slug == slug)
    source = (DOCUMENTS / slug / "source.txt").read_text(encoding="utf-8")
    assert words(document.text) - expected(document, source) == Counter()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_listed_as_left_out_stands_in_the_source(slug: str, documents: list[Document]) -> None:
    document = next(d for d in documents if d.slug == slug)
    source = words((DOCUMENTS / slug / "source.txt").read_text(encoding="utf-8"))
    listed = [words(left_out.text) for left_out in document.about.restored.left_out]
    listed += [words(mended.source) for mended in document.about.restored.mended]
    assert [part for part in listed if part - source] == []


def test_both_documents_that_it_came_with_are_tested(documents: list[Document]) -> None:
    assert [document.slug for document in documents] == SLUGS
    assert all(Path(DOCUMENTS / slug / "document.md").is_file() for slug in SLUGS)
