"""What a message wants: to turn the system from its job, or to do or to hide harm."""

import re
import unicodedata

from assistant.guard.classifier import score
from assistant.guard.clean import clean
from assistant.guard.patterns import Cues
from assistant.guard.sentences import sentences, units
from assistant.reader import Reading
from corpus.index.embedding import Vectors

_SENTENCE = 0.2  # how much surer the classifiers must be of one sentence than of a whole message
# How likely the reader must find instructions by itself: with it, and the classifier heard only where it finds them possible,
# of 104 held-out examples 102 are found, of 116 look-alikes none; of 1,095 questions that are none, 1 instead of 6.
_READ = 0.95
# Letters hidden as Unicode tags; the flags of England, Scotland and Wales are made of them too.
_TAGS = re.compile("[\U000e0020-\U000e007e]")
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{4,6}\U000e007f")
_DIGITS_AS_LETTERS = str.maketrans("013457@$", "oieastas")
_MIXED_WORD = re.compile(r"\b(?=\w*[a-z])(?=\w*[0-9])\w{4,}\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:]\s+|\s+[-–—]\s+|\s+(?:and|but|then|also)\s+(?:also\s+|then\s+)?|[\[\]<>(){}]", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?|^\W*(?:what|which|who|whose|when|where|why|how|is|are|does|do|did|can|could|should|must|may|has|have|will|"
    r"would|tell me about|explain|define|list)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # of what can be a question by itself


def find_injection(text: str, vectors: Vectors, reading: Reading | None = None) -> bool:
    """Whether a message, or text pasted into it, gives instructions to the system.

    Give the text as it was received, since cleaning removes hidden characters; ``vectors`` are those of the
    cleaned text, of shape (dimensions,) or as :func:`~assistant.guard.sentences.vectors_of` gave them. The classifier is
    only heard where the reader finds instructions possible; a text that is no message (a passage, what a model wrote)
    has no ``reading``, as the reader has not learned from such.
    """
    if _TAGS.search(_FLAG.sub("", text)) or _injects_surely(text):
        return True
    if reading and reading.likely("injection") >= _READ:
        return True
    if reading and not reading.possible("injection"):
        return False
    whole, *parts = units(clean(text), vectors)
    return _injects(*whole, at=0) or any(_injects(*part, at=_SENTENCE) for part in parts)


def strip_injection(text: str, vectors: Vectors) -> str | None:
    """What remains of a message as a question once its instructions to the system are taken away.

    Whole sentences are taken away, and of the message's only sentence those clauses that are instructions.
    None if no question remains, or if the instruction can't be told from the rest.
    """
    text = clean(text)
    parts = units(text, vectors)[1:]
    if len(parts) > 1:
        kept = [part for part, vector in parts if not (_injects_surely(part) or _injects(part, vector, at=0))]
        removed = len(kept) < len(parts)
    else:
        clauses = [clause.strip() for clause in _CLAUSE.split(text)]
        kept = [clause for clause in clauses if clause and not _injects_surely(clause)]
        removed = len(kept) < len(clauses)
        kept = [clause for clause in kept if _QUESTION.search(clause)][:1]
    left = " ".join(kept)
    real = len(left.split()) >= _FEWEST_WORDS and any(_QUESTION.search(part) for part in kept)
    return left if removed and real else None


def find_harmful(text: str, reading: Reading) -> bool:
    """Whether the asker wants to do harm or to hide it: by what the reader read in the message, or by patterns alone."""
    parts = dict.fromkeys((text, *sentences(text)))  # a message may be one sentence
    return "harmful" in reading.noticed or any(is_surely_harmful(Cues("harmful", part)) for part in parts)


def is_surely_harmful(cues: Cues) -> bool:
    """Whether the patterns alone say so."""
    return cues["sure"] and not cues["framed"]


def _injects(text: str, vector: Vectors | None, at: float) -> bool:
    return vector is not None and score("injection", Cues("injection", text), vector) >= at


def _injects_surely(text: str) -> bool:
    """Whether the patterns alone say so, of the text as it looks and as it would be read aloud."""
    text = clean(unicodedata.normalize("NFKC", text))
    aloud = _MIXED_WORD.sub(lambda word: word.group().translate(_DIGITS_AS_LETTERS), text)
    return Cues("injection", text)["sure"] or (aloud != text and Cues("injection", aloud)["sure"])
