"""A follow-up becomes a question by itself, in words of the conversation and the documents only."""

import re
from collections.abc import Sequence

from assistant.conversation import context_of
from assistant.guard import clean, find_injection, vectors_of
from assistant.llm import LanguageModel
from assistant.verify.language import Text, text_of
from corpus.errors import LanguageModelError
from corpus.index.reading import Index
from prompts import load_prompt

_LONGEST = 300  # characters
_ODD = re.compile(r"://|[<>{}\[\]|`]")


def condensed(model: LanguageModel, question: str, history: Sequence[str], index: Index, deadline: float) -> str | None:
    """The question as the model puts it by itself; None where it needs no rewriting or the rewriting is not sound.

    ``question`` and ``history`` have been through the guard. Sound is one plain line of words that the conversation
    or the documents have. ``deadline`` is a time of ``time.monotonic``.
    """
    if not context_of(question, history):
        return None
    prompt = load_prompt("condense")
    message = prompt.fill(history="\n".join(_line(turn) for turn in history[-3:]), question=_line(question))
    try:
        said = clean("".join(model.stream(prompt, message, deadline))).strip('"“” ')
    except LanguageModelError:
        return None
    return said if is_sound(said, [*history, question], index) else None


def is_sound(said: str, conversation: Sequence[str], index: Index) -> bool:
    """Whether it is one plain line with no term that neither the conversation nor the documents have."""
    if not said or len(said) > _LONGEST or "\n" in said or _ODD.search(said):
        return False
    known = frozenset().union(*(Text(turn).content for turn in conversation))
    known |= frozenset().union(*(text_of(passage.text).content for passage in index.passages))
    vectors = vectors_of(said, index.read(said).vector, lambda part: index.read(part).vector)
    return Text(said).content <= known and not find_injection(said, vectors)


def _line(text: str) -> str:
    return text.replace("\n", " ").translate(str.maketrans("<>", "‹›"))
