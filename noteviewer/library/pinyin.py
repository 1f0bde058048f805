"""Finding Chinese names by what they sound like.

`sound_key` writes a name as syllables, and `sound_pattern` makes of what was typed a pattern that
finds it there: whole syllables, initials, and any mixture (``duorenwu``, ``drw`` and ``duorw`` all
find 多任务), always from the beginning of a syllable. Latin letters among Han count as they stand
(``drlcankao`` finds DRL参考).
"""

import re
import unicodedata
from functools import lru_cache

from noteviewer.notes.text import fold

_TYPED = re.compile(r"[0-9]*[a-z][a-z0-9]*")


@lru_cache(maxsize=32768)
def syllable(char: str) -> str:
    """The commonest reading of a Han character without its tone; any other character unchanged."""
    # Here, not above: the table takes a while to load, and is first needed on a worker thread.
    from pypinyin.constants import PINYIN_DICT

    readings: str = PINYIN_DICT.get(ord(char), "")
    if not readings:
        return char
    plain = unicodedata.normalize("NFD", readings.partition(",")[0])
    return "".join(letter for letter in plain if letter.isascii())


def sound_key(name: str) -> str:
    """A folded name as ``'d'r'l'can'kao``, its parts parted by blanks; empty where no Han is in it.

    Every letter and digit stands like a syllable of its own: it cannot be left out in typing, and
    a pattern has one way only through it.
    """
    pieces: list[str] = []
    has_han = False
    for char in name:
        sound = syllable(char) if char > "\u2fff" else char
        if sound != char:
            has_han = True
            pieces.append(f"'{sound}")
        elif char.isascii() and char.isalnum():
            pieces.append(f"'{char}")
        elif char != " ":
            pieces.append(" ")
    return " ".join("".join(pieces).split()) if has_han else ""


@lru_cache(maxsize=64)
def sound_pattern(typed: str) -> re.Pattern[str] | None:
    """What finds a typed word in a `sound_key`; None where it cannot be pinyin."""
    if not _TYPED.fullmatch(typed):
        return None
    return re.compile("'" + r"(?:[a-z]*')?".join(typed))


def matches_name(name: str, word: str) -> bool:
    """Whether a folded word occurs in a name, as text or as pinyin."""
    text = fold(name)
    return word in text or sounds(sound_key(text), word)


def sounds(key: str, word: str) -> bool:
    """Whether a folded word occurs in a `sound_key`."""
    pattern = sound_pattern(word) if key else None
    return pattern is not None and pattern.search(key) is not None
