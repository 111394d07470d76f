"""Duty words, negation and scope: "must" stays "must", "not" stays "not", "some" never becomes "all"."""

from collections.abc import Iterable

from assistant.verify.evidence import Evidence, Sentence
from assistant.verify.language import Text, agencies, language, stem

_GOVERNED = 5  # words of meaning after a duty word that say what is due
_REACH = 12  # words of meaning after a duty word of the evidence in which they may stand
_DENIED = 4
_DENIED_REACH = 9


def changed_duty(said: Text, evidence: Evidence, nearest: Sentence) -> str | None:
    """How the claim's duty words differ from the evidence's; None where they do not."""
    claimed = _duties(said)
    given = [(sentence, place, kind) for sentence in evidence.sentences for place, kind in _duties(sentence.full)]
    for place, kind in claimed:
        due = set(said.after(place, _GOVERNED))
        near = [(_fit(due, s.full.after(at, _REACH), s is nearest), s, at, k) for s, at, k in given]
        best = max((fit for fit, *_ in near), default=(0.0, False, 0))
        if best[0] < 0.5:
            if kind == "can" or (kind == "should" and nearest.standard):
                continue
            return f"“{kind}” is the sentence’s own"
        chosen = [(s, at, k) for fit, s, at, k in near if fit == best]
        same = [_same_subject(said, place, s, at) for s, at, k in chosen if _alike(kind, k)]
        if not same:
            if kind == "can" and not any(_same_subject(said, place, s, at) for s, at, _ in chosen):
                continue
            return f"“{kind}” where it says “{chosen[0][2]}”"
        if not any(same):
            return "another body’s duty"
    if not claimed:
        for place, kind in _duties(nearest.full):
            if kind == "may" and _part(set(nearest.full.after(place, 3)), said.content) > 0.6:
                return "“may” is left out"
    return None


def changed_negation(said: Text, evidence: Evidence, nearest: Sentence) -> str | None:
    """Whether the claim denies what the evidence does not deny, or the other way round."""
    denied = [_clause(said, end, _DENIED) for _, end in _negations(said)]
    given = [_clause(s.full, end, _DENIED_REACH) for s in evidence.sentences for _, end in _negations(s.full)]
    for words in denied:
        if not any(not words or (_part(set(words), reach) >= 0.5 and set(words[:2]) & set(reach)) for reach in given):
            return "a “not” of its own"
    for start, end in _negations(nearest.full):
        plain = nearest.full.words[start] in ("not", "cannot", "never") or nearest.full.words[start].endswith("n't")
        first = set(nearest.full.after(end, 1 if plain else 2))
        if first and first <= said.content and not any(first & set(words) for words in denied):
            return "a “not” is left out"
    return None


def changed_scope(said: Text, nearest: Sentence) -> str | None:
    """A word of scope ("all", "only", "always") that the sentence nearest to the claim does not have."""
    for kind in language()["scope"]:
        if said.has(f"scope.{kind}", "not_scope") and not _has_scope(nearest, kind):
            return f"“{kind}” is the sentence’s own"
    return None


def opposite(said: Text, nearest: Sentence, evidence: Evidence) -> str | None:
    """A word whose opposite stands in the evidence in its place."""
    near, anywhere = _around(nearest.full), _around(evidence.whole)
    claimed = _around(said)
    for pair in language()["opposites"]:
        one, other = (stem(word) for word in pair)
        for mine, theirs in ((one, other), (other, one)):
            if mine not in claimed or theirs not in near:
                continue
            if mine not in anywhere and theirs not in claimed:
                return f"“{mine}” where it says “{theirs}”"
            if mine in near and len(claimed[mine] & near[theirs]) > len(claimed[mine] & near[mine]):
                return f"“{mine}” and “{theirs}” have changed places"
    return None


def _has_scope(nearest: Sentence, kind: str) -> bool:
    return nearest.full.has(f"scope.{kind}", "not_scope") or nearest.context.has(f"scope.{kind}", "not_scope")


def _duties(text: Text) -> list[tuple[int, str]]:
    """Each duty word's kind and the place of the word after it."""
    found = [(end, kind) for kind in language()["duty"] for _, end in text.places(f"duty.{kind}", "not_duty")]
    return sorted(found)


def _negations(text: Text) -> list[tuple[int, int]]:
    return text.places("negation", "not_negation")


def _alike(one: str, other: str) -> bool:
    return one == other or {one, other} == {"may", "can"}


def _same_subject(said: Text, place: int, sentence: Sentence, at: int) -> bool:
    """Whether the bodies before the duty word are the same, where both sides name one."""
    mine = {name for where, name in agencies(said) if where < place}
    if sentence.full.words[at : at + 1] == ("of",):
        theirs = {name for where, name in agencies(sentence.full) if at < where < at + 4}
    else:
        theirs = {name for where, name in agencies(sentence.full) if where < at}
    theirs = theirs or {name for _, name in agencies(sentence.context)}
    return not mine or not theirs or bool(mine & theirs)


def _fit(due: set[str], reach: list[str], nearest: bool) -> tuple[float, bool, int]:
    """How well what is due fits what stands after a duty word: the part of it there, and how soon it begins."""
    begins = next((place for place, word in enumerate(reach) if word in due), len(reach))
    return _part(due, reach), nearest, -begins


def _clause(text: Text, place: int, count: int) -> list[str]:
    """The next stems that carry meaning, up to an “and” or “but”."""
    words = text.words[place:]
    end = next((n for n, word in enumerate(words) if word in ("and", "but") and n), len(words))
    return [stem for stem in text.stems[place : place + end] if stem][:count]


def _around(text: Text) -> dict[str, set[str]]:
    """For each word's stem, the stems that follow it closely."""
    found: dict[str, set[str]] = {}
    for place, word in enumerate(text.words):
        found.setdefault(stem(word), set()).update(s for s in text.stems[place + 1 : place + 7] if s)
    return found


def _part(words: set[str], among: Iterable[str]) -> float:
    return len(words & set(among)) / len(words) if words else 0.0
