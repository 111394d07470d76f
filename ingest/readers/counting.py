"""Numbers as lists show them: letters and Roman numerals."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST = 400


def letters(number: int) -> str:
    """a to z, then aa to zz, as word processors count; a figure where letters make no sense."""
    if not 0 < number < _HIGHEST:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)


def roman(number: int) -> str:
    """A small Roman numeral; a figure where there is none of a sensible length."""
    if not 0 < number < _HIGHEST:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
