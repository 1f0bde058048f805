"""Ways to carry on a half-typed query: names of fields, and the values that notes have for them."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable

from noteviewer.library.query import FIELD_NAMES, HAS_VALUES, Field
from noteviewer.library.rows import Completion
from noteviewer.library.scan import folders_of
from noteviewer.library.stored import title_parts_from_json
from noteviewer.notes.text import fold

_HALF_VALUE = re.compile(r"([^\s:：()（）-]+)[:：](\"?)([^\s\"]*)\Z")
_HALF_NAME = re.compile(r"[A-Za-z\u4e00-\u9fff]+\Z")
_MOST = 20


def complete(connection: sqlite3.Connection, query: str, cursor: int) -> list[Completion]:
    """Offer completions for the word before the cursor.

    Args:
        connection: To the index.
        query: As typed.
        cursor: Offset of the cursor in it.
    """
    head = query[:cursor]
    match = _HALF_VALUE.search(head)
    if match is not None and (field := FIELD_NAMES.get(match[1].lower())) is not None:
        typed = fold(match[3])
        counts = {v: n for v, n in _values(connection, field).items() if typed in fold(v)}
        best = sorted(counts, key=lambda v: (not fold(v).startswith(typed), -counts[v], v))
        return [
            Completion(match.start(2), cursor, _quoted(value), counts[value])
            for value in best[:_MOST]
        ]
    match = _HALF_NAME.search(head)
    if match is None:
        return []
    typed = match[0].lower()
    return [
        Completion(match.start(), cursor, f"{name}:")
        for name in FIELD_NAMES
        if name.startswith(typed)
    ]


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s()（）]", value) else value


def _values(connection: sqlite3.Connection, field: Field) -> Counter[str]:
    """Values of a field with the number of notes that have them."""
    ask = connection.execute
    match field:
        case Field.HAS:
            return Counter(dict.fromkeys((name for name in HAS_VALUES if name.isascii()), 0))
        case Field.CATEGORY:
            return _count(row[0] for row in ask("SELECT category FROM note"))
        case Field.TAG:
            rows = ask("SELECT tags FROM note WHERE tags != '[]'")
            return _count(tag for (tags,) in rows for tag in json.loads(tags))
        case Field.SERIES:
            rows = ask("SELECT title_parts FROM note")
            return _count(p.name for (parts,) in rows for p in title_parts_from_json(parts).series)
        case Field.DATE:
            return _count(row[0] for row in ask("SELECT substr(date, 1, 4) FROM note"))
        case Field.HOST:
            rows = ask("SELECT host, count(DISTINCT note) FROM reference GROUP BY host")
            return Counter({host: number for host, number in rows if host})
        case Field.PATH:
            paths = [path for (path,) in ask("SELECT path FROM note")]
            return _count(folder for path in paths for folder in folders_of([path]))
        case Field.TITLE | Field.HEADING | Field.URL:
            return Counter()


def _count(values: Iterable[str | None]) -> Counter[str]:
    return Counter(value for value in values if value)
