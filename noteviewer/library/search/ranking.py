"""Order hits: title and heading first, then closeness and density, newer first on ties."""

import math
from dataclasses import dataclass

from noteviewer.library.index.sections import LINE_SIGN
from noteviewer.library.index.store import LAST_UNIT
from noteviewer.library.search.fields import NoteFacts
from noteviewer.library.search.matcher import UnitText
from noteviewer.library.search.query import Query, Text
from noteviewer.notes.text import fold, has_accents, unaccent

_IS_HEADING = 100.0
"""The heading, less its continuation mark, is what was asked for."""
_IS_SERIES = 90.0
"""The note's title, less its number, is what was asked for."""
_BEGINS_HEADING = 60.0
_IN_HEADING = 45.0
_ALL_WORDS_IN_HEADING = 40.0
_IN_NOTE_TITLE = 8.0
_CLOSE = 12.0
_DENSE = 4.0
_ACCENTED = 10.0
"""A word that was typed without its accents stands there with them."""
_MOST_PLACES = 10
"""Of the rarest word in a text, from its beginning, from which closeness is measured."""
_CONTINUATIONS = ("(续)", "+", "=")
"""Folded: a heading with one of them is about the topic without it."""


@dataclass(slots=True)
class Candidate:
    """A section that may be listed."""

    unit: UnitText
    note: NoteFacts
    score: float = 0.0
    matches: int = 0


def rank(candidates: list[Candidate], query: Query) -> list[Candidate]:
    """Sort candidates, best first."""
    phrases = [leaf.phrase for leaf in query.positive() if isinstance(leaf, Text)]
    words = [phrase.text for phrase in phrases]
    has_case = any(word != word.upper() for word in words)
    takes_accents = not all(phrase.keeps_accents for phrase in phrases)
    for candidate in candidates if words else ():
        _score(candidate, words, has_case=has_case, takes_accents=takes_accents)
    # Newer first on ties; then the order of the folder, so that an answer is always the same.
    candidates.sort(key=lambda candidate: candidate.unit.id)
    candidates.sort(key=lambda candidate: candidate.note.date, reverse=True)
    candidates.sort(key=lambda candidate: -candidate.score)
    return candidates


def _score(candidate: Candidate, words: list[str], *, has_case: bool, takes_accents: bool) -> None:
    unit = candidate.unit
    wanted = " ".join(words)
    heading, title = fold(unit.heading), candidate.note.title
    # Near enough for an order: words inside words count too, and only case is folded.
    text = unit.text.lower() if has_case else unit.text
    accented = 0
    if takes_accents and has_accents(text):
        text = fold(text)
    if takes_accents:
        accented = -sum(map(heading.count, words)) - sum(map(text.count, words))
        heading, title, text = unaccent(heading), unaccent(title), unaccent(text)
        accented += sum(map(heading.count, words)) + sum(map(text.count, words))
    first = heading.partition("\n")[0] if not unit.id & LAST_UNIT else heading
    score = _heading_score(first, heading, wanted, words)
    if not unit.id & LAST_UNIT and any(name == wanted for name in candidate.note.series):
        score = max(score, _IS_SERIES)
    if all(word in title for word in words):
        score += _IN_NOTE_TITLE
    counts = [text.count(word) for word in words]
    if unit.shown:
        across = _across_marks(unit, words, takes_accents=takes_accents)
        counts = [count + more for count, more in zip(counts, across, strict=True)]
    candidate.matches = sum(counts) + sum(map(heading.count, words))
    score += _DENSE * math.log2(1 + candidate.matches) / (1 + math.log10(1 + len(unit.text) / 500))
    if len(words) > 1 and all(word in text for word in words):
        score += _CLOSE * _closeness(text, words, counts)
    if accented > 0:
        score += _ACCENTED
    candidate.score = round(score, 2)


def _across_marks(unit: UnitText, words: list[str], *, takes_accents: bool) -> list[int]:
    """How much more often each word stands in what the page shows than in its source."""
    found = [0] * len(words)
    shown = fold(unit.shown)
    if takes_accents:
        shown = unaccent(shown)
    plain = shown.replace(LINE_SIGN, "")
    if not any(word in plain for word in words):
        return found
    lines = unit.text.split("\n")
    for number, block in enumerate(unit.shown.split("\n")):
        if not block:
            continue
        source = "\n".join(lines[number : number + 1 + block.count(LINE_SIGN)])
        pair = [fold(block.replace(LINE_SIGN, "")), fold(source)]
        if takes_accents:
            pair = [unaccent(text) for text in pair]
        for index, word in enumerate(words):
            found[index] += max(0, pair[0].count(word) - pair[1].count(word))
    return found


def _heading_score(first: str, heading: str, wanted: str, words: list[str]) -> float:
    topic = first
    for mark in _CONTINUATIONS:
        topic = topic.removesuffix(mark)
    if wanted in (topic.strip(), first):
        return _IS_HEADING
    if first.startswith(wanted):
        return _BEGINS_HEADING
    if wanted in heading:
        return _IN_HEADING
    if all(word in heading for word in words):
        return _ALL_WORDS_IN_HEADING
    return _ALL_WORDS_IN_HEADING / 2 * sum(word in heading for word in words) / len(words)


def _closeness(text: str, words: list[str], counts: list[int]) -> float:
    """1 where all words stand beside each other, towards 0 as they stand apart."""
    rarest = words[counts.index(min(counts))]
    others = set(words) - {rarest}
    beside = sum(map(len, words))
    best = math.inf
    at = text.find(rarest)
    for _ in range(_MOST_PLACES):
        if at < 0 or best <= beside:
            break
        first = last = at
        for word in others:
            place = _nearest(text, word, at)
            first, last = min(first, place), max(last, place)
        best = min(best, last - first)
        at = text.find(rarest, at + 1)
    return 1 / (1 + max(0.0, best - beside) / 40)


def _nearest(text: str, word: str, to: int) -> int:
    """Where a word that stands in a text stands nearest to a place."""
    before, after = text.rfind(word, 0, to + len(word)), text.find(word, to)
    if before < 0 or after < 0:
        return max(before, after)
    return before if to - before < after - to else after
