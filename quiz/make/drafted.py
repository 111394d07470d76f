"""Items whose question a language model drafts: the answer and every other option are quoted and checked as ever."""

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.condense import is_sound
from assistant.guard import clean, find_injection, find_personal_data, vectors_of
from assistant.llm import LanguageModel
from corpus.document import Passage
from corpus.errors import LanguageModelError
from prompts import load_prompt
from quiz.item import Item, Option
from quiz.library import Library, sentences
from quiz.make.parts import Stem, cited, finished, first_clean, option, where

_KEY = range(25, 161)  # characters of an answer
_QUESTION = re.compile(r"[A-Z][^?]{14,148}\?")
_ALIKE = 0.6  # a distractor is at least this part as long as the key, and the key as the distractor
_WRONG = 8  # distractors among which three are drawn
_TRIES = 3  # passages that are tried for each item that is wanted


@dataclass(frozen=True)
class _Answer:
    """A passage, and the words of it that answer a question."""

    passage: Passage
    words: str


def drafts(
    library: Library,
    document: str,
    model: LanguageModel,
    count: int,
    seed: int,
    progress: Callable[[int], None],
) -> list[Item]:
    """Up to ``count`` items on a document, each marked as drafted; ``progress`` hears how many there are.

    Raises:
        LanguageModelError: the model could not be used, and there is no item yet.
    """
    rng = random.Random(f"{seed} {document}")
    answers = list(_answers(library, document))
    rng.shuffle(answers)
    made: list[Item] = []
    for answer in answers[: _TRIES * count]:
        try:
            item = _item(library, answer, answers, model, rng)
        except LanguageModelError as error:
            if made:
                break
            raise LanguageModelError(f"{model.name} gave no drafts: {error}.") from error
        if item:
            made.append(item)
            progress(len(made))
        if len(made) == count:
            break
    return made


def _answers(library: Library, document: str) -> Iterator[_Answer]:
    """Of each passage that can be quoted the first sentence, or the whole of it, that is of an answer's length."""
    for passage in library.passages:
        if passage.document == document and passage.kind not in ("myth", "question"):
            words = next((part for part in sentences(passage.text) if len(part) in _KEY and "\n" not in part), "")
            if words:
                yield _Answer(passage, words)


def _speaks_to_machines(library: Library, passage: Passage) -> bool:
    text = clean(" ".join([*passage.section, passage.lead_in or "", passage.text]))
    return find_injection(text, vectors_of(text, library.vector(text), library.vector))


def _item(
    library: Library, answer: _Answer, others: list[_Answer], model: LanguageModel, rng: random.Random
) -> Item | None:
    """The item for an answer; None where the model's question is not sound or too few distractors are left."""
    question = None if _speaks_to_machines(library, answer.passage) else _question(library, answer, model)
    if not question:
        return None
    passage = answer.passage
    topic = passage.section[-1] if passage.section else ""
    key = option(library.source(passage, answer.words), True, "This is what the document says.")
    check = Stem(library, question, topic, (), [passage])
    near = library.likeness(question, key.text)
    wrong: list[Option] = []
    for other in rng.sample(others, len(others)):
        made = option(library.source(other.passage, other.words), False, "")
        if (
            other.passage.section != passage.section
            and min(len(other.words), len(answer.words)) >= _ALIKE * max(len(other.words), len(answer.words))
            and library.likeness(question, made.text) < near
            and not check.refuses(made)
        ):
            why = f"The document says this of something else: see {where(made.source)}."
            wrong.append(made.model_copy(update={"why": why}))
        if len(wrong) == _WRONG:
            break
    if len(wrong) < 3:
        return None
    return first_clean(
        lambda: finished(
            library, "single best answer", question, [key, *rng.sample(wrong, 3)], topic, cited([key])
        ).model_copy(update={"drafted_by": model.name})
    )


def _question(library: Library, answer: _Answer, model: LanguageModel) -> str | None:
    """The model's question: one plain line in words that the documents have, and about nobody; else None."""
    passage = answer.passage
    prompt = load_prompt("quiz")
    message = prompt.fill(
        heading=_shown(" › ".join(passage.section)),
        passage=_shown(f"{passage.lead_in or ''}\n{passage.text}".strip()),
        answer=_shown(answer.words),
    )
    said = clean("".join(model.stream(prompt, message, time.monotonic() + model.timeout)))
    sound = _QUESTION.fullmatch(said) and is_sound(said, [passage.text, *passage.section], library.index)
    return said if sound and not find_personal_data(said) else None


def _shown(text: str) -> str:
    return clean(text).translate(str.maketrans("<>", "‹›"))
