"""Finding Chinese names by what they sound like.

`sound_key` writes a name as syllables, and `sound_pattern` makes of what was typed a pattern that
finds it there: whole syllables, initials, and any mixture (``duorenwu``, ``drw`` and ``duorw`` all
find 多任务), always from the beginning of a syllable.
"""

import re
import unicodedata
from functools import lru_cache

from noteviewer.notes.text import fold

_TYPED = re.compile(r"[a-z]+")


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
    """Runs of Han characters as ``'duo'ren'wu``, parted by blanks; empty where there are none."""
    pieces: list[str] = []
    for char in name:
        sound = syllable(char) if char > "\u2fff" else char
        pieces.append(f"'{sound}" if sound != char else " ")
    return " ".join("".join(pieces).split())


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
