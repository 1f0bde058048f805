"""The names of everything in a folder, folded and ready to be looked through.

All names of a kind stand in one text, a line each, so that looking through 400,000 of them is one
search in C. They are read piece by piece, for one call that folds them all would stop every other
thread for as long as it takes.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from noteviewer.library.pinyin import sound_key
from noteviewer.library.rows import QuickKind
from noteviewer.library.stored import title_parts_from_json
from noteviewer.notes.site.names import split_name, stem
from noteviewer.notes.text import fold

ASIDE = "\0"
"""Parts the title of a note from its other names on a line."""
_AT_ONCE = 4096
"""Names that are folded in one call: so many take some milliseconds."""

Row = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short texts, each on a line of one."""

    text: str
    starts: "array[int]"
    """Offset of each in the text."""

    def __getitem__(self, index: int) -> str:
        """One of them."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end - 1]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one kind."""

    kind: QuickKind
    names: Lines
    sounds: Lines
    """How they are pronounced (`sound_key`); empty for references."""
    places: "array[int]"
    """Note and number of each name, two entries a name."""


FolderNames = tuple[Names, ...]


def read_names_of(connection: sqlite3.Connection) -> FolderNames:
    """Read the names of all notes, headings and references."""
    ask = connection.execute
    return (
        _read(QuickKind.NOTE, _note_rows(connection), has_sounds=True),
        _read(
            QuickKind.HEADING,
            ask("SELECT title, note, n FROM section WHERE level > 0 AND title != ''"),
            has_sounds=True,
        ),
        _read(
            QuickKind.REFERENCE,
            ask("SELECT coalesce(title, following, '') || ' ' || host, note, n FROM reference"),
            has_sounds=False,
        ),
    )


def _note_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """Notes by title, and also by the number in their series and the name of their file."""
    for title, path, parts, number in connection.execute(
        "SELECT title, path, title_parts, id FROM note ORDER BY date DESC, path"
    ):
        numbers = [str(part.number) for part in title_parts_from_json(parts).series]
        aside = " ".join([*numbers, split_name(stem(path)).slug])
        yield f"{title}{ASIDE}{aside}", number, 0


def _read(kind: QuickKind, rows: Iterable[Row], *, has_sounds: bool) -> Names:
    names, sounds = _LineWriter(), _LineWriter()
    places = array("q")
    sound = _sound_keys()
    rows = iter(rows)
    while piece := list(islice(rows, _AT_ONCE)):
        titles, notes, numbers = zip(*piece, strict=True)
        # Many at once: folding so many short texts one by one takes three times as long.
        folded = fold("\n".join(title.replace("\n", " ") for title in titles)).split("\n")
        lines = [" ".join(name.split()) for name in folded]
        names.write(lines)
        if has_sounds:
            sounds.write(list(map(sound, lines)))
        for place in zip(notes, numbers, strict=True):
            places.extend(place)
    return Names(kind, names.lines(), sounds.lines(), places)


def _sound_keys() -> Callable[[str], str]:
    """`sound_key` for many names, of which each is worked out once."""
    return cache(lambda name: "" if name.isascii() else sound_key(name))


class _LineWriter:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts = array("q")
        self._length = 0

    def write(self, lines: list[str]) -> None:
        for line in lines:
            self._starts.append(self._length)
            self._length += len(line) + 1
        self._pieces += ("\n".join(lines), "\n")

    def lines(self) -> Lines:
        return Lines("".join(self._pieces), self._starts)
