"""Messages as people type them in a hurry: what the reader must not take for a sign of anything."""

import random
import re

_SHORT = {
    "you": "u",
    "your": "ur",
    "are": "r",
    "for": "4",
    "to": "2",
    "too": "2",
    "people": "ppl",
    "someone": "sum1",
    "and": "n",
    "about": "abt",
    "with": "wiv",
    "because": "cos",
    "please": "pls",
    "what": "wot",
    "who": "hoo",
    "should": "shud",
    "would": "wud",
    "could": "cud",
    "the": "da",
    "before": "b4",
    "safeguarding": "sg",
}
_WORD = re.compile(r"[A-Za-z']+")


def typed_in_a_hurry(text: str, seed: int) -> str:
    """The text with misspelt and shortened words, and perhaps without capitals and punctuation; the same for a seed."""
    chance = random.Random(seed)
    share = chance.uniform(0.1, 0.45)
    shortens = chance.random() < 0.5

    def word(match: re.Match[str]) -> str:
        found = match.group()
        if shortens and found.lower() in _SHORT and chance.random() < 0.6:
            return _SHORT[found.lower()]
        return _misspelt(found, chance) if len(found) > 3 and chance.random() < share else found

    typed = _WORD.sub(word, text)
    if chance.random() < 0.6:
        typed = typed.lower()
    return re.sub(r"[^\w\s]", "", typed) if chance.random() < 0.5 else typed


def _misspelt(word: str, chance: random.Random) -> str:
    """The word with a letter dropped, doubled or changed for its neighbour, or without its inner vowels."""
    place = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[0] + re.sub(r"[aeiou]", "", word[1:-1]) + word[-1],
        ]
    )
