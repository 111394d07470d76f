"""An item of a run with all that a page shows of it."""

from dataclasses import dataclass

from evals.agreement import Graded
from evals.failures import failures
from evals.ground import Ground, Place, covered
from evals.questions import Nugget
from evals.run_folder import Item
from evals.scores import ALL
from evals.scores.citation import is_shown
from evals.scores.nuggets import said, verdict
from evals.scores.tally import Score, places


@dataclass(frozen=True)
class Row:
    """An item as a page shows it.

    ``evidence`` is (document, words, shown); ``quotes`` (number, section, words, standing); ``nuggets`` (weight, what
    it says, whether it is said); ``opinion`` a judge's, where one was asked.
    """

    item: Item
    problems: list[str]
    evidence: list[tuple[str, str, bool]]
    quotes: list[tuple[int, str, str, str]]
    nuggets: list[tuple[str, str, str]]
    scores: list[tuple[Score, str]]
    graded: Graded | None
    opinion: str
    broken: bool


def describe(item: Item, ground: Ground, graded: Graded | None, broken: bool, opinion: str = "") -> Row:
    """Everything that the page shows of an item."""
    question, reply = item.question, item.reply
    shown = [place for quote in reply.quotes for place in places(quote)]
    entries = ground.evidence(question)
    needed = [place for entry in entries for place in entry]
    accepted = ground.accepted(question)
    text = said(reply, ground)

    def standing(quoted: list[Place]) -> str:
        if not needed:
            return "no evidence is named for this question"
        if any(covered(place, needed) for place in quoted):
            return "evidence"
        near = any(covered(place, accepted) for place in quoted)
        return "from an accepted section" if near else "neither evidence nor from an accepted section"

    return Row(
        item=item,
        problems=failures(item),
        evidence=[
            (each.document, each.quote, is_shown(entry, shown))
            for each, entry in zip(question.evidence, entries, strict=True)
        ],
        quotes=[(quote.number, quote.section, quote.text, standing(places(quote))) for quote in reply.quotes],
        nuggets=[
            (nugget.weight, nugget.says, _settled(verdict(nugget, text), nugget, graded)) for nugget in question.nuggets
        ],
        scores=[(score, _tally(item, score)) for score in ALL if item.scores[score.name].of],
        graded=graded,
        opinion=opinion,
        broken=broken,
    )


def _settled(found: str, nugget: Nugget, graded: Graded | None) -> str:
    said_so = graded.points.get(nugget.says) if graded else None
    return f"{found} (reviewers: {', '.join(said_so)})" if said_so else found


def _tally(item: Item, score: Score) -> str:
    tally = item.scores[score.name]
    if score.unit != "share":
        return f"{tally.total:.0f}"
    return f"{tally.value:.2f}" if tally.of == 1 and tally.total not in (0, 1) else f"{tally.total:g} of {tally.of:g}"
