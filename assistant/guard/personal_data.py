"""Personal data in a question: found before the question is kept or sent anywhere, and masked."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import phonenumbers

from assistant.answer import PersonalDataKind
from assistant.guard.addresses import find_addresses, find_postcodes
from assistant.guard.dates import find_dates_of_birth
from assistant.guard.names import find_names

Spans = Iterable[tuple[int, int]]

LABELS: dict[PersonalDataKind, str] = {
    "name": "name",
    "date_of_birth": "date of birth",
    "nhs_number": "NHS number",
    "ni_number": "NI number",
    "phone": "phone number",
    "email": "e-mail address",
    "address": "address",
    "postcode": "postcode",
}

_FOUND = "\0"
_EMAIL = re.compile(r"[\w.+%'-]*[\w+%]\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<![\d+])(?<!\d[ -])\d{3}[ -]?\d{3}[ -]?\d{4}(?![ -]?\d)")
_NHS = re.compile(r"(?<!\[)\bnhs\s*(?:n(?:o|um(?:ber)?)\b|#|id\b|:|is\b|-)?", re.IGNORECASE)
_NHS_REACH = 30  # characters between "NHS number" and the number
_NI = re.compile(r"\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b", re.IGNORECASE)
_NI_NAMED = re.compile(
    r"\b(?:NI|NINO|national insurance)\b\W*(?:n(?:o|um(?:ber)?)\b\W*)?(?:is |: ?)?(?P<number>[A-Z]{2}[ -]?(?:\d[ -]?){6}[A-Z]?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PersonalData:
    """Characters ``start`` to ``end`` of a text are personal data of that kind."""

    kind: PersonalDataKind
    start: int
    end: int


def find_personal_data(text: str) -> list[PersonalData]:
    """The personal data in a text, in order; no two overlap."""
    found: list[PersonalData] = []
    before = -1
    while len(found) > before:  # again where something was found: it may have hidden what stands beside it
        before = len(found)
        for kind, find in _FINDERS:
            for start, end in find(text):
                if start < end and not any(start < other.end and other.start < end for other in found):
                    found.append(PersonalData(kind, start, end))
        for data in found:
            text = text[: data.start] + _FOUND * (data.end - data.start) + text[data.end :]
    return sorted(found, key=lambda data: data.start)


def mask(text: str, found: Sequence[PersonalData]) -> str:
    """The text with each piece of personal data replaced by its kind: "Call [name] on [phone number]"."""
    for data in sorted(found, key=lambda data: data.start, reverse=True):
        text = f"{text[: data.start]}[{LABELS[data.kind]}]{text[data.end :]}"
    return text


def _emails(text: str) -> Spans:
    return (match.span() for match in _EMAIL.finditer(text))


def _nhs_numbers(text: str) -> Spans:
    """Ten digits with a valid check digit, and ten digits beside the words "NHS number" whatever their check digit."""
    for match in _TEN_DIGITS.finditer(text):
        named = _NHS.search(text[max(0, match.start() - _NHS_REACH) : match.start()])
        if named or _valid_nhs_number(re.sub(r"\D", "", match.group())):
            yield match.span()


def _valid_nhs_number(digits: str) -> bool:
    """Modulus 11: NHS Data Model and Dictionary, "NHS NUMBER"."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[0] != "0" and len(set(digits)) > 1 and check % 11 == int(digits[9]) and check != 10


def _ni_numbers(text: str) -> Spans:
    yield from (match.span() for match in _NI.finditer(text))
    yield from (match.span("number") for match in _NI_NAMED.finditer(text))


def _phones(text: str) -> Spans:
    """UK numbers in their national form and others with their country code.

    Possible numbers are enough: the ranges that Ofcom keeps for drama are not valid ones.
    """
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        if match.raw_string.startswith(("0", "+", "(0", "(+")) and len(re.sub(r"\D", "", match.raw_string)) >= 10:
            yield match.start, match.end


_FINDERS: tuple[tuple[PersonalDataKind, Callable[[str], Spans]], ...] = (
    ("email", _emails),
    ("nhs_number", _nhs_numbers),
    ("ni_number", _ni_numbers),
    ("date_of_birth", find_dates_of_birth),
    ("phone", _phones),
    ("address", find_addresses),
    ("postcode", find_postcodes),
    ("name", find_names),
)
