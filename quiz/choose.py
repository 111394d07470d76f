"""Some of the candidates become a quiz: spread over topics and kinds, no evidence used twice, keys spread evenly."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.check.asked import asked
from quiz.check.lint import gives_away
from quiz.item import Item, Kind
from quiz.sessions import Session

_SHARES: dict[Kind, float] = {
    "single best answer": 5,
    "select all": 2.5,
    "complete the sentence": 1.5,
    "statement": 1,
    "matching": 1,
    "scenario": 1,
    "order": 0.5,
}
_REPEATS = (1, 2, 3, 99)  # times that a stem may be asked: as few as the count allows


@dataclass(frozen=True)
class Quiz:
    """The chosen items in their order. ``shortfall`` says why there are fewer than asked for, where there are."""

    title: str
    items: tuple[Item, ...]
    shortfall: str = ""


class _Chosen:
    """The items chosen so far, and what keeps another from joining them."""

    def __init__(self, sparing: bool) -> None:
        self.items: list[Item] = []
        self._sparing = sparing
        self._kinds: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()
        self._evidence: set[str] = set()
        self._wrong: Counter[str] = Counter()

    def takes(self, item: Item, repeats: int) -> bool:
        wrong = [option.text for option in item.options if not option.right]
        return (
            not item.evidence & self._evidence
            and self.stems[item.stem] < repeats
            and all(self._wrong[text] < repeats for text in wrong)
            and not any(_tells(item, other) for other in self.items)
        )

    def wanting(self, item: Item) -> float:
        """How much there is of an item's kind already, in proportion to its share; first what rests on least."""
        return (len(item.keys) if self._sparing else 0) + self._kinds[item.kind] / _SHARES[item.kind] / 100

    def add(self, item: Item) -> None:
        self.items.append(item)
        self._kinds[item.kind] += 1
        self.stems[item.stem] += 1
        self._evidence |= item.evidence
        self._wrong.update(option.text for option in item.options if not option.right)


def choose(items: Sequence[Item], count: int, seed: int, title: str, session: Session | None = None) -> Quiz:
    """A quiz of ``count`` items, or of as many as the evidence allows; the same for the same seed.

    A session's items are shared out among its learning outcomes.
    """
    rng = random.Random(seed)
    made = _chosen(items, count, rng, session, sparing=False)
    if len(made) < count:
        made = max(made, _chosen(items, count, rng, session, sparing=True), key=len)
    rng.shuffle(made)
    return Quiz(title, tuple(_placed(made, rng)), _shortfall(items, made, count))


def _chosen(
    items: Sequence[Item], count: int, rng: random.Random, session: Session | None, sparing: bool
) -> list[Item]:
    """Up to ``count`` items. Where it is ``sparing``, those that rest on little come first, so that more fit in."""
    chosen = _Chosen(sparing)
    if session:
        shares = sum(outcome.share for outcome in session.outcomes)
        for outcome in session.outcomes:
            part = [item for item in items if session.outcome_of(item) == outcome.outcome]
            _fill(chosen, part, len(chosen.items) + round(count * outcome.share / shares), rng)
        items = [item for item in items if session.outcome_of(item)]
    _fill(chosen, items, count, rng)
    return chosen.items[:count]


def _fill(chosen: _Chosen, items: Sequence[Item], count: int, rng: random.Random) -> None:
    """Add items until there are ``count``: from each topic in turn, of the kind that is most wanting."""
    topics: defaultdict[str, list[Item]] = defaultdict(list)
    for item in rng.sample(list(items), len(items)):
        topics[item.topic].append(item)
    order = rng.sample(sorted(topics), len(topics))
    for repeats in _REPEATS:
        more = True
        while more and len(chosen.items) < count:
            more = False
            for topic in order:
                if len(chosen.items) >= count:
                    break
                found = _next(chosen, topics[topic], repeats)
                if found:
                    topics[topic].remove(found)
                    chosen.add(found)
                    more = True


def _next(chosen: _Chosen, items: Iterable[Item], repeats: int) -> Item | None:
    return next((item for item in sorted(items, key=chosen.wanting) if chosen.takes(item, repeats)), None)


def _tells(one: Item, other: Item) -> bool:
    return bool(gives_away(asked(one), asked(other)) or gives_away(asked(other), asked(one)))


def _placed(items: Sequence[Item], rng: random.Random) -> Iterable[Item]:
    """The items with their options shuffled, and single keys spread evenly over the positions."""
    places: list[int] = []
    for item in items:
        if item.kind in ("matching", "order", "scenario"):
            yield item
            continue
        options = rng.sample(list(item.options), len(item.options))
        if len(item.keys) == 1:
            if not places:
                places = rng.sample(range(len(options)), len(options))
            key = item.keys[0]
            options.remove(key)
            options.insert(places.pop(), key)
        yield item.model_copy(update={"options": tuple(options)})


def _shortfall(items: Sequence[Item], made: Sequence[Item], count: int) -> str:
    if len(made) >= count:
        return ""
    passages = len({key.source.passage for item in items for key in item.keys})
    return (
        f"{len(made)} of the {count} items asked for could be made: what fits rests on {passages} passages, "
        "and no two items of a quiz may rest on the same one."
    )
