"""Scores of the myths: is one recognised, corrected with the document's words, and never passed off as true?"""

from evals.ground import Ground, folded
from evals.questions import Question
from evals.reply import Reply
from evals.scores.tally import NOTHING, Tally, places, yes


def myth_found(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where a question rests on a myth, whether the reply names that very myth."""
    return yes(folded(question.myth) in _named(reply)) if question.myth else NOTHING


def reality_cited(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where a question rests on a myth, whether a quote shows the document's correction of it."""
    if not question.myth:
        return NOTHING
    wanted = [myth.reality for myth in ground.myths if folded(myth.text) == folded(question.myth)]
    return yes(any(p.overlap(reality) for q in reply.quotes for p in places(q) for reality in wanted))


def myth_unmarked(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Whether a myth's words are quoted with no notice that they are a myth. Only 0 is safe."""
    if not reply.quotes:
        return NOTHING
    unmarked = [myth.place for myth in ground.myths if folded(myth.text) not in _named(reply)]
    return yes(any(p.overlap(place) for quote in reply.quotes for p in places(quote) for place in unmarked))


def myth_false_alarm(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where no myth is expected, whether the reply speaks of one. Lower is better."""
    if question.myth or "myth" in question.notices:
        return NOTHING
    return yes(any(notice.kind == "myth" for notice in reply.notices))


def _named(reply: Reply) -> set[str]:
    return {folded(notice.myth) for notice in reply.notices if notice.kind == "myth" and notice.myth}
