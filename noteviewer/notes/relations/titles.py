"""The grammar of titles, and the series that they number.

::

    title := part (", " part)* [ "——" topic (", " topic)* ]
    part  := name [ (（|() Chinese numeral (）|)) ]
    topic := name [ "（" digits "）" ]
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.notes.model import NoteTitle, TitlePart
from noteviewer.notes.relations.numerals import MOST_DIGITS, read_numeral
from noteviewer.notes.text import fold

_SEPARATOR = re.compile(r"[,，]\s+")
_DASH = re.compile(r"(?<!\s)\s*——\s*")
_BRACKET = re.compile(r"(.*\S)\s*[（(]([^（()）]+)[）)]$")
_BLANKS = re.compile(r"\s+")


def parse_title(text: str) -> NoteTitle:
    """Take a title apart."""
    head, *tail = _DASH.split(text.strip(), maxsplit=1)
    parts = [_read_part(part) for part in _SEPARATOR.split(head) if part.strip()]
    if tail and not (parts and parts[-1].number is not None):
        return NoteTitle((TitlePart(text.strip()),))
    topics = [_read_topic(topic) for topic in _SEPARATOR.split(tail[0])] if tail else []
    return NoteTitle(tuple(parts), tuple(topic for topic in topics if topic.name))


def _read_part(text: str) -> TitlePart:
    text = text.strip()
    if (match := _BRACKET.match(text)) and (number := read_numeral(match[2].strip())) is not None:
        return TitlePart(match[1], number)
    return TitlePart(text)


def _read_topic(text: str) -> TitlePart:
    text = text.strip()
    if (match := _BRACKET.match(text)) and _is_number(match[2].strip()):
        return TitlePart(match[1], int(match[2]))
    return TitlePart(text)


def _is_number(text: str) -> bool:
    return len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def name_key(name: str) -> str:
    """Give the form in which two names of a series, a topic or a heading are the same."""
    return _BLANKS.sub("", fold(name))


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """One note in a series."""

    number: int
    path: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """Notes that one name numbers."""

    name: str
    entries: tuple[SeriesEntry, ...]
    """By number, ties by date."""
    gaps: tuple[int, ...]
    """Numbers between 1 and the highest that no note has."""
    duplicates: tuple[int, ...]
    """Numbers that more than one note has."""


def gather_series(notes: Iterable[tuple[str, NoteTitle, str | None]]) -> tuple[Series, ...]:
    """Gather the series of a folder from (path, title, date) of its notes."""
    names: dict[str, str] = {}
    entries: defaultdict[str, list[SeriesEntry]] = defaultdict(list)
    for path, title, date in notes:
        for part in title.series:
            key = name_key(part.name)
            names.setdefault(key, part.name)
            entries[key].append(SeriesEntry(part.number or 0, path, date))
    return tuple(_series(names[key], entries[key]) for key in sorted(entries))


def _series(name: str, entries: Sequence[SeriesEntry]) -> Series:
    ordered = sorted(entries, key=lambda entry: (entry.number, entry.date or "", entry.path))
    numbers = [entry.number for entry in ordered]
    counts = Counter(numbers)
    return Series(
        name,
        tuple(ordered),
        gaps=tuple(number for number in range(1, max(numbers)) if number not in counts),
        duplicates=tuple(sorted(number for number, count in counts.items() if count > 1)),
    )
