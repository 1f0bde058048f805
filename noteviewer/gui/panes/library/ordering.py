"""How names sort, and runs of numbers."""

import re
from collections.abc import Iterable

from noteviewer.library.names.pinyin import syllable
from noteviewer.notes.text import fold

_DIGITS = re.compile(r"[0-9]+")
_WIDTH = 12


def dictionary_key(name: str) -> str:
    """Sort key of a dictionary: Latin names by letter, Han characters by their pinyin.

    ``2-5`` comes before ``2-17``. One string with padded numbers compares many times faster than a
    tuple of pieces.
    """
    folded = fold(name)
    if not folded.isascii():
        folded = "".join(f"{syllable(char)} " if char > "\u2fff" else char for char in folded)
    return _DIGITS.sub(_padded, folded)


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(_WIDTH)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers; the numbers come in rising order."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
