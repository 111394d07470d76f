"""A model's reply, as it streams in, becomes sentences with the keys that they carry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KEYS = r"(?:\s*\[[^\[\]\n]{1,24}\][.,;]?)*"
# A sentence ends with its line, or at a mark and the keys that follow it, once it is seen that no more keys do.
_END = re.compile(
    rf"\n|(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bno)(?<!\bs)(?<!^\d)(?<!^\d\d)[.!?…]+[\"”’')]*{_KEYS}(?=\s+[^\s\[])"
    rf"|(?:\s*\[[^\[\]\n]{{1,24}}\])+[.;]?(?=\s+[A-Z“‘\"])"
)
_KEY = re.compile(r"\[\s*([^\[\]\n]{1,24}?)\s*\]")
_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_SILENT = re.compile(r"^\W*NO[ _]ANSWER\b", re.IGNORECASE)
_LONGEST = 1_000  # characters that may come without an end of sentence


@dataclass(frozen=True)
class Written:
    """A sentence as the model wrote it, without its keys, and the keys."""

    text: str
    keys: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether it says that the passages do not answer."""
        return bool(_SILENT.match(self.text))


def written(bits: Iterable[str]) -> Iterator[Written]:
    """Each sentence as soon as it is whole; a stretch with no end in sight is cut off and comes as it is."""
    left = ""
    for bit in bits:
        left = (left + bit).lstrip()
        while (end := _END.search(left)) or len(left) > _LONGEST:
            cut = end.end() if end else len(left)
            yield from _sentence(left[:cut])
            left = left[cut:].lstrip()
    yield from _sentence(left)


def _sentence(raw: str) -> Iterator[Written]:
    keys = [key.lower() for group in _KEY.findall(raw) for key in re.split(r"\s*[,;]\s*", group)]
    text = re.sub(r"\s+", " ", _KEY.sub("", _MARK.sub("", raw))).strip()
    text = re.sub(r"\s+([.,;!?])", r"\1", text)
    if text.strip(" .,;"):
        yield Written(re.sub(r"(?<=[.!?])[.;]+$", "", text), tuple(dict.fromkeys(keys)))
