"""Order hits: title and heading first, then closeness and density, newer first on ties."""

import math
from dataclasses import dataclass

from noteviewer.library.fields import NoteFacts
from noteviewer.library.matching import UnitText
from noteviewer.library.query import Query, Text
from noteviewer.library.store import LAST_UNIT
from noteviewer.notes.text import fold

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
    words = [leaf.phrase.text for leaf in query.positive() if isinstance(leaf, Text)]
    for candidate in candidates:
        _score(candidate, words)
    # Newer first on ties; then the order of the folder, so that an answer is always the same.
    candidates.sort(key=lambda candidate: candidate.unit.id)
    candidates.sort(key=lambda candidate: candidate.note.date, reverse=True)
    candidates.sort(key=lambda candidate: -candidate.score)
    return candidates


def _score(candidate: Candidate, words: list[str]) -> None:
    if not words:
        return
    unit = candidate.unit
    wanted = " ".join(words)
    heading = fold(unit.heading)
    first = heading.partition("\n")[0] if not unit.id & LAST_UNIT else heading
    score = _heading_score(first, heading, wanted, words)
    if not unit.id & LAST_UNIT and any(name == wanted for name in candidate.note.series):
        score = max(score, _IS_SERIES)
    if all(word in candidate.note.title for word in words):
        score += _IN_NOTE_TITLE
    # Near enough for an order: words inside words count too, and only case is folded.
    lowered = unit.text.lower()
    candidate.matches = sum(lowered.count(word) + heading.count(word) for word in words)
    score += _DENSE * math.log2(1 + candidate.matches) / (1 + math.log10(1 + len(unit.text) / 500))
    if len(words) > 1:
        score += _CLOSE * _closeness(lowered, words)
    candidate.score = round(score, 2)


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


def _closeness(lowered: str, words: list[str]) -> float:
    """1 where all words stand beside each other, towards 0 as they stand apart."""
    places = sorted(
        (at, index) for index, word in enumerate(words) for at in _places(lowered, word)
    )
    latest: dict[int, int] = {}
    best = math.inf
    for at, index in places:
        latest[index] = at
        if len(latest) == len(set(words)):
            best = min(best, at - min(latest.values()))
    if best is math.inf:
        return 0.0
    return 1 / (1 + max(0.0, best - len("".join(words))) / 40)


def _places(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word)
    while at >= 0 and len(found) < 20:
        found.append(at)
        at = text.find(word, at + 1)
    return found
