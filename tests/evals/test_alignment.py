import re
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.settings import Settings
from evals.alignment import SourceMap


def _source(settings: Settings, document: Document) -> str:
    return Path(settings.documents / document.slug / "source.txt").read_text(encoding="utf-8")


def test_nearly_every_stored_word_is_found_in_the_source(documents: list[Document], settings: Settings) -> None:
    for document in documents:
        assert SourceMap(document, _source(settings, document)).coverage() > 0.95, document.slug


def test_a_whole_source_shows_every_quotable_passage(documents: list[Document], settings: Settings) -> None:
    for document in documents:
        source = _source(settings, document)
        shown = {n for span in SourceMap(document, source).shown(0, len(source)) for n in range(*span)}
        for passage in document.passages:
            found = sum(n in shown for n in range(passage.start, passage.end))
            assert found >= 0.55 * (passage.end - passage.start), passage.text


def test_a_stretch_of_source_shows_only_its_own_words(documents: list[Document], settings: Settings) -> None:
    for document in documents:
        source = _source(settings, document)
        source_map = SourceMap(document, source)
        for start in range(0, len(source) - 400, 997):
            there = set(re.findall(r"\w+", source[start : start + 400].lower()))
            for a, b in source_map.shown(start, start + 400):
                assert set(re.findall(r"\w+", document.text[a:b].lower())) <= there


@pytest.mark.parametrize(
    "sentence",
    [
        "There is a shared approach to outcomes between the Council, NHS, Police and other partners so that all know "
        "what difference they are making.",
        "Serious Case Reviews, Domestic Homicide Reviews, Serious Untoward Incidents, Mental Health Inquiries, "
        "Coroners reports.",
    ],
)
def test_a_cell_of_an_interleaved_table_is_put_together_again(
    documents: list[Document], settings: Settings, sentence: str
) -> None:
    document = next(d for d in documents if d.slug == "adult-safeguarding-improvement-tool")
    source = _source(settings, document)
    start = document.text.index(sentence)
    place = source.index(sentence.split(",")[0][:30].rsplit(" ", 1)[0])
    spans = SourceMap(document, source).shown(place - 50, place + 900)
    found = sum(max(0, min(b, start + len(sentence)) - max(a, start)) for a, b in spans)
    assert found > 0.8 * len(sentence)
