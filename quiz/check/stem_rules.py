"""Flaws of a stem, and of a question as a whole."""

import re

from quiz.check.asked import Asked
from quiz.check.rules import Rule
from quiz.check.words import stems, tokens

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NEGATIVE = re.compile(
    r"\b(not|except|least|incorrect|false|untrue|never|neither|cannot|isn't|aren't|doesn't|won't)\b", re.I
)
_VAGUE = re.compile(r"\b(often|sometimes|usually|frequently|occasionally|rarely|seldom|generally|normally)\b", re.I)
_BLANK_INSIDE = re.compile(r"(_{2,}|\[blank\])(?!\s*[.?!]*\s*$)", re.I)
_SHORTEST = 4  # words
_LONGEST = 70  # words


def _own_words(asked: Asked) -> str:
    return _QUOTED.sub(" ", asked.stem).replace("’", "'")


def _negative(asked: Asked) -> str:
    found = _NEGATIVE.search(_own_words(asked))
    return found.group() if found and asked.form != "open" else ""


def _vague(asked: Asked) -> str:
    found = _VAGUE.search(_own_words(asked)) if asked.form != "open" else None
    return found.group() if found else ""


def _unfocused(asked: Asked) -> str:
    return asked.stem or "(empty)" if len(tokens(asked.stem)) < _SHORTEST else ""


def _long(asked: Asked) -> str:
    words = asked.stem.split()
    return f"{len(words)} words" if len(words) > _LONGEST and asked.form != "open" else ""


def _blank(asked: Asked) -> str:
    found = _BLANK_INSIDE.search(asked.stem)
    return found.group() if found else ""


def _true_false(asked: Asked) -> str:
    said = {text.casefold().strip(" .") for text in asked.texts}
    bare = asked.form == "true or false" or (asked.form == "choice" and said <= {"true", "false", "yes", "no"} and said)
    return "true, false" if bare else ""


def _article(asked: Asked) -> str:
    ending = re.search(r"\b(an?)\s*(?:…|\.{3}|_{2,}|:)?\s*$", asked.stem, re.I)
    if not ending or asked.form != "choice":
        return ""
    vowel = ending.group(1).casefold() == "an"
    fits = [text[:1].casefold() in "aeiou" for text in asked.texts]
    return ending.group(1) if not all(fit == vowel for fit in fits) else ""


def _number(asked: Asked) -> str:
    own = _own_words(asked)
    one = re.search(r"\bwhich (?:of these |one )?(?:is|does|was|has)\b(?!.*select all)", own, re.I)
    if asked.form == "choice" and len(asked.keys) > 1 and one:
        return one.group()
    return ""


def _repeated(asked: Asked) -> str:
    if asked.form != "choice":
        return ""
    in_wrong = frozenset().union(*(stems(text) for text in asked.wrong))
    for key in asked.keys:
        clang = (stems(key) & stems(asked.stem)) - in_wrong
        if clang and asked.wrong:
            return ", ".join(word for word in tokens(key) if stems(word) & clang)
    return ""


def _keys(asked: Asked) -> str:
    if asked.form != "choice":
        return ""
    if not asked.keys:
        return "no right option"
    if not asked.several and len(asked.keys) > 1:
        return "; ".join(asked.keys)
    return "every option is right" if asked.several and not asked.wrong else ""


RULES = (
    Rule("negative-stem", "The stem asks for what is not so, which tests reading and not knowledge.", "Haladyna 17, NBME, Moore", _negative),
    Rule("vague-term", "A vague word of frequency means different things to different people.", "NBME, Moore", _vague),
    Rule("unfocused-stem", "The stem does not ask anything by itself.", "Haladyna 15, Moore", _unfocused),
    Rule("long-stem", "The stem has more words than it needs.", "Haladyna 16, Moore", _long),
    Rule("blank-inside", "A blank inside a sentence must be held in mind while the options are read.", "Moore", _blank),
    Rule("true-or-false", "A bare true or false can be guessed one time in two.", "NBME, Moore", _true_false),
    Rule("article-cue", "The article at the end of the stem fits only some options.", "Haladyna 28, NBME, Moore", _article),
    Rule("number-cue", "The stem asks for one and the key has several.", "Haladyna 28, NBME, Moore", _number),
    Rule("repeated-word", "A word of the stem stands in the key and in no other option.", "Haladyna 28, NBME, Moore", _repeated),
    Rule("wrong-number-of-keys", "A question needs exactly as many right options as it asks for.", "Haladyna 19, Moore", _keys),
)  # fmt: skip
