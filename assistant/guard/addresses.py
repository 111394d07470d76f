"""Street addresses and postcodes in a question."""

import re

_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE ZZ"
)
_POSTCODE = re.compile(
    rf"\b(?:(?:{_AREAS.replace(' ', '|')})\d[A-Z\d]?[ -]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)\b",
    re.IGNORECASE,
)

_ORDINAL = re.compile(r"[ -]\d(?:st|nd|rd|th)$")  # "ward b12 3rd floor" is no postcode

_STREETS = (
    "Road Rd Street St Avenue Ave Lane Ln Terrace Crescent Cres Gardens Gdns Grove Boulevard Mews Parade Close Drive "
    "Court Place Square Walk Way Row Rise Hill Park Green View House Lodge Cottages Mansions Villas Buildings Tower "
    "Heights Meadow Meadows Quay Wharf Gate Croft Fold Vale Yard End Bank Broadway Wynd Brae"
).replace(" ", "|")
_HOUSES = "House|Court|Lodge|Mansions|Tower|Towers|Heights|Villas|Buildings|Place|Point|Cottage|Farm|Barn|Villa|Manor|Bungalow"
# Without a capital only the words that are little else than streets: "2 people in the way" is no address.
_SMALL_STREETS = "road|rd|street|avenue|ave|lane|terrace|crescent|gardens|grove|close|drive|mews|court"
_NUMBER = r"(?:[Nn]o\.? ?|[Nn]umber )?\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?"
_FLAT = r"(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt|[Uu]nit|[Rr]oom)"
_NAME = r"(?:(?!(?:(?:Crown|High|County|Supreme|Family|Magistrates|Coroners?) Court|Care|Act)\b)(?:St\.? )?[A-Z][\w'’-]* ){1,4}"
_SMALL_NAME = (
    r"(?:(?!high court)(?!(?:of|in|on|the|and|to|down|from|a|an|people|years?|months?|weeks?|days?|hours?|way|per|for|with|at|or|is|"
    r"old|across|along|up|into|by|were|are|was|residents|men|women|cases|referrals|minutes|pm|am|act|crown|county|supreme|magistrates|family|our|my|her|his) )"
    r"[a-z'’-]+ ){1,3}"
)
_ADDRESSES = [
    re.compile(rf"\b(?:{_FLAT} ?\d{{0,4}}[A-Za-z]?,? )?{_NUMBER},? (?:The )?{_NAME}(?:{_STREETS})\b"),
    re.compile(rf"\b(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt) ?\d{{1,4}}[A-Za-z]?,? {_NAME}(?:{_HOUSES}|{_STREETS})\b"),
    re.compile(
        rf"\b(?:(?:flat|apartment|apt) ?\d{{1,4}}[a-z]?,? )?{_NUMBER},? {_SMALL_NAME}(?:{_SMALL_STREETS})\b",
        re.IGNORECASE,
    ),
]
_LIVES = re.compile(
    r"\b(?:[Ll]iv(?:es?|ing) (?:at|in)|[Aa]ddress(?: is|:)|[Mm]oved (?:to|into)|[Ss]taying at) "
    rf"(?P<where>(?:[Tt]he )?{_NAME}(?:{_HOUSES}|{_STREETS})(?:,? {_NAME}(?:{_STREETS}))?)\b"
)


def find_addresses(text: str) -> list[tuple[int, int]]:
    """The character spans of street addresses: a number or a flat with a street, or a named house where someone lives."""
    spans = [match.span() for pattern in _ADDRESSES for match in pattern.finditer(text)]
    return spans + [match.span("where") for match in _LIVES.finditer(text)]


def find_postcodes(text: str) -> list[tuple[int, int]]:
    """The character spans of UK postcodes, the area ZZ of test data among them."""
    return [match.span() for match in _POSTCODE.finditer(text) if not _ORDINAL.search(match.group())]
