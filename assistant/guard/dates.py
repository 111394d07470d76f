"""Dates of birth in a question, as against all the other dates."""

import re
from datetime import date

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?P<year{n}>(?:19|20)\d\d|['’]?\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"(?<![\d./-])(?:"
    rf"{_DAY}(?P<sep>[ ]?[./-][ ]?| )(?:0?[1-9]|1[0-2])(?P=sep){_YEAR.format(n=1)}"
    rf"|(?P<year2>(?:19|20)\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}"
    rf"|{_DAY}(?:st|nd|rd|th)?[ -]?(?:of )?(?:{_MONTH})\.?,?[ -]?{_YEAR.format(n=3)}"
    rf"|(?:{_MONTH})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR.format(n=4)}"
    rf")(?![\d/]|[.-]\d)",
    re.IGNORECASE,
)
_BORN_MONTH = re.compile(
    rf"\bborn (?:on |in )?(?P<date>(?:the )?(?:{_DAY}(?:st|nd|rd|th)? (?:of )?)?(?:{_MONTH})(?:,? (?:19|20)\d\d)?|{_DAY}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}))\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"(?<!\[)\b(?:d\.?\s?o\.?\s?b\b|date of birth|birth ?dates?|birth ?day|born)", re.IGNORECASE)
_REACH = 40  # characters between the word for birth and the date
_EVENT = re.compile(
    r"(?:\b(?:on|since|from|dated?|by|until|till|before|after|of|in|due|to|between|meeting|review|visit|visited|admitted|"
    r"incident|held|received|published|updated|effective|deadline|starting|ending|and|issued|version|discharged|died|referral|"
    r"call|raised|signed|reported|moved|fell|next|last|week|commencing|minutes|report|letter|email)\b[\s:(,-]*(?:the |on |dated )?)$",
    re.IGNORECASE,
)
_YOUNGEST = 16  # a younger date is no adult's birth


def find_dates_of_birth(text: str) -> list[tuple[int, int]]:
    """The character spans of dates of birth.

    A date beside a word for birth is one; so is a whole date, of an adult's age, that nothing calls the date of an event.
    """
    found = []
    for match in _DATE.finditer(text):
        year = int(next(year for year in match.group("year1", "year2", "year3", "year4") if year).strip("'’"))
        before, after = text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + 12]
        born = _BIRTH.search(before) and not re.search(r"[.?!]\s", before[_last_birth(before) :])
        if born or _BIRTH.match(after.lstrip(" (,-is")) or (_adult(year) and not _EVENT.search(before)):
            found.append(match.span())
    return found + [match.span("date") for match in _BORN_MONTH.finditer(text)]


def _last_birth(before: str) -> int:
    return max(match.start() for match in _BIRTH.finditer(before))


def _adult(year: int) -> bool:
    """Whether someone born in that year is an adult now; of two digits, those that can't be a year to come."""
    this = date.today().year
    if year < 100:
        return year > this % 100 + 5
    return this - 110 <= year <= this - _YOUNGEST
