"""Words compared without their endings."""

import re
from functools import lru_cache

import Stemmer

_STEMMER = Stemmer.Stemmer("english")
_EMPTY = frozenset(
    """a about above after all also an and any are as at be because been before being between both but by can could do
    does each for from further had has have having he her his how i if in into is it its itself may might more most
    must no nor not of off on once only or other our out over own s same she should so some such than that the their
    them themselves then there these they this those through to under until up very was we were what when where which
    while who whom whose why will with within without would you your e.g etc use used one two""".split()
)


@lru_cache(maxsize=20000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(_STEMMER.stemWords([word for word in tokens(text) if word not in _EMPTY]))


def tokens(text: str) -> list[str]:
    """The words of a text, small, without punctuation."""
    return re.findall(r"[a-z0-9]+", text.casefold().replace("’", "'").replace("'s", ""))
