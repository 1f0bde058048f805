"""Chinese numerals, as titles count with them: 一 to 九千九百九十九."""

from typing import Final

DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS: Final = {"十": 10, "百": 100, "千": 1000}
TENS: Final = {"廿": 20, "卅": 30}
MOST_DIGITS: Final = 4
"""Of a number in a title; one of more digits counts nothing, and could not be stored either."""
_LONGEST: Final = 7
"""Characters of 九千九百九十九, the largest numeral in use."""


def read_numeral(text: str) -> int | None:
    """Read a Chinese numeral; None where the text is anything else.

    十五 is 15, 二十 is 20, 一百零三 is 103, 一〇三 is 103, 廿三 is 23.
    """
    if not 0 < len(text) <= _LONGEST or not all(
        c in DIGITS or c in UNITS or c in TENS for c in text
    ):
        return None
    if all(c in DIGITS for c in text):
        is_number = text[0] not in "零〇" and len(text) <= MOST_DIGITS
        return int("".join(str(DIGITS[c]) for c in text)) if is_number else None
    total = 0
    digit: int | None = None
    lowest = 10_000
    for c in text:
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
            continue
        value = TENS.get(c) or UNITS[c] * (1 if digit is None else digit)
        unit = 10 if c in TENS else UNITS[c]
        if unit >= lowest or value == 0:
            return None
        total += value
        lowest = unit
        digit = None
    return total + (digit or 0)
