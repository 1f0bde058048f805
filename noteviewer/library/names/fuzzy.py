"""Go to anything: notes, headings and references by a few letters of what they are called.

What is typed is tried as it stands, then as pinyin and initials, then as letters with gaps (these
two on notes and headings only).
"""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from noteviewer.library.names.names import ASIDE, FolderNames, Names
from noteviewer.library.names.pinyin import sound_pattern, sound_span
from noteviewer.library.rows import QuickKind, QuickMatch
from noteviewer.library.search.snippets import fold_with_origin
from noteviewer.notes.text import fold

_EQUAL, _BEGIN, _WORD, _INSIDE, _SOUND, _GAPS = 100.0, 80.0, 65.0, 50.0, 45.0, 20.0
_KIND_BONUS = {QuickKind.NOTE: 12.0, QuickKind.HEADING: 6.0, QuickKind.REFERENCE: 0.0}
_CANDIDATES = 400
"""Names that are scored; what is typed further narrows them down."""
_IS_LATIN = re.compile(r"[a-z0-9]+\Z")
_REFERENCE = """
    SELECT note.path, note.title, r.title, r.following, r.url, s.anchor, r.line
    FROM reference AS r JOIN note ON note.id = r.note
    JOIN section AS s ON s.note = r.note AND s.n = r.section
    WHERE r.note = ? AND r.n = ?
"""
_SECTION = """
    SELECT note.path, note.title, s.title, NULL, NULL, s.anchor, s.line
    FROM note JOIN section AS s ON s.note = note.id WHERE note.id = ? AND s.n = ?
"""


def find_names(
    connection: sqlite3.Connection, folder_names: FolderNames, query: str, limit: int
) -> list[QuickMatch]:
    """Find the names that answer best.

    Args:
        connection: To the index; what it has no more is left out.
        folder_names: Of the folder.
        query: Some words, or pinyin, or letters of a name in order; all words must fit.
        limit: How many to list.
    """
    words = fold(query).split()
    if not words:
        return []
    longest = max(words, key=len)
    scored: list[tuple[float, int, int, Names]] = []
    for order, names in enumerate(folder_names):
        for index in _candidates(names, longest):
            score = _score(names, index, words)
            if score is not None:
                scored.append((score + _KIND_BONUS[names.kind], order, index, names))
    scored.sort(key=lambda item: (-item[0], item[1:3]))
    shown = [
        match
        for score, _, index, names in scored[: limit * 2]
        if (match := _match(connection, names, index, score)) is not None
    ]
    shown.sort(key=lambda match: -match.score)
    return [replace(match, marks=_marks(match.text, words)) for match in shown[:limit]]


def _candidates(names: Names, word: str) -> set[int]:
    """Names that may answer; where too many hold the word, rather those that begin with it."""
    found: set[int] = set()
    _add(found, names.with_word(word))
    if len(found) >= _CANDIDATES:
        others, found = sorted(found), set()
        _add(found, names.lines.beginning_with(word))
        _add(found, others)
    for more in (_by_sound, _with_gaps):
        if len(found) < _CANDIDATES // 4:
            _add(found, more(names, word))
    return found


def _add(found: set[int], more: Iterable[int]) -> None:
    """Add to what was found, until there is enough."""
    for index in more:
        if len(found) >= _CANDIDATES:
            return
        found.add(index)


def _match(
    connection: sqlite3.Connection, names: Names, index: int, score: float
) -> QuickMatch | None:
    place = (names.places[2 * index], names.places[2 * index + 1])
    is_reference = names.kind is QuickKind.REFERENCE
    row = connection.execute(_REFERENCE if is_reference else _SECTION, place).fetchone()
    if row is None:
        return None
    path, note_title, title, following, url, anchor, line = row
    text = title or following or url or note_title
    # A shorter name is more of what was typed.
    score -= min(len(text), 60) / 20
    return QuickMatch(
        kind=names.kind,
        text=text,
        path=path,
        note_title=note_title,
        anchor=anchor,
        line=line,
        score=round(score, 2),
        url=url,
    )


def _by_sound(names: Names, word: str) -> Iterable[int]:
    pattern = sound_pattern(word)
    return names.sounds.finditer(pattern) if pattern is not None else ()


def _with_gaps(names: Names, word: str) -> Iterable[int]:
    if names.kind is QuickKind.REFERENCE or len(word) < 2:
        return ()
    # Each letter is looked for from the last one on, never back: linear in the text.
    gaps = "".join(f"[^{re.escape(letter)}\n]*+{re.escape(letter)}" for letter in word[1:12])
    return names.lines.finditer(re.compile(re.escape(word[0]) + gaps))


def _score(names: Names, index: int, words: list[str]) -> float | None:
    """How well a name answers; None where a word does not fit."""
    name = names[index]
    total = 0.0
    for word in words:
        at = name.find(word)
        if at >= 0:
            if name.partition(ASIDE)[0] == word:
                total += _EQUAL
            elif at == 0:
                total += _BEGIN
            elif not name[at - 1].isalnum() or not _IS_LATIN.match(word):
                total += _WORD - min(at, 20) / 4
            else:
                total += _INSIDE
            continue
        pattern = sound_pattern(word)
        if pattern is not None and not name.isascii():
            match = pattern.search(names.sound(index))
            if match is not None:
                is_whole = len(match[0].replace("'", "")) == len(word)
                total += _SOUND + (10 if match.start() == 0 else 0) + (3 if is_whole else 0)
                continue
        gap = _gap_length(name, word)
        if gap is None:
            return None
        total += _GAPS - min(gap, 15)
    return total / len(words)


def _gap_length(name: str, word: str) -> int | None:
    """Characters between the first and last letter of a word spread over a name, less the word."""
    if len(word) < 2:
        return None
    start = at = name.find(word[0])
    for letter in word[1:]:
        if at < 0:
            return None
        at = name.find(letter, at + 1)
    return at - start + 1 - len(word) if at >= 0 else None


def _marks(text: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    folded, origin = fold_with_origin(text)
    spans: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        span = (at, at + len(word)) if at >= 0 else sound_span(folded, word)
        if span is not None:
            spans.append((origin[span[0]], origin[span[1] - 1] + 1))
    return tuple(sorted(spans))
