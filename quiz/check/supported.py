"""Whether the documents support an option for a stem: then it can't be a distractor.

An option is looked for in every passage of every document that answers the stem or speaks of its subject, save the
one that it was taken from: by its exact words, by the stems of its words, and by meaning. See
docs/decisions/010-a-distractor-is-checked.md for the threshold.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Passage
from quiz.check.words import stems
from quiz.item import Option, plain
from quiz.library import Library, sentences

SAME_MEANING = 0.5  # cosine; calibrated on the pairs of tests/quiz/check/meaning.yaml


@dataclass(frozen=True)
class Support:
    """A passage that says what an option says, and how that was seen: exact, stem or meaning."""

    passage: Passage
    how: str


def scope(library: Library, about: Iterable[str], keys: Iterable[Passage]) -> list[Passage]:
    """The passages that could support an option: those that speak of the subject, and those beside the keys.

    ``about`` are the names of the subject; a passage speaks of it when its headings, its lead-in or its text have
    all words of one of them. Beside a key stand the other items of its list or column.
    """
    wanted = [words for name in about if (words := stems(name))]
    lists = {(key.parent, key.section, key.kind) for key in keys if key.kind != "paragraph"}
    return [
        passage
        for passage in library.index.passages
        if (passage.parent, passage.section, passage.kind) in lists
        or any(name <= stems(" ".join([*passage.section, passage.lead_in or "", passage.text])) for name in wanted)
    ]


def supported(library: Library, option: Option, passages: Iterable[Passage], by_meaning: bool = True) -> Support | None:
    """A passage that supports an option, if one does: looked for by words first, then by stems, then by meaning."""
    others = [passage for passage in passages if passage.id != option.source.passage and passage.kind != "myth"]
    pieces = [
        (passage, piece) for passage in others for piece in dict.fromkeys((passage.text, *sentences(passage.text)))
    ]
    text, words = plain(option.text), stems(option.text)
    for passage, piece in pieces:
        if f" {text} " in f" {plain(piece)} ":
            return Support(passage, "exact")
    for passage, piece in pieces:
        said = stems(piece)
        if words and (words <= said or (said <= words and 2 * len(said) >= len(words))):
            return Support(passage, "stem")
    for passage, piece in pieces if by_meaning else ():
        if library.likeness(option.text, piece) >= SAME_MEANING:
            return Support(passage, "meaning")
    return None
