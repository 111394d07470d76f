"""A question as it was typed becomes plain text: nothing hidden in it, one way of writing each character."""

import re
import unicodedata

from corpus.errors import QuestionError

LIMIT = 2_000

# Characters that show nothing, beyond the categories of control and format characters (Unicode's C):
# joiners, Hangul fillers, Khmer and Mongolian invisible vowels, variation selectors.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_LINE_BREAK = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """Strip control and hidden characters, fold white space and compose accents (NFC).

    A run of spaces becomes one space, a run of line breaks one line break, since a line of a pasted message
    is a unit of its own. Cleaning twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", text)
    text = _LINE_BREAK.sub("\n", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")
    text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n", text).strip())


def check(text: str) -> str:
    """Clean a question and make sure that it can be taken.

    Raises:
        QuestionError: nothing is left of it, or it is longer than ``LIMIT`` characters.
    """
    cleaned = clean(text)
    if not cleaned:
        raise QuestionError("The question is empty: type one, in your own words.")
    if len(cleaned) > LIMIT:
        raise QuestionError(
            f"The question has {len(cleaned):,} characters, and at most {LIMIT:,} can be taken: shorten it to what you need to know."
        )
    return cleaned
