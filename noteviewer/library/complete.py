"""The values that can stand behind the name of a field in a query."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from noteviewer.library.query import HAS_VALUES, Field
from noteviewer.library.scan import folders_of
from noteviewer.library.stored import title_parts_from_json
from noteviewer.notes.text import fold


def field_values(connection: sqlite3.Connection, field: Field) -> list[tuple[str, int]]:
    """Values of a field with the number of notes that have them, the commonest first; years newest.

    None for fields that are searched as text; the values of ``has:`` are not counted.
    """
    ask = connection.execute
    match field:
        case Field.HAS:
            return [(name, 0) for name in HAS_VALUES if name.isascii()]
        case Field.CATEGORY:
            return _count_spellings(row[0] for row in ask("SELECT category FROM note"))
        case Field.TAG:
            rows = ask("SELECT tags FROM note WHERE tags != '[]'")
            return _count_spellings(tag for (tags,) in rows for tag in set(json.loads(tags)))
        case Field.SERIES:
            rows = ask("SELECT title_parts FROM note")
            return _count_spellings(name for (parts,) in rows for name in _series(parts))
        case Field.DATE:
            years = _count(row[0] for row in ask("SELECT substr(date, 1, 4) FROM note"))
            return sorted(years, reverse=True)
        case Field.HOST:
            return ask(
                "SELECT host, count(DISTINCT note) AS notes FROM reference "
                "WHERE host != '' GROUP BY host ORDER BY notes DESC"
            ).fetchall()
        case Field.PATH:
            paths = [path for (path,) in ask("SELECT path FROM note")]
            return _count(folder for path in paths for folder in folders_of([path]))
        case Field.TITLE | Field.HEADING | Field.URL:
            return []


def _series(parts: str) -> set[str]:
    return {part.name for part in title_parts_from_json(parts).series}


def _count(values: Iterable[str | None]) -> list[tuple[str, int]]:
    return Counter(value for value in values if value).most_common()


def _count_spellings(values: Iterable[str | None]) -> list[tuple[str, int]]:
    """Values that differ by case only as one, as a query takes them, in the usual spelling."""
    counted: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for value, count in _count(values):
        key = fold(value)
        counted[key] += count
        usual.setdefault(key, value)
    return [(usual[key], count) for key, count in counted.most_common()]
