"""What no written sentence may be, whatever it says: links, markup, talk of itself, another language."""

import re
import unicodedata

_LEAST, _MOST = 3, 60  # words
_FORBIDDEN = (
    ("a link", re.compile(r"\w+://|\bwww\.|\b[\w-]+\.(?:com|net|org|uk|example|io|gov|html?|xyz|ru|info|co)\b|\bmailto:", re.IGNORECASE)),
    ("an address", re.compile(r"\S@\S")),
    ("markup", re.compile(r"[<>{}|`*_~\\^=]|#\w|&\w+;|!?\[|\]|\(\s*\)")),
    ("a code", re.compile(r"\b(?!Covid-19\b)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{5,}\b|\b\d{5,}\b|\d{3,} \d{3,}", re.IGNORECASE)),
    ("a question", re.compile(r"\?")),
    (
        "talk of itself",
        re.compile(
            r"\b(?:i|i'm|me|my|as an ai|language model|ai assistant|chat ?bot|system prompt|the prompt|instructions?|passages?"
            r"|the (?:user|reader|context)|p\d+)\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def misshapen(claim: str) -> str | None:
    """What is wrong with a sentence before it is held against anything; None where nothing is."""
    words = claim.split()
    if not _LEAST <= len(words) <= _MOST:
        return "too short or too long"
    if any(unicodedata.category(c)[0] == "C" for c in claim):
        return "hidden characters"
    plain = claim.replace("’", "'")
    return next((name for name, pattern in _FORBIDDEN if pattern.search(plain)), None)
