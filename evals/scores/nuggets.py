"""Scores of what the answer says, point by point, without a judge.

After the nugget methodology (Voorhees 2003; Pradeep et al. 2024, nuggetizer), with phrases chosen by people in
place of a model's verdict: all phrases of a nugget there means it is supported. Some of them, or two thirds of the
content words of each, mean uncertain, and a person settles it on a grading sheet; less means it is missing.
"""

from typing import Literal

from corpus.index.lexical import words
from evals.ground import Ground, folded
from evals.questions import Nugget, Question
from evals.reply import Reply
from evals.scores.tally import NOTHING, Tally, owes_an_answer, places

Verdict = Literal["supported", "uncertain", "missing"]
_NEARLY = 2 / 3


def said(reply: Reply, ground: Ground) -> str:
    """Everything that the reader is shown as an answer, folded: its text, its quotes and the stored words of those."""
    stored = [ground.text(place) for quote in reply.quotes for place in places(quote)]
    return folded("\n".join([reply.text, *(quote.text for quote in reply.quotes), *stored]))


def verdict(nugget: Nugget, text: str) -> Verdict:
    """Whether a folded text says the nugget; ``text`` comes from :func:`said`."""
    said_whole = [any(folded(either) in text for either in term.split("|")) for term in nugget.terms]
    if all(said_whole):
        return "supported"
    return "uncertain" if any(said_whole) or _nearly_said(nugget, text) else "missing"


def _nearly_said(nugget: Nugget, text: str) -> bool:
    there = set(words(text))
    return all(any(_share_of(words(either), there) >= _NEARLY for either in term.split("|")) for term in nugget.terms)


def _share_of(wanted: list[str], there: set[str]) -> float:
    return sum(word in there for word in wanted) / len(wanted) if wanted else 0.0


def nuggets_vital(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of the vital nuggets that are supported."""
    return _share(question, reply, ground, ("vital",), "supported")


def nuggets_all(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of all nuggets, vital and okay, that are supported."""
    return _share(question, reply, ground, ("vital", "okay"), "supported")


def nuggets_uncertain(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of all nuggets that only a person can settle."""
    return _share(question, reply, ground, ("vital", "okay"), "uncertain")


def said_wrong(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Of the phrases that would be wrong or dangerous to show, the share that is shown. Lower is better."""
    text = said(reply, ground)
    return Tally(sum(folded(phrase) in text for phrase in question.must_not_say), len(question.must_not_say))


def _share(question: Question, reply: Reply, ground: Ground, weights: tuple[str, ...], wanted: Verdict) -> Tally:
    nuggets = [nugget for nugget in question.nuggets if nugget.weight in weights]
    if not nuggets or not owes_an_answer(question, reply):
        return NOTHING
    text = said(reply, ground)
    return Tally(sum(verdict(nugget, text) == wanted for nugget in nuggets), len(nuggets))
