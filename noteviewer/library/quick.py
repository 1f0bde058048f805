"""Go to anything: notes, headings and references by a few letters of what they are called.

All names stand in one text, a line each, so that looking through 400,000 of them is one search in
C. What is typed is tried as it stands, then as pinyin and initials, then as letters with gaps
(these two on notes and headings only).
"""

import re
import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, islice

from noteviewer.library.pinyin import sound_key, sound_pattern
from noteviewer.library.rows import QuickKind, QuickMatch
from noteviewer.library.snippet import fold_with_origin
from noteviewer.library.stored import title_parts_from_json
from noteviewer.notes.site.names import split_name, stem
from noteviewer.notes.text import fold

_EQUAL, _BEGIN, _WORD, _INSIDE, _SOUND, _GAPS = 100.0, 80.0, 65.0, 50.0, 45.0, 20.0
_KIND_BONUS = {QuickKind.NOTE: 12.0, QuickKind.HEADING: 6.0, QuickKind.REFERENCE: 0.0}
_CANDIDATES = 400
"""Names that are scored; what is typed further narrows them down."""
_ASIDE = "\0"
"""Parts the title of a note from its other names on a line."""
_IS_LATIN = re.compile(r"[a-z0-9]+\Z")


@dataclass(slots=True)
class _Names:
    """Names of one kind, folded, each on a line of one text."""

    kind: QuickKind
    text: str
    starts: "array[int]"
    """Offset of each name in the text."""
    places: "array[int]"
    """Note and number of each name, two entries a name."""
    sounds: str = ""
    sound_starts: "array[int]" = field(default_factory=lambda: array("q"))

    def name(self, index: int) -> str:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end - 1]


class QuickIndex:
    """Names of everything in a folder, as it was at one generation of its index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read all names."""
        self._connection = connection
        self._groups = (
            _read_notes(connection),
            _read(
                connection,
                QuickKind.HEADING,
                "SELECT title, note, n FROM section WHERE level > 0 AND title != ''",
                has_sounds=True,
            ),
            _read(
                connection,
                QuickKind.REFERENCE,
                "SELECT coalesce(title, following, '') || ' ' || host, note, n FROM reference",
            ),
        )

    def find(self, query: str, limit: int = 50) -> list[QuickMatch]:
        """Find the names that answer best.

        Args:
            query: Some words, or pinyin, or letters of a name in order; all words must fit.
            limit: How many to list.
        """
        words = fold(query).split()
        if not words:
            return []
        longest = max(words, key=len)
        scored: dict[tuple[QuickKind, int], tuple[float, _Names]] = {}
        for names in self._groups:
            for index in self._candidates(names, longest):
                score = _score(names.name(index), words)
                if score is not None:
                    scored[names.kind, index] = (score + _KIND_BONUS[names.kind], names)
        best = sorted(scored.items(), key=lambda item: (-item[1][0], item[0][1]))
        shown: list[QuickMatch] = []
        for (_, index), (score, names) in best[: limit * 2]:
            match = self._match(names, index, score, words)
            if match is not None:
                shown.append(match)
        shown.sort(key=lambda match: -match.score)
        return shown[:limit]

    def _candidates(self, names: _Names, word: str) -> Iterator[int]:
        seen: set[int] = set()
        for matches in (_plain(names, word), _by_sound(names, word), _with_gaps(names, word)):
            if len(seen) >= _CANDIDATES // 4:
                return
            for index in matches:
                if index not in seen:
                    seen.add(index)
                    yield index
                if len(seen) >= _CANDIDATES:
                    return

    def _match(
        self, names: _Names, index: int, score: float, words: list[str]
    ) -> QuickMatch | None:
        note, number = names.places[2 * index], names.places[2 * index + 1]
        if names.kind is QuickKind.REFERENCE:
            row = self._connection.execute(
                "SELECT note.path, note.title, r.title, r.following, r.url, s.anchor, r.line "
                "FROM reference AS r JOIN note ON note.id = r.note "
                "JOIN section AS s ON s.note = r.note AND s.n = r.section "
                "WHERE r.note = ? AND r.n = ?",
                (note, number),
            ).fetchone()
            if row is None:
                return None
            path, note_title, title, following, url, anchor, line = row
            text = title or following or url or ""
        else:
            row = self._connection.execute(
                "SELECT note.path, note.title, s.title, s.anchor, s.line FROM note "
                "JOIN section AS s ON s.note = note.id WHERE note.id = ? AND s.n = ?",
                (note, number),
            ).fetchone()
            if row is None:
                return None
            path, note_title, title, anchor, line = row
            text, url = title or note_title, None
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
            marks=_marks(text, words),
            url=url,
        )


def _read_notes(connection: sqlite3.Connection) -> _Names:
    """Notes by title, and also by the number in their series and the name of their file."""
    rows = (
        (f"{title}{_ASIDE}{_aside(path, parts)}", number, 0)
        for title, path, parts, number in connection.execute(
            "SELECT title, path, title_parts, id FROM note ORDER BY date DESC, path"
        )
    )
    return _names(QuickKind.NOTE, rows, has_sounds=True)


def _aside(path: str, parts: str) -> str:
    numbers = [str(part.number) for part in title_parts_from_json(parts).series]
    return " ".join([*numbers, split_name(stem(path)).slug])


def _read(
    connection: sqlite3.Connection, kind: QuickKind, statement: str, *, has_sounds: bool = False
) -> _Names:
    return _names(kind, connection.execute(statement), has_sounds=has_sounds)


def _names(kind: QuickKind, rows: Iterable[tuple[str, int, int]], *, has_sounds: bool) -> _Names:
    titles: list[str] = []
    places = array("q")
    for title, note, number in rows:
        titles.append(title.replace("\n", " "))
        places.append(note)
        places.append(number)
    # All at once: folding so many short texts one by one takes three times as long.
    folded = fold("\n".join(titles)).split("\n") if titles else []
    names = [" ".join(name.split()) for name in folded]
    sounds = list(map(_sound_keys(), names)) if has_sounds else []
    return _Names(kind, _lines(names), _starts(names), places, _lines(sounds), _starts(sounds))


def _sound_keys() -> Callable[[str], str]:
    """`sound_key` for many names, of which each is worked out once."""
    return cache(lambda name: "" if name.isascii() else sound_key(name))


def _starts(pieces: list[str]) -> "array[int]":
    """Offset of each piece in `_lines`."""
    offsets = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    return array("q", islice(offsets, len(pieces)))


def _lines(pieces: list[str]) -> str:
    return "\n".join(pieces) + "\n" if pieces else ""


def _plain(names: _Names, word: str) -> Iterator[int]:
    """Names that hold a word; those that begin with it first, for not all are looked at."""
    if names.text.startswith(word):
        yield 0
    at = names.text.find("\n" + word)
    while at >= 0:
        yield bisect_right(names.starts, at + 1) - 1
        at = names.text.find("\n" + word, at + 1)
    at = names.text.find(word)
    while at >= 0:
        index = bisect_right(names.starts, at) - 1
        yield index
        after = names.starts[index + 1] if index + 1 < len(names.starts) else len(names.text)
        at = names.text.find(word, after)


def _by_sound(names: _Names, word: str) -> Iterator[int]:
    pattern = sound_pattern(word)
    if pattern is not None and names.sounds:
        for match in pattern.finditer(names.sounds):
            yield bisect_right(names.sound_starts, match.start()) - 1


def _with_gaps(names: _Names, word: str) -> Iterator[int]:
    if names.kind is QuickKind.REFERENCE or len(word) < 2:
        return
    # Each letter is looked for from the last one on, never back: linear in the text.
    gaps = "".join(f"[^{re.escape(letter)}\n]*+{re.escape(letter)}" for letter in word[1:12])
    for match in re.finditer(re.escape(word[0]) + gaps, names.text):
        yield bisect_right(names.starts, match.start()) - 1


def _score(name: str, words: list[str]) -> float | None:
    """How well a name answers; None where a word does not fit."""
    total = 0.0
    key: str | None = None
    for word in words:
        at = name.find(word)
        if at >= 0:
            if name.partition(_ASIDE)[0] == word:
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
            key = sound_key(name) if key is None else key
            match = pattern.search(key)
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
        if at >= 0:
            spans.append((origin[at], origin[at + len(word) - 1] + 1))
    return tuple(sorted(spans))
