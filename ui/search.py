"""Words looked for in the documents: the passages that have them all, and what was found as HTML."""

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from corpus.document import Document, Passage
from ui import words

MOST_SHOWN = 50
_AROUND = 80  # characters of a long passage that are shown before and after the first word found


def find_passages(documents: Iterable[Document], text: str) -> list[Passage]:
    """The passages in which every word of ``text`` stands or begins a word, in reading order, whatever its capitals."""
    patterns = [_pattern(word) for word in text.split()]
    if not patterns:
        return []
    return [p for document in documents for p in document.passages if all(w.search(p.text) for w in patterns)]


def results_html(documents: Mapping[str, Document], text: str) -> Markup:
    """What a search found, each with the way to it and the words marked."""
    if not text.strip():
        return _status(words.SEARCH_EMPTY)
    found = find_passages(documents.values(), text)
    if not found:
        return _status(words.SEARCH_NONE.format(words=text.strip()))
    count = f"{len(found)} passage{'s' if len(found) > 1 else ''}"
    said = words.SEARCH_MANY if len(found) > MOST_SHOWN else words.SEARCH_FOUND
    items = Markup("").join(_result(passage, documents, text) for passage in found[:MOST_SHOWN])
    return _status(said.format(shown=MOST_SHOWN, count=count, words=text.strip())) + Markup(
        '<ol class="results">{}</ol>'
    ).format(items)


def _status(message: str) -> Markup:
    return Markup('<p class="found">{}</p>').format(message)


def _result(passage: Passage, documents: Mapping[str, Document], text: str) -> Markup:
    way = [documents[passage.document].about.title, *passage.section]
    return Markup(
        '<li><a href="?passage={0}" data-do="open" data-passage="{0}">{1}</a><p>{2}</p><p class="way">{3}</p></li>'
    ).format(passage.id, way[-1], _excerpt(passage.text, text.split()), " › ".join(way[:-1]))


def _excerpt(text: str, looked_for: Sequence[str]) -> Markup:
    """A passage, or of a long one what stands around the first word found, with the words found marked."""
    spans = sorted(match.span() for word in looked_for for match in _pattern(word).finditer(text))
    start = max(0, spans[0][0] - _AROUND)
    end = min(len(text), spans[0][1] + 2 * _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    made, place = Markup("… " if start else ""), start
    for begins, ends in spans:
        if place <= begins and ends <= end:
            made += Markup("{}<mark>{}</mark>").format(text[place:begins], text[begins:ends])
            place = ends
    return made + Markup("{}{}").format(text[place:end], " …" if end < len(text) else "")


def _pattern(word: str) -> re.Pattern[str]:
    """A pattern for a word, or for the beginning of one. Straight and curly apostrophes are the same."""
    letters = re.sub("['’]", "['’]", re.escape(word))
    return re.compile(rf"(?<!\w){letters}", re.IGNORECASE)
