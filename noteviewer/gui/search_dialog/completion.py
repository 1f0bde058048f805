"""What can follow ``field:`` in a query, without Qt."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.gui.reading import Reading
from noteviewer.library.pinyin import matches_name
from noteviewer.library.query import FIELD_NAMES, HAS_VALUES, Field
from noteviewer.library.rows import NoteRow
from noteviewer.notes.text import fold

LIMIT = 12
_TOKEN = re.compile(r"(?:^|[\s(（-])(\w+)[:：](?:\"([^\"]*)|([^\s\"()（）]*))$")
_NEEDS_QUOTES = re.compile(r"[\s\"()（）]")


@dataclass(frozen=True, slots=True)
class Token:
    """A value that is being typed."""

    field: Field
    typed: str
    start: int
    """Of the value, its opening quote included."""
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """Something that can stand there."""

    text: str
    count: int
    """Notes or references to which it applies."""


def token_at(query: str, cursor: int) -> Token | None:
    """The value of a field that ends at the cursor; None where none is typed."""
    found = _TOKEN.search(query[:cursor])
    if found is None or fold(found[1]) not in FIELD_NAMES:
        return None
    is_quoted = found[2] is not None
    start = found.start(2) - 1 if is_quoted else found.start(3)
    typed = found[2] if is_quoted else found[3]
    return Token(FIELD_NAMES[fold(found[1])], typed, start, cursor)


def completed(query: str, token: Token, value: str) -> tuple[str, int]:
    """The query with a value put in, and where the cursor stands then."""
    written = f'"{value}"' if _NEEDS_QUOTES.search(value) else value
    rest = query[token.end :].lstrip('"')
    text = f"{query[: token.start]}{written}{rest or ' '}"
    return text, token.start + len(written) + (0 if rest else 1)


def read_values(catalog: Reading, field: Field) -> list[Value]:
    """All values of a field in the folder, the commonest first; for a worker thread."""
    match field:
        case Field.HAS:
            return [Value(name, 0) for name in HAS_VALUES if name.isascii()]
        case Field.HOST:
            return _counted(row.host for row in catalog.all_references() if row.host)
        case Field.TITLE | Field.HEADING | Field.URL:
            return []
        case _:
            return _counted(value for note in catalog.notes() for value in _of_note(note, field))


def choose_values(values: Sequence[Value], typed: str) -> list[Value]:
    """Values in which what was typed occurs, as text or as pinyin."""
    word = fold(typed).strip()
    found = [value for value in values if not word or matches_name(value.text, word)]
    if [fold(value.text) for value in found] == [word]:
        return []
    return sorted(found, key=lambda value: not fold(value.text).startswith(word))[:LIMIT]


def _of_note(note: NoteRow, field: Field) -> Iterable[str]:
    match field:
        case Field.CATEGORY:
            return [note.category] if note.category else []
        case Field.SERIES:
            return {part.name for part in note.series}
        case Field.TAG:
            return set(note.tags)
        case Field.DATE:
            return [note.date[:4]] if note.date else []
        case _:
            folder = note.path.rpartition("/")[0]
            return [folder] if folder else []


def _counted(values: Iterable[str]) -> list[Value]:
    return [Value(text, count) for text, count in Counter(values).most_common()]
