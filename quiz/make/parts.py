"""What the makers share: options from quotes, distractors that pass the check, and finished items."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.notices import currency
from corpus.document import Passage
from quiz.check.asked import asked
from quiz.check.lint import lint_one
from quiz.check.supported import scope, supported
from quiz.item import Difficulty, Item, Kind, Option, Source, item_id, plain
from quiz.library import Library

_EASY, _HARD = 0.25, 0.45  # likeness of the key to its nearest distractor
_TEMPTING = 6  # distractors that are drawn from


@dataclass
class Stem:
    """A question with the passages that its distractors are checked against."""

    library: Library
    text: str
    topic: str
    about: tuple[str, ...]
    keys: Sequence[Passage]
    _seen: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def scope(self) -> list[Passage]:
        """The passages that answer the stem or speak of its subject."""
        return scope(self.library, (*self.about, self.topic), self.keys)

    def refuses(self, option: Option) -> bool:
        """Whether the documents support the option for this stem."""
        if option.text not in self._seen:
            self._seen[option.text] = supported(self.library, option, self.scope) is not None
        return self._seen[option.text]


def shown(quote: str) -> str:
    """A quote as an option shows it: with a capital, without end punctuation; the words stay the document's."""
    text = quote.strip().rstrip(".;:,")
    return text[:1].upper() + text[1:]


def option(source: Source, right: bool, why: str, prompt: str = "") -> Option:
    """An option that shows a quote."""
    return Option(text=shown(source.quote), right=right, source=source, why=why, prompt=prompt)


def ending(made: Option) -> Option:
    """The option as the end of a sentence: without its capital, but for abbreviations."""
    text = made.text if made.text[1:2].isupper() else made.text[:1].lower() + made.text[1:]
    return made.model_copy(update={"text": text})


def clean(item: Item) -> bool:
    """Whether the linter finds nothing in the item."""
    return not lint_one(asked(item))


def where(source: Source) -> str:
    """Chapter and verse in short: the document's title and the nearest two headings. The source has them all."""
    return ", ".join(filter(None, [source.title, " › ".join(source.section.split(" > ")[-2:])]))


def finished(
    library: Library,
    kind: Kind,
    stem: str,
    options: Sequence[Option],
    topic: str,
    explanation: str,
    questions: tuple[str, ...] = (),
) -> Item:
    """The item with its id and difficulty; out-of-date terms get their note after the explanation."""
    notes = [note.text for note in currency(option.source.quote for option in options)]
    return Item(
        id=item_id(kind, stem, options),
        kind=kind,
        stem=stem,
        options=tuple(options),
        explanation=" ".join([explanation, *notes]),
        topic=topic,
        difficulty=_difficulty(library, kind, options),
        questions=questions,
    )


def first_clean(make: Callable[[], Item | None], tries: int = 60) -> Item | None:
    """The first item of several tries in which the linter finds nothing."""
    for _ in range(tries):
        item = make()
        if item is not None and clean(item):
            return item
    return None


def tempting(library: Library, keys: Sequence[Option], wrong: Sequence[Option]) -> list[Option]:
    """The distractors that are likest a key in meaning: what is far from every key tempts nobody."""

    def nearest(other: Option) -> float:
        return max(library.likeness(key.text, other.text) for key in keys)

    return sorted(wrong, key=lambda other: (-nearest(other), other.text))[:_TEMPTING]


def cited(keys: Iterable[Option]) -> str:
    """An explanation: what the documents say, each place named once."""
    quotes: dict[str, list[str]] = {}
    for key in keys:
        quotes.setdefault(where(key.source), []).append(f"“{key.source.quote}”")
    return " ".join(f"{'; '.join(said)} ({place})." for place, said in quotes.items())


def _difficulty(library: Library, kind: Kind, options: Sequence[Option]) -> Difficulty:
    """How near the nearest distractor is to a key in meaning; what needs several right answers is a step harder.

    Names are near one another whatever is asked: an item whose options are names is of medium difficulty.
    """
    if any(plain(option.text) != plain(option.source.quote) for option in options):
        return "medium"
    keys = [option.text for option in options if option.right]
    wrong = [option.text for option in options if not option.right]
    nearest = max((library.likeness(key, other) for key in keys for other in wrong), default=0.35)
    levels: tuple[Difficulty, ...] = ("easy", "medium", "hard", "hard")
    level = 0 if nearest < _EASY else 1 if nearest < _HARD else 2
    return levels[level + (kind == "select all")]
