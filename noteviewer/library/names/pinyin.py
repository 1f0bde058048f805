"""Finding Chinese names by what they sound like.

`sound_key` writes a name as syllables, and `sound_pattern` makes of what was typed a pattern that
finds it there: whole syllables, initials, and any mixture (``duorenwu``, ``drw`` and ``duorw`` all
find 多任务), always from the beginning of a syllable; initials may also leave syllables out. Latin
letters among Han count as they stand (``drlcankao`` finds DRL参考).
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from noteviewer.notes.text import fold

_FIRST, _LAST = 0x3007, 0x323AF
"""The Han characters of Unicode 15."""
_READING = re.compile(rb'"(\d+)": *"([^",]+)')
"""A character's number and the first of its readings, in the data of pypinyin."""
_TYPED = re.compile(r"[0-9]*[a-z][a-z0-9]*")
_SKIPPED = 3
"""Syllables that may be left out between two initials."""
_MOST_INITIALS = 12


@lru_cache(maxsize=32768)
def syllable(char: str) -> str:
    """The commonest reading of a Han character without its tone; any other character unchanged."""
    table = _readings()
    place = ord(char) - _FIRST
    return (0 <= place < len(table.numbers) and table.syllables[table.numbers[place]]) or char


@dataclass(frozen=True, slots=True)
class _Readings:
    """The commonest reading of every Han character, in half a megabyte."""

    syllables: Sequence[str]
    """Each syllable once; the first is empty, for characters without a reading."""
    numbers: Sequence[int]
    """Number of the syllable of each character from `_FIRST` on."""


@cache
def _readings() -> _Readings:
    """Read them from the data of pypinyin, on the worker thread that first needs them.

    The package itself is not imported: it loads a dictionary of phrases of 50 MB, and Python's
    strings for 42,000 characters would take ten more.
    """
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name="pypinyin")
    data = Path(package.origin).with_name("pinyin_dict.json").read_bytes()
    known = {"": 0}
    of_bytes: dict[bytes, int] = {}
    numbers = array("H", bytes(2 * (_LAST - _FIRST + 1)))
    for match in _READING.finditer(data):
        written = match[2]
        if written not in of_bytes:
            plain = unicodedata.normalize("NFD", written.decode())
            letters = "".join(letter for letter in plain if letter.isascii())
            of_bytes[written] = known.setdefault(letters, len(known))
        place = int(match[1]) - _FIRST
        if 0 <= place < len(numbers):
            numbers[place] = of_bytes[written]
    return _Readings(tuple(known), numbers)


def sound_key(name: str) -> str:
    """A folded name as ``'d'r'l'can'kao``, its parts parted by blanks; empty where no Han is in it.

    Every letter and digit stands like a syllable of its own: it cannot be left out in typing, and
    a pattern has one way only through it.
    """
    pieces = _sounds_of(name)
    has_han = any(piece[1:] not in ("", char) for piece, char in zip(pieces, name, strict=True))
    return " ".join("".join(pieces).split()) if has_han else ""


def sound_spans(name: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Which characters of a folded name sound like what was typed; none where none do.

    Where initials leave syllables out, each that answers is a span of its own.
    """
    pieces = _sounds_of(name)
    key = "".join(pieces)
    ends = list(accumulate(map(len, pieces)))
    for skips in (False, True):
        pattern = sound_pattern(typed, skips=skips)
        found = pattern.search(key) if pattern is not None else None
        if found is not None:
            groups = range(1, len(typed) + 1) if skips else (0,)
            return tuple(
                (bisect_right(ends, found.start(group)), bisect_left(ends, found.end(group)) + 1)
                for group in groups
            )
    return ()


def _sounds_of(name: str) -> list[str]:
    """A piece of the sound key for each character."""
    pieces: list[str] = []
    for char in name:
        sound = syllable(char) if char > "\u2fff" else char
        if sound != char or (char.isascii() and char.isalnum()):
            pieces.append(f"'{sound}")
        else:
            pieces.append("" if char == " " else " ")
    return pieces


@lru_cache(maxsize=64)
def sound_pattern(typed: str, *, skips: bool = False) -> re.Pattern[str] | None:
    """What finds a typed word in a `sound_key`; None where it cannot be pinyin.

    Args:
        typed: Folded.
        skips: Whether each letter is an initial, and up to `_SKIPPED` syllables between two of
            them may be left out (``dxx`` finds 多任务学习); each is a group of the pattern.
    """
    if not _TYPED.fullmatch(typed):
        return None
    if not skips:
        return re.compile("'" + r"(?:[a-z]*')?".join(typed))
    if not 1 < len(typed) <= _MOST_INITIALS:
        return None
    # A letter is looked for from the last one on, never back: linear in the key. What is left out
    # are syllables of two letters and more: the letters of a Latin word are not.
    between = "".join(
        f"[a-z]*+(?>(?:'(?!{letter})[a-z]{{2,}}+){{0,{_SKIPPED}}})('{letter})"
        for letter in typed[1:]
    )
    return re.compile(f"('{typed[0]}){between}")


def matches_name(name: str, word: str) -> bool:
    """Whether a folded word occurs in a name, as text or as pinyin."""
    text = fold(name)
    return word in text or sounds(sound_key(text), word)


def sounds(key: str, word: str) -> bool:
    """Whether a folded word occurs in a `sound_key`."""
    pattern = sound_pattern(word) if key else None
    return pattern is not None and pattern.search(key) is not None
