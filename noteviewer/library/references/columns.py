"""What the table of references is filtered, counted and sorted by, computed once for each entry."""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache, cached_property

from noteviewer.library.references.entries import Entry, ReferenceLibrary
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.text import fold


class Column(StrEnum):
    """A column that the table can be sorted by."""

    TITLE = "title"
    HOST = "host"
    NOTE = "note"
    SECTION = "section"
    DATE = "date"
    STATE = "state"
    NOTES = "notes"
    """In how many notes."""


class Facet(StrEnum):
    """A property by whose values the table can be narrowed."""

    STATE = "state"
    LINK = "link"
    """What the last link check found (`LinkOutcome`)."""
    KIND = "kind"
    CITING = "citing"
    """How it is cited: `SHARED`, `REPEATED`, `RETITLED`, `COPIED`."""
    CATEGORY = "category"
    TOPIC = "topic"
    """The series to which the citing notes belong."""
    HOST = "host"
    YEAR = "year"
    NOTE = "note"


SHARED = "shared"
"""In two or more notes."""
REPEATED = "repeated"
"""More than once in one note."""
RETITLED = "retitled"
"""Under titles that differ."""
COPIED = "copied"
"""There is something else of the same title."""


class Columns:
    """Folded texts and values of every entry, by its number; what they say never changes."""

    def __init__(self, library: ReferenceLibrary) -> None:
        self._library = library
        self.entries = library.entries
        self._ranks: dict[Column, list[int]] = {}
        self._orders: dict[Column, list[int]] = {}
        self.numbers = range(len(library.entries))
        self.titles = [fold("\n".join((entry.title, *entry.titles))) for entry in self.entries]
        self.urls = [fold("\n".join((entry.key, *entry.urls))) for entry in self.entries]
        self.hosts = [entry.host for entry in self.entries]
        self.notes = self._of_rows(lambda row: row.note_title)
        self.sections = self._of_rows(lambda row: row.section_title)
        self.paths = self._of_rows(lambda row: row.path)
        self.remarks = self._of_rows(lambda row: f"{row.label or ''} {row.comment or ''}")
        self.texts = [
            "\n".join(parts)
            for parts in zip(
                self.titles, self.urls, self.notes, self.sections, self.remarks, strict=True
            )
        ]

    def _of_rows(self, read: Callable[..., str]) -> list[str]:
        """A folded text for each entry, from all places that cite it."""
        return [
            fold("\n".join(dict.fromkeys(read(row) for row in entry.citations)))
            for entry in self.entries
        ]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Numbers of the entries by key."""
        return {entry.key: n for n, entry in enumerate(self.entries)}

    @cached_property
    def dates(self) -> list[tuple[str, ...]]:
        """Days of the citing notes."""
        return [_values(row.date for row in entry.citations) for entry in self.entries]

    def facet(self, facet: Facet) -> list[tuple[str, ...]]:
        """Values of a property; states and link verdicts, which change, are not among them."""
        return self._facets[facet]

    @cached_property
    def _facets(self) -> dict[Facet, list[tuple[str, ...]]]:
        topic = cache(_topics)
        entries = self.entries
        spelling = _spelling(row.category for entry in entries for row in entry.citations)
        return {
            Facet.KIND: [(entry.kind.value,) for entry in entries],
            Facet.HOST: [(entry.host,) if entry.host else () for entry in entries],
            Facet.CATEGORY: [
                _values(spelling.get(row.category) for row in entry.citations) for entry in entries
            ],
            Facet.TOPIC: [
                _values(name for row in entry.citations for name in topic(row.note_title))
                for entry in entries
            ],
            Facet.YEAR: [
                _values((row.date or "")[:4] for row in entry.citations) for entry in entries
            ],
            Facet.NOTE: [entry.paths for entry in entries],
            Facet.CITING: [_citing(self._library, entry) for entry in entries],
        }

    def ranks(self, column: Column) -> list[int]:
        """For each entry, its place when all are sorted by a column; state is not among them."""
        if column not in self._ranks:
            ranks = [0] * len(self.entries)
            for place, number in enumerate(self.order(column)):
                ranks[number] = place
            self._ranks[column] = ranks
        return self._ranks[column]

    def order(self, column: Column) -> list[int]:
        """All numbers, sorted by a column; state is not among them."""
        if column not in self._orders:
            keys = self._sort_keys(column)
            self._orders[column] = sorted(self.numbers, key=keys.__getitem__)
        return self._orders[column]

    def _sort_keys(self, column: Column) -> list[tuple[bytes | int | str, ...]]:
        titles = [_collation(title) for title in self.titles]
        match column:
            case Column.TITLE:
                return [(title,) for title in titles]
            case Column.HOST:
                return [(not h, h, title) for h, title in zip(self.hosts, titles, strict=True)]
            case Column.NOTE:
                newest = [entry.newest for entry in self.entries]
                return [(_collation(fold(row.note_title)), row.line) for row in newest]
            case Column.SECTION:
                newest = [entry.newest for entry in self.entries]
                return [(_collation(fold(row.section_title)),) for row in newest]
            case Column.DATE:
                return [(max(days, default=""),) for days in self.dates]
            case _:
                return [(len(entry.paths),) for entry in self.entries]


def _spelling(values: Iterable[str | None]) -> dict[str | None, str]:
    """The usual spelling of each value: those that differ by case only are one, as in a query."""
    usual: dict[str, str] = {}
    return {
        value: usual.setdefault(fold(value), value)
        for value, _ in Counter(values).most_common()
        if value
    }


def _values(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in found if value))


def _citing(library: ReferenceLibrary, entry: Entry) -> tuple[str, ...]:
    notes, places = len(entry.paths), len(entry.citations)
    found = (
        (SHARED, notes > 1),
        (REPEATED, places > notes),
        (RETITLED, places > 1 and len(entry.titles) > 1),
        (COPIED, bool(library.namesakes(entry))),
    )
    return tuple(value for value, holds in found if holds)


def _topics(title: str) -> tuple[str, ...]:
    return tuple(part.name for part in parse_title(title).series)


def _collation(text: str) -> bytes:
    """Sorts usual Chinese by its sound: GB 18030 keeps the order of GB 2312, which is by pinyin."""
    return text.encode("gb18030", "replace")
