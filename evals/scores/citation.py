"""Scores of what is cited: is it what the answer needs, all of it, and nothing else?"""

from collections.abc import Sequence

from evals.ground import Ground, Place, covered
from evals.questions import Question
from evals.reply import Reply
from evals.scores.tally import NOTHING, Tally, owes_an_answer, places, yes

_ENOUGH = 0.6  # the share of an entry's characters that counts as showing it


def evidence_recall(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of the question's evidence entries that the quotes show: at least 60 % of an entry's characters.

    Recall by joint support, as in ALCE (Gao et al. 2023), with the evidence given by people instead of judged
    by a model. Where an entry's words stand in several places, the best of them counts.
    """
    if not owes_an_answer(question, reply):
        return NOTHING
    shown = [place for quote in reply.quotes for place in places(quote)]
    entries = ground.evidence(question)
    return Tally(sum(is_shown(entry, shown) for entry in entries), len(entries))


def is_shown(entry: Sequence[Place], shown: Sequence[Place]) -> bool:
    """Whether enough of an evidence entry is shown, in any of the places where its words stand."""
    return any(covered(place, shown) >= _ENOUGH * (place.end - place.start) for place in entry)


def evidence_characters(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of the evidence's characters that the quotes show."""
    if not owes_an_answer(question, reply):
        return NOTHING
    shown = [place for quote in reply.quotes for place in places(quote)]
    total = length = 0
    for entry in ground.evidence(question):
        count, place = max(((covered(p, shown), p) for p in entry), key=lambda pair: pair[0])
        total += count
        length += place.end - place.start
    return Tally(total, length)


def citation_precision(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The strict share of quotes that overlap the evidence by at least one character."""
    if not question.evidence:
        return NOTHING
    needed = [place for entry in ground.evidence(question) for place in entry]
    hits = sum(any(s.overlap(n) for s in places(quote) for n in needed) for quote in reply.quotes)
    return Tally(hits, len(reply.quotes))


def section_precision(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of quotes that stand, by at least half of their characters, under an accepted section.

    Accepted are the sections that the question names and those of its evidence, each with its sub-sections.
    """
    if not question.evidence and not question.sections:
        return NOTHING
    accepted = ground.accepted(question)
    hits = 0
    for quote in reply.quotes:
        shown = places(quote)
        length = sum(place.end - place.start for place in shown)
        hits += length > 0 and sum(covered(place, accepted) for place in shown) >= length / 2
    return Tally(hits, len(reply.quotes))


def necessity(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of quotes without which fewer of the evidence entries would be shown.

    Citation precision by drop-one necessity, as in ALCE (Gao et al. 2023). A quote that repeats what another shows,
    in the same place or elsewhere, is not necessary, nor one that has too little of an entry to show it.
    """
    if not question.evidence:
        return NOTHING
    entries = ground.evidence(question)

    def entries_shown(left_out: int | None) -> int:
        shown = [p for n, quote in enumerate(reply.quotes) if n != left_out for p in places(quote)]
        return sum(is_shown(entry, shown) for entry in entries)

    whole = entries_shown(None)
    return Tally(sum(entries_shown(n) < whole for n in range(len(reply.quotes))), len(reply.quotes))


def verbatim(question: Question, reply: Reply, ground: Ground) -> Tally:
    """The share of quotes that are the stored text's own characters: ``text[start:end] == quote``."""
    checked = [quote.verbatim for quote in reply.quotes if quote.verbatim is not None]
    return Tally(sum(checked), len(checked))


def characters(question: Question, reply: Reply, ground: Ground) -> Tally:
    """How many characters of quotes there are to read, where anything is quoted."""
    if not reply.quotes:
        return NOTHING
    return Tally(sum(len(quote.text) for quote in reply.quotes), 1)


def column(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where one column of the improvement tool is asked for, the share of quoted table cells that are of it.

    A quote that shows cells of several columns counts once for each cell.
    """
    if question.column is None:
        return NOTHING
    touched = [p for quote in reply.quotes for place in places(quote) for p in ground.passages(place)]
    kinds = [passage.kind for passage in touched if passage.kind in ("ideal", "probe", "evidence")]
    return Tally(kinds.count(question.column), len(kinds))


def quoted(question: Question, reply: Reply, ground: Ground) -> Tally:
    """Where the status is “answered”, whether anything at all is quoted."""
    return yes(bool(reply.quotes)) if reply.status == "answered" else NOTHING
