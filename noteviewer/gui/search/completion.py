"""What can follow ``field:`` in a query, without Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.library.names.pinyin import matches_name
from noteviewer.library.search.query import FIELD_NAMES, Field
from noteviewer.notes.text import fold

LIMIT = 12
_TOKEN = re.compile(r"(?:^|[\s(（-])(\w+)[:：](?:\"([^\"]*)|([^\s\"()（）]*))$")
_HALF_NAME = re.compile(r"(?:^|[\s(（-])(\w{2,})$")
_MEANT_WHOLE = frozenset((Field.CATEGORY, Field.TAG, Field.SERIES))
"""Without quotes a value of them stands for all values that begin with it."""
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
    """Notes to which it applies."""


def token_at(query: str, cursor: int) -> Token | None:
    """The value of a field that ends at the cursor; None where none is typed."""
    found = _TOKEN.search(query[:cursor])
    if found is None or fold(found[1]) not in FIELD_NAMES:
        return None
    is_quoted = found[2] is not None
    start = found.start(2) - 1 if is_quoted else found.start(3)
    typed = found[2] if is_quoted else found[3]
    return Token(FIELD_NAMES[fold(found[1])], typed, start, cursor)


def with_field_name(query: str, cursor: int) -> tuple[str, int] | None:
    """The query with the name of a field at the cursor carried on, and the cursor behind it.

    None where what is typed begins no name, or more than one.
    """
    found = _HALF_NAME.search(query[:cursor])
    if found is None:
        return None
    names = [name for name in FIELD_NAMES if name.startswith(found[1].lower())]
    if len({FIELD_NAMES[name] for name in names}) != 1:
        return None
    head = f"{query[: found.start(1)]}{names[0]}:"
    return head + query[cursor:].removeprefix(":"), len(head)


def completed(query: str, token: Token, value: str) -> tuple[str, int]:
    """The query with a value put in, and where the cursor stands then."""
    is_whole = token.field in _MEANT_WHOLE or _NEEDS_QUOTES.search(value)
    written = f'"{value}"' if is_whole else value
    rest = query[token.end :].lstrip('"')
    text = f"{query[: token.start]}{written}{rest or ' '}"
    return text, token.start + len(written) + (0 if rest else 1)


def read_values(catalog: IndexReader, field: Field) -> list[Value]:
    """All values of a field in the folder, the commonest first; for a worker thread."""
    return [Value(text, count) for text, count in catalog.field_values(field)]


def choose_values(values: Sequence[Value], typed: str) -> list[Value]:
    """Values in which what was typed occurs, as text or as pinyin."""
    word = fold(typed).strip()
    found = [value for value in values if not word or matches_name(value.text, word)]
    if [fold(value.text) for value in found] == [word]:
        return []
    return sorted(found, key=lambda value: not fold(value.text).startswith(word))[:LIMIT]
