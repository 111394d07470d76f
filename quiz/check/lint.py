"""The linter: what is wrong with the form of questions, by rules that need no model."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.check import option_rules, stem_rules
from quiz.check.asked import Asked
from quiz.check.rules import Rule
from quiz.check.words import tokens

RULES: tuple[Rule, ...] = (*stem_rules.RULES, *option_rules.RULES)
GIVES_AWAY = ("gives-away", "Another question's words give this one away.", "Haladyna 4")
KEYS_LONGEST = ("keys-are-longest", "The key is the longest option far too many times.", "Haladyna 24, NBME, Moore")
KEY_POSITION = ("key-position", "The key stands in one place far too many times.", "Haladyna 20")
_TELLING = 4  # words: a shorter key is a name, which another question may mention and give nothing away
_MANY = 8  # questions: fewer tell nothing about habits


@dataclass(frozen=True)
class Flaw:
    """A flaw, in which question (by name and, of a file, line), and the words that show it."""

    id: str
    question: str
    reason: str
    words: str
    line: int | None = None


def lint_one(asked: Asked) -> list[Flaw]:
    """The flaws of one question by itself."""
    found = ((rule, rule.look(asked)) for rule in RULES)
    return [Flaw(rule.id, asked.name, rule.reason, words, asked.line) for rule, words in found if words]


def lint(questions: Sequence[Asked]) -> list[Flaw]:
    """The flaws of questions that are asked together, each by itself and all as one."""
    flaws = [flaw for asked in questions for flaw in lint_one(asked)]
    for asked in questions:
        flaws += [
            Flaw(*GIVES_AWAY[:1], asked.name, GIVES_AWAY[1], words, asked.line) for words in _told(asked, questions)
        ]
    return flaws + _habits(questions)


def gives_away(one: Asked, other: Asked) -> str:
    """The words of ``one``'s stem that are a key of ``other``, where there are any."""
    if "choice" not in (one.form, other.form):
        return ""
    stem = f" {' '.join(tokens(one.stem))} "
    telling = (key for key in other.keys if len(tokens(key)) >= _TELLING)
    return next((key for key in telling if f" {' '.join(tokens(key))} " in stem), "")


def _told(asked: Asked, questions: Sequence[Asked]) -> list[str]:
    return [words for other in questions if other is not asked and (words := gives_away(other, asked))][:1]


def _habits(questions: Sequence[Asked]) -> list[Flaw]:
    singles = [asked for asked in questions if asked.form == "choice" and len(asked.keys) == 1 and len(asked.texts) > 2]
    if len(singles) < _MANY:
        return []
    longest = sum(len(asked.keys[0]) > max(map(len, asked.wrong)) for asked in singles)
    flaws = []
    if longest > len(singles) * 0.5:
        flaws.append(Flaw(KEYS_LONGEST[0], "all", KEYS_LONGEST[1], f"{longest} of {len(singles)}"))
    places = [asked.texts.index(asked.keys[0]) for asked in singles]
    most = max(set(places), key=places.count)
    if places.count(most) > len(singles) * 0.5:
        words = f"option {most + 1}: {places.count(most)} of {len(singles)}"
        flaws.append(Flaw(KEY_POSITION[0], "all", KEY_POSITION[1], words))
    return flaws
