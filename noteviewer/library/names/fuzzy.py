"""Go to anything: notes, headings and references by a few letters of what they are called.

What is typed is tried as it stands, then as pinyin and initials, then as letters with gaps (these
two on notes and headings only). Where nothing is called that, words of the folder are tried that
are a slip of the keys away.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from noteviewer.library.index.serialization import title_parts_from_json
from noteviewer.library.names.fit import Named, Spans, find_spans, score, spread_pattern
from noteviewer.library.names.names import FolderNames, Names
from noteviewer.library.names.pinyin import sound_key, sound_pattern
from noteviewer.library.rows import QuickKind, QuickMatch
from noteviewer.library.search.expansion import near_words
from noteviewer.notes.text import fold

_NO_MARKS: Spans = ()
_KIND_BONUS = {QuickKind.NOTE: 12.0, QuickKind.HEADING: 6.0, QuickKind.REFERENCE: 0.0}
_CANDIDATES = 400
"""Names that are scored; what is typed further narrows them down."""
_SHORTEST_SLIP = 4
"""Letters of a word that may hold a slip."""
_NEAR, _TRIES = 4, 8
"""Words tried for one that nothing is called by, and queries tried for one that finds nothing."""
_REFERENCE = """
    SELECT note.path, note.title, r.title, r.following, r.url, s.anchor, r.line, NULL
    FROM reference AS r JOIN note ON note.id = r.note
    JOIN section AS s ON s.note = r.note AND s.n = r.section
    WHERE r.note = ? AND r.n = ?
"""
_SECTION = """
    SELECT note.path, note.title, s.title, NULL, NULL, s.anchor, s.line, note.title_parts
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
    found = _find(connection, folder_names, words, limit)
    if found:
        return found
    for near in _near_queries(connection, folder_names, words):
        found += [
            replace(match, is_near=True)
            for match in _find(connection, folder_names, near, limit - len(found))
        ]
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """One of some texts that answers."""

    index: int
    marks: Spans
    """Characters of it that answer."""


def find_among(texts: Sequence[str], query: str) -> list[Found]:
    """Find which of some texts answer, best first; all of them where nothing is asked."""
    words = fold(query).split()
    scored: list[tuple[float, int]] = []
    for index, text in enumerate(texts):
        folded = fold(text)
        fit = score(Named(folded, sound=sound_key(folded)), words)
        if fit is not None:
            scored.append((-fit.score, index))
    return [Found(index, find_spans(texts[index], words)[0]) for _, index in sorted(scored)]


def _find(
    connection: sqlite3.Connection, folder_names: FolderNames, words: Sequence[str], limit: int
) -> list[QuickMatch]:
    scored: list[tuple[float, int, int, Names]] = []
    loose: list[tuple[float, int, int, Names]] = []
    for order, names in enumerate(folder_names):
        for index in _candidates(names, sorted(words, key=len, reverse=True)):
            fit = score(names.named(index), words)
            if fit is not None:
                found = loose if fit.is_loose else scored
                found.append((fit.score + _KIND_BONUS[names.kind], order, index, names))
    # Letters with others between them are what is meant only where nothing else is.
    scored = scored or loose
    scored.sort(key=lambda item: (-item[0], item[1:3]))
    shown = [
        (_order(match, parts), match)
        for fit, _, index, names in scored[: max(limit, 0) * 2]
        for match, parts in _matches(connection, names, index, fit, words)
    ]
    shown.sort(key=lambda item: item[0])
    return [match for _, match in shown[:limit]]


def _near_queries(
    connection: sqlite3.Connection, folder_names: FolderNames, words: Sequence[str]
) -> Iterable[list[str]]:
    """The words with others in the place of those that may hold a slip, nearest first."""
    choices = []
    for word in words:
        may_slip = len(word) >= _SHORTEST_SLIP and word.isascii() and word.isalpha()
        near = [
            other
            for other in (near_words(connection, word) if may_slip else ())
            if any(True for names in folder_names for _ in names.with_word(other))
        ][:_NEAR]
        choices.append([*near, word] if near else [word])
    tried = (list(query) for query in product(*choices) if list(query) != list(words))
    return islice(tried, _TRIES)


def _candidates(names: Names, words: Sequence[str]) -> set[int]:
    """Names that may answer: of the words the first that does not stand in too many.

    Where all of them do, rather those that hold all, and those that begin with the first.
    """
    found: set[int] = set()
    for word in words:
        found = set()
        _add(found, names.with_word(word))
        for more in (_by_sound, _with_gaps):
            if len(found) < _CANDIDATES // 4:
                _add(found, more(names, word))
        if len(found) < _CANDIDATES:
            return found
    chosen: set[int] = set()
    if len(words) == 1:
        _add(chosen, names.lines.beginning_with(words[0]))
        _add(chosen, sorted(found))
    else:
        _add(chosen, names.with_words(words))
    return chosen


def _add(found: set[int], more: Iterable[int]) -> None:
    """Add to what was found, until there is enough."""
    for index in more:
        if len(found) >= _CANDIDATES:
            return
        found.add(index)


def _matches(
    connection: sqlite3.Connection, names: Names, index: int, fit: float, words: Sequence[str]
) -> Iterable[tuple[QuickMatch, str | None]]:
    """The name as it stands in the index, with the parts of its note's title; or nothing."""
    place = (names.places[2 * index], names.places[2 * index + 1])
    is_reference = names.kind is QuickKind.REFERENCE
    row = connection.execute(_REFERENCE if is_reference else _SECTION, place).fetchone()
    if row is None:
        return
    path, note_title, title, following, url, anchor, line, parts = row
    text = title or following or url or note_title
    marks, missing = find_spans(text, words)
    aside, aside_marks = "", _NO_MARKS
    if missing:
        aside = names.hosts.of_reference(index) if is_reference else path
        aside_marks, missing = find_spans(aside, missing)
        folder = path.rpartition("/")[0]
        if not is_reference and all(end <= len(folder) for _, end in aside_marks):
            aside = folder
    if missing or not (marks or aside_marks):
        return
    match = QuickMatch(
        kind=names.kind,
        text=text,
        path=path,
        note_title=note_title,
        anchor=anchor,
        line=line,
        score=round(fit, 2),
        marks=marks,
        url=url,
        aside=aside,
        aside_marks=aside_marks,
    )
    yield match, parts if names.kind is QuickKind.NOTE else None


def _order(match: QuickMatch, parts: str | None) -> tuple[float, str, int]:
    """Better ones first; parts of a series that answer alike stand in their order.

    A shorter name is more of what was typed; of a part, only the name of its series counts.
    """
    series = title_parts_from_json(parts).series if parts else ()
    if not series:
        return (min(len(match.text), 60) / 20 - match.score, "", 0)
    name, number = series[0].name, series[0].number or 0
    return (min(len(name), 60) / 20 - match.score, name, number)


def _by_sound(names: Names, word: str) -> Iterable[int]:
    for skips in (False, True):
        pattern = sound_pattern(word, skips=skips)
        if pattern is not None:
            yield from names.sounds.finditer(pattern)


def _with_gaps(names: Names, word: str) -> Iterable[int]:
    pattern = None if names.kind is QuickKind.REFERENCE else spread_pattern(word)
    return names.lines.finditer(pattern) if pattern is not None else ()
