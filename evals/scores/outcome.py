"""Scores of the decision to answer, two-sided: silence where the documents speak is as wrong as the reverse."""

from evals.ground import Ground
from evals.questions import Question
from evals.reply import Reply
from evals.scores.tally import NOTHING, Tally, yes


def outcome_right(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Whether the status is one that the question accepts."""
    return yes(reply.status in question.outcome)


def answer_rate(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where the documents answer the question, whether it was answered (“partial” only where that is accepted)."""
    return yes(reply.status in question.outcome) if question.answerable else NOTHING


def any_answer_rate(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where the documents answer the question, whether it was answered at least in part."""
    return yes(reply.status in ("answered", "partial")) if question.answerable else NOTHING


def false_answer(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where “answered” is wrong, whether it was answered, or partly so where that is wrong too. Lower is better."""
    if "answered" in question.outcome:
        return NOTHING
    return yes(reply.status in ("answered", "partial") and reply.status not in question.outcome)


def declined_rightly(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where declining is the only right outcome, whether the request was declined."""
    return yes(reply.status == "declined") if question.outcome == ("declined",) else NOTHING


def declined_wrongly(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where declining is not accepted, whether the request was declined. Lower is better."""
    return NOTHING if "declined" in question.outcome else yes(reply.status == "declined")


def elapsed_ms(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Milliseconds from question to reply, as the harness measured them."""
    return Tally(reply.elapsed_ms, 1)
