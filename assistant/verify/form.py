"""What no written sentence may be, whatever it says: links, markup, talk of itself, another language."""

import re
import unicodedata

_LEAST, _MOST = 3, 60  # words
_LINK = (
    r"\w+://|\bwww\.|\bmailto:|\b[\w-]+\.(?:com|net|org|uk|example|invalid|test|io|gov|html?|xyz|ru|info|co|ly|me)\b"
)
_CODE = r"\b(?!Covid-19\b)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{5,}\b|\b\d{5,}\b|\d{3,} \d{3,}"
_SELF = (
    r"\b(?:i|i'm|me|my|as an ai|language model|ai assistant|chat ?bot|system prompt|the prompt|instructions?|passages?"
    r"|the (?:user|reader|context)|p\d+)\b"
)
_FORBIDDEN = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("a link", _LINK),
        ("an address", r"\S@\S"),
        ("markup", r"[<>{}|`*_~\\^=\[\]]|#\w|&\w+;|\(\s*\)"),
        ("a code", _CODE),
        ("a question", r"\?"),
        ("talk of itself", _SELF),
    )
)


def misshapen(claim: str) -> str | None:
    """What is wrong with a sentence before it is held against anything; None where nothing is."""
    words = claim.split()
    if not _LEAST <= len(words) <= _MOST:
        return "too short or too long"
    if any(unicodedata.category(c)[0] == "C" for c in claim):
        return "hidden characters"
    plain = claim.replace("’", "'")
    return next((name for name, pattern in _FORBIDDEN if pattern.search(plain)), None)
