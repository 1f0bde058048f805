"""The names of everything in a folder, folded and ready to be looked through.

All names of a kind stand in one text, a line each, so that looking through 400,000 of them is one
search in C. Hosts of references, which are as long as their titles and always the same, are written
once. Names are read piece by piece, for one call that folds them all would stop every other thread
for as long as it takes.
"""

import re
import sqlite3
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import accumulate, chain, count, islice
from operator import add

from noteviewer.library.index.serialization import title_parts_from_json
from noteviewer.library.names.fit import Named
from noteviewer.library.names.pinyin import sound_key
from noteviewer.library.rows import QuickKind
from noteviewer.notes.file_types import stem
from noteviewer.notes.site.names import split_name
from noteviewer.notes.text import fold

ASIDE = "\0"
"""Parts the title of a note from its other names on a line."""
_AT_ONCE = 4096
"""Names that are folded in one call: so many take some milliseconds."""

Row = tuple[str, str, int, int]
"""Name, host, note, number."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Short texts, each on a line of one, behind its line break."""

    text: str
    starts: "array[int]"
    """Offset of each in the text, and where one more would begin."""
    initials: str
    """The first character of each; a line break for an empty one."""

    def __getitem__(self, index: int) -> str:
        """One of them."""
        return self.text[self.starts[index] : self.starts[index + 1] - 1]

    def finditer(self, pattern: "re.Pattern[str]") -> Iterator[int]:
        """Which lines hold a pattern, ascending; one that it finds twice is told twice."""
        starts = self.starts
        for match in pattern.finditer(self.text):
            yield bisect_right(starts, match.end()) - 1

    def beginning_with(self, word: str) -> Iterator[int]:
        """Which lines begin with a word, ascending."""
        for match in re.finditer(re.escape(word[0]), self.initials):
            if self.text.startswith(word, self.starts[match.start()]):
                yield match.start()


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where references lead."""

    names: Lines
    of: str
    """The number of each reference's host, as a character: a pattern finds those of many hosts."""

    def of_reference(self, index: int) -> str:
        """Where a reference leads."""
        return self.names[ord(self.of[index])]

    def references(self, pattern: "re.Pattern[str]") -> Iterator[int]:
        """References to the hosts that hold a pattern, ascending."""
        hosts = "".join(map(chr, self.names.finditer(pattern)))
        found = re.finditer(f"[{re.escape(hosts)}]", self.of) if hosts else ()
        return (match.start() for match in found)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one kind."""

    kind: QuickKind
    lines: Lines
    """The names; without their hosts those of references."""
    sounds: Lines
    """How they are pronounced (`sound_key`); empty for references."""
    hosts: Hosts
    places: "array[int]"
    """Note and number of each name, two entries a name."""

    def __getitem__(self, index: int) -> str:
        """One of them, with its host."""
        host = self.hosts.of_reference(index) if self.hosts.of else ""
        return f"{self.lines[index]} {host}" if host else self.lines[index]

    def named(self, index: int) -> Named:
        """One of them, with what else it is found by."""
        if self.hosts.of:
            return Named(self.lines[index], self.hosts.of_reference(index), sound_key(self[index]))
        text, _, aside = self.lines[index].partition(ASIDE)
        return Named(text, aside, self.sounds[index])

    def with_words(self, words: Iterable[str]) -> Iterator[int]:
        """Which hold all of some words, hosts left aside; ascending."""
        all_of = "".join(f"(?=.*?{re.escape(word)})" for word in words)
        return self.lines.finditer(re.compile(f"^{all_of}.*", re.MULTILINE))

    def with_word(self, word: str) -> Iterator[int]:
        """Which hold a word, in their order; some are told twice."""
        # The rest of the line goes with the word, and a pattern finds what is rare sooner than
        # `str.find`.
        pattern = re.compile(re.escape(word) + ".*")
        return merge(self.lines.finditer(pattern), self.hosts.references(pattern))


FolderNames = tuple[Names, ...]


def read_names_of(connection: sqlite3.Connection) -> FolderNames:
    """Read the names of all notes, headings and references."""
    ask = connection.execute
    return (
        _read(QuickKind.NOTE, _note_rows(connection)),
        _read(
            QuickKind.HEADING,
            ask("SELECT title, '', note, n FROM section WHERE level > 0 AND title != ''"),
        ),
        _read(
            QuickKind.REFERENCE,
            ask("SELECT coalesce(title, following, ''), host, note, n FROM reference"),
        ),
    )


def _note_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """Notes by title, and also by the number in their series, their file and their folders."""
    for title, path, parts, number in connection.execute(
        "SELECT title, path, title_parts, id FROM note ORDER BY date DESC, path"
    ):
        numbers = [str(part.number) for part in title_parts_from_json(parts).series]
        folder, _, name = path.rpartition("/")
        aside = " ".join([*numbers, f"{folder}/{split_name(stem(name)).slug}"])
        yield f"{title}{ASIDE}{aside}", "", number, 0


def _read(kind: QuickKind, rows: Iterable[Row]) -> Names:
    names, sounds, hosts = _LineWriter(), _LineWriter(), _HostWriter()
    places = array("I")
    sound = _sound_keys()
    rows = iter(rows)
    while piece := list(islice(rows, _AT_ONCE)):
        titles, hosts_of, notes, numbers = zip(*piece, strict=True)
        # Many at once: folding so many short texts one by one takes three times as long.
        folded = fold("\n".join(title.replace("\n", " ") for title in titles)).split("\n")
        lines = [" ".join(name.split()) for name in folded]
        if kind is QuickKind.REFERENCE:
            names.write(hosts.write(lines, hosts_of))
        else:
            names.write(lines)
            sounds.write(list(map(sound, lines)))
        places.extend(chain.from_iterable(zip(notes, numbers, strict=True)))
    return Names(kind, names.lines(), sounds.lines(), hosts.hosts(), places)


def _sound_keys() -> Callable[[str], str]:
    """`sound_key` for many names, of which each is worked out once."""
    return cache(lambda name: "" if name.isascii() else sound_key(name))


class _LineWriter:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._initials: list[str] = []
        self._starts = array("I", [1])

    def write(self, lines: list[str]) -> None:
        if lines:
            ends = accumulate(map(len, lines), initial=self._starts.pop())
            self._starts.extend(map(add, ends, count()))
            self._pieces += ("\n", "\n".join(lines))
            self._initials.append("".join([line[:1] or "\n" for line in lines]))

    def lines(self) -> Lines:
        return Lines("".join(self._pieces), self._starts, "".join(self._initials))


class _HostWriter:
    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._of: list[str] = []

    def write(self, titles: list[str], hosts: tuple[str, ...]) -> list[str]:
        """Take the next references; gives their titles, or their hosts where they have none."""
        both = list(zip(titles, hosts, strict=True))
        apart = [host if title else "" for title, host in both]
        self._of.append("".join(map(chr, map(self._numbers.__getitem__, apart))))
        return [title or fold(host) for title, host in both]

    def hosts(self) -> Hosts:
        names = _LineWriter()
        names.write(list(map(fold, self._numbers)))
        return Hosts(names.lines(), "".join(self._of))
