"""A reader's feedback becomes an evaluation question."""

import re
from collections.abc import Sequence

from corpus.document import Document, Passage
from corpus.errors import EvaluationError
from evals.questions import Evidence, Question, Stratum
from ui.feedback import Given


def question_of(
    given: Given, documents: Sequence[Document], stratum: Stratum = "fact", passages: Sequence[str] = ()
) -> Question:
    """The question that a reader's feedback asks to be looked for from then on.

    Args:
        given: the feedback.
        documents: in which the passages stand.
        stratum: the kind of question; “should not have answered” is always one that the documents do not answer.
        passages: ids of those that a full answer needs; where none is named, a useful answer's own.

    Raises:
        EvaluationError: a passage is not in the documents, or none is named for an answer that was not right.
    """
    note = f"From a reader's feedback of {given.given_at[:10]}: {given.kind}. {given.comment}".strip()
    id_ = "feedback-" + re.sub(r"[^a-z0-9_-]+", "-", given.answer.lower())
    if given.kind == "should not have answered":
        return Question(id=id_, stratum="unanswerable", question=given.question, outcome=("abstained",), note=note)
    wanted = passages or (given.passages if given.kind == "useful" else ())
    if not wanted:
        raise EvaluationError(
            f"This feedback says “{given.kind}”: name the passages that a full answer needs, each with --passage."
        )
    evidence = tuple(Evidence(document=p.document, quote=p.text) for p in _found(wanted, documents))
    return Question(
        id=id_, stratum=stratum, question=given.question, outcome=("answered",), evidence=evidence, note=note
    )


def _found(ids: Sequence[str], documents: Sequence[Document]) -> list[Passage]:
    known = {passage.id: passage for document in documents for passage in document.passages}
    strange = [each for each in ids if each not in known]
    if strange:
        raise EvaluationError(f"There is no passage {strange[0]}: take the id from a citation (`signpost ask --json`).")
    return [known[each] for each in ids]
