"""What of a conversation a question leans on."""

import re
from collections.abc import Sequence

_LEANS = re.compile(
    r"^(and|but|or|also|so|ok|okay|then|what about|how about|what if|why|how come|who else|what else|anything else|"
    r"any more|which (one|ones)|same)\b"
    r"|\b(it|its|they|them|their|theirs|those|these|that|this|he|she|him|his|her|hers|there|one|ones|former|latter|"
    r"same|such)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(different|separate|another|unrelated|new) (question|topic|subject|thing|matter|issue|case)\b"
    r"|\b(changing|change|switch|switching|moving|turning) (the )?(subject|topic|on|to|tack)\b"
    r"|\b(on another note|something else|by the way|btw|unrelated)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"[a-z][a-z'-]{3,}", re.IGNORECASE)
_LITTLE = frozenset(
    "about also another anything does doing done else even from have into just know like more most much must need "
    "only other over same should some such than that their them then there these they thing things this those very "
    "want what when where which while will with would your could shall been being were".split()
)


def context_of(question: str, history: Sequence[str]) -> str:
    """The earlier questions without which this one can't be understood: the last one, or none.

    A question leans on the conversation when it opens as one that goes on ("And who chairs it?") or points back
    with a pronoun, and brings few words of its own; one that says it changes the subject never does.
    """
    if not history or _CHANGES.search(question) or not leans(question):
        return ""
    earlier = history[-1]
    return f"{history[-2]} {earlier}" if leans(earlier) and len(history) > 1 else earlier


def leans(question: str) -> bool:
    """Whether a question can't be understood without the one before it."""
    own = {word for word in _OWN_WORDS.findall(question.lower()) if word not in _LITTLE}
    return len(own) < 2 or (bool(_LEANS.search(question)) and len(own) <= 5)
