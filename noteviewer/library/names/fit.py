"""How well a name answers what was typed, and which of its characters answer.

A word is looked for as it stands, then as pinyin and initials, then as letters with gaps between
them. It may also stand beside the name: in the path of a note, or the host of a reference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.library.names.pinyin import sound_pattern, sound_spans
from noteviewer.library.search.snippets import fold_with_origin
from noteviewer.notes.relations.numerals import read_numeral

Spans = tuple[tuple[int, int], ...]

_EQUAL, _BEGIN, _WORD, _INSIDE, _SOUND = 100.0, 80.0, 65.0, 48.0, 45.0
_SPREAD, _LOOSE = 54.0, 24.0
"""Letters with gaps: of a word whose first two are together, and any others."""
_BESIDE, _INSIDE_BESIDE = 44.0, 30.0
_WIDEST = 12
"""Characters between two letters that answer together."""
_UNSPACED = "\u2fff"
"""Above it are the characters of scripts that are written without blanks."""
_NUMBER = re.compile(r"[0-9]+|[零〇一二两三四五六七八九十百千廿卅]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name to be matched."""

    text: str
    """Folded."""
    beside: str = ""
    """Folded: what else it is found by."""
    sound: str = ""
    """`noteviewer.library.names.pinyin.sound_key` of both; empty where nothing sounds."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name answers."""

    score: float
    is_loose: bool = False
    """Whether a word is found only as letters or syllables with others between them."""


def score(name: Named, words: Sequence[str]) -> Fit | None:
    """How well a name answers folded words; None where one of them does not fit."""
    found: list[float] = []
    for word in words:
        fit = _score_word(name, word)
        if fit is None:
            return None
        found.append(fit)
    if not found:
        return Fit(0.0)
    return Fit(sum(found) / len(found), min(found) < _INSIDE_BESIDE)


def _score_word(name: Named, word: str) -> float | None:
    at = _occurrence(name.text, word)
    if at >= 0:
        if name.text == word:
            return _EQUAL
        if at == 0:
            return _BEGIN
        return _WORD - min(at, 20) / 4 if _begins_word(name.text, at) else _INSIDE
    found = [_score_spread(name.text, word), _score_beside(name.beside, word)]
    pattern = sound_pattern(word)
    if pattern is not None and name.sound:
        heard = pattern.search(name.sound)
        if heard is not None:
            is_whole = len(heard[0].replace("'", "")) == len(word)
            found.append(_SOUND + 10 * (heard.start() == 0) + 3 * is_whole)
        elif (initials := sound_pattern(word, skips=True)) and (
            heard := initials.search(name.sound)
        ):
            skipped = heard[0].count("'") - len(word)
            found.append(_LOOSE + 10 * (heard.start() == 0) - skipped)
    return max((one for one in found if one is not None), default=None)


def _score_beside(beside: str, word: str) -> float | None:
    at = _occurrence(beside, word)
    if at < 0:
        return None
    return _BESIDE if _begins_word(beside, at) else _INSIDE_BESIDE


def _score_spread(text: str, word: str) -> float | None:
    places = _spread(text, word)
    if places is None:
        return None
    gap = places[-1] - places[0] + 1 - len(places)
    return (_SPREAD - 2 * gap) if places[1] == places[0] + 1 else (_LOOSE - gap)


def _occurrence(text: str, word: str) -> int:
    """Where a word stands, rather at the beginning of a word than within one; -1 for nowhere."""
    first = at = text.find(word)
    while at >= 0:
        if _begins_word(text, at):
            return at
        at = text.find(word, at + 1)
    return first


def _begins_word(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return text[at] > _UNSPACED or not before.isalnum() or before > _UNSPACED


def _spread(text: str, word: str) -> tuple[int, ...] | None:
    """Where the letters of a word stand in order, from the beginning of a word on, closest first.

    None where they do not, or too far from each other.
    """
    if len(word) < 2:
        return None
    best: tuple[int, ...] | None = None
    at = text.find(word[0])
    while at >= 0:
        if _begins_word(text, at):
            places = _letters(text, word, at)
            if places and (best is None or places[-1] - places[0] < best[-1] - best[0]):
                best = places
        at = text.find(word[0], at + 1)
    return best if best and best[-1] - best[0] + 1 - len(word) < _WIDEST else None


def _letters(text: str, word: str, at: int) -> tuple[int, ...] | None:
    places = [at]
    for letter in word[1:]:
        at = text.find(letter, at + 1, at + 2 + _WIDEST)
        if at < 0:
            return None
        places.append(at)
    return tuple(places)


def spread_pattern(word: str) -> re.Pattern[str] | None:
    """What finds lines that may hold the letters of a word in order; None for a single letter.

    Each letter is looked for from the last one on, never back: linear in the text.
    """
    if len(word) < 2:
        return None
    gaps = "".join(
        f"[^{re.escape(letter)}\n]{{0,{_WIDEST}}}+{re.escape(letter)}" for letter in word[1:12]
    )
    return re.compile(rf"(?<![a-z0-9]){re.escape(word[0])}{gaps}")


def find_spans(text: str, words: Iterable[str]) -> tuple[Spans, tuple[str, ...]]:
    """Which characters of a name as written answer.

    Returns:
        Starts and ends, ascending and apart; and the words that nothing of it answers.
    """
    folded, origin = fold_with_origin(text)
    found: list[tuple[int, int]] = []
    missing: list[str] = []
    for word in words:
        spans = _word_spans(folded, word)
        found += [(origin[start], origin[end - 1] + 1) for start, end in spans]
        if not spans:
            missing.append(word)
    return _joined(found), tuple(missing)


def _word_spans(folded: str, word: str) -> Sequence[tuple[int, int]]:
    at = _occurrence(folded, word)
    if at >= 0:
        return [(at, at + len(word))]
    if word.isdecimal():
        for number in _NUMBER.finditer(folded):
            if read_numeral(number[0]) == int(word) or number[0] == word:
                return [number.span()]
    heard = sound_spans(folded, word)
    places = () if heard else _spread(folded, word) or ()
    return heard or [(place, place + 1) for place in places]


def _joined(spans: list[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
