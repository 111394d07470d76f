"""The verifier: rules that no sentence may break, then a small trained model of how near it must be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.model import load_model
from assistant.verify.evidence import Evidence
from assistant.verify.facts import wrong_act, wrong_agency, wrong_fact
from assistant.verify.force import changed_duty, changed_negation, changed_scope, opposite
from assistant.verify.form import misshapen
from assistant.verify.language import Text
from assistant.verify.nearness import Nearness, Rarity, nearness
from corpus.index.embedding import Vectors

LIKELY = 0.5


@dataclass(frozen=True)
class Verdict:
    """Whether a sentence is supported; ``reason`` says what is wrong with it."""

    supported: bool
    reason: str = ""


class Verifier:
    """Verifies sentences against evidence. ``passages`` are all of the corpus's, by which words are rare or common."""

    def __init__(self, passages: Iterable[str], embed: Callable[[str], Vectors]) -> None:
        self._rarity = Rarity(passages)
        self._embed = embed

    def verify(self, claim: str, evidence: Evidence) -> Verdict:
        """Verify one sentence, given without its keys."""
        if reason := misshapen(claim):
            return Verdict(False, reason)
        near = self.near(claim, evidence)
        if reason := broken_rule(claim, evidence, near):
            return Verdict(False, reason)
        likely = float(load_model("verifier").probabilities(near.features[None, :])[0])
        return Verdict(True) if likely >= LIKELY else Verdict(False, "says more than the passages do")

    def near(self, claim: str, evidence: Evidence) -> Nearness:
        """How near a sentence is to its evidence."""
        return nearness(Text(claim), evidence, self._rarity, self._embed)


def broken_rule(claim: str, evidence: Evidence, near: Nearness) -> str | None:
    """The first rule that a sentence breaks; None where it breaks none."""
    said, nearest = Text(claim), near.nearest
    return (
        wrong_fact(claim, said, evidence)
        or wrong_agency(said, nearest, evidence)
        or wrong_act(claim, nearest)
        or changed_duty(said, evidence, nearest)
        or changed_negation(said, evidence, nearest)
        or changed_scope(said, nearest)
        or opposite(said, nearest, evidence)
    )
