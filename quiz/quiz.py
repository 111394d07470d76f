"""From a wish to a quiz: candidates, those that fit, a choice among them."""

from quiz.choose import Quiz, choose
from quiz.library import Library
from quiz.make.candidates import candidates
from quiz.sessions import session
from quiz.wanted import Wanted, fitting

_TITLE = "Safeguarding adults"


def make_quiz(library: Library, wanted: Wanted) -> Quiz:
    """A quiz as it was asked for; the same wish over the same documents gives the same quiz.

    Raises:
        QuizError: nothing fits, or the documents and what is reviewed of them disagree.
    """
    planned = session(wanted.session) if wanted.session else None
    documents = (wanted.document,) if wanted.document in library.fingerprints else tuple(library.fingerprints)
    fit = fitting(candidates(library, wanted.seed, documents), wanted, library)
    library.save()
    title = planned.title if planned else wanted.topic[:1].upper() + wanted.topic[1:] if wanted.topic else _TITLE
    return choose(fit, wanted.count, wanted.seed, title, planned)
