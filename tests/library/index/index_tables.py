"""Two indexes of one folder compared, table by table."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from noteviewer.library.index import store
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]

_HISTORY = ("is_settled", "reading")
"""Columns that tell how a note came to be what it is."""
_HISTORY_META = ("generation", "known", "site", "room")
"""Values of the index about itself that tell when, and in which order, notes came in."""
_FULL_TEXT = ("search", "headings", "term")
_SHOWN = 3


def compare_indexes(one: Path, other: Path) -> list[str]:
    """Say what differs in two indexes of one folder; nothing where they hold the same."""
    return compare_tables(read_tables(one), read_tables(other))


def compare_tables(first: Tables, second: Tables) -> list[str]:
    """Say what differs in what two indexes hold."""
    told = []
    for table in sorted(first.keys() | second.keys()):
        rows, others = set(first.get(table, ())), set(second.get(table, ()))
        if len(first.get(table, ())) != len(second.get(table, ())) or rows != others:
            told.append(
                f"{table}: only in one {sorted(rows - others, key=repr)[:_SHOWN]}, "
                f"only in the other {sorted(others - rows, key=repr)[:_SHOWN]}"
            )
    return told


def compare_with_fresh(folder: Path, index: Path, place: Path) -> list[str]:
    """Say what differs in an index and one that is made from nothing, in a folder of its own."""
    store.drop(place)
    with Indexer(folder, place) as indexer:
        indexer.update()
    return compare_indexes(index, place)


def read_tables(index: Path) -> Tables:
    """All that an index holds, with paths in the place of the numbers of notes."""
    with closing(store.connect_for_reading(index)) as connection:
        return dict(_read(connection))


def _read(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
    names = dict(connection.execute("SELECT id, path FROM note"))
    groups: dict[int, list[str]] = {}
    for number, path in connection.execute("SELECT variant_group, path FROM note ORDER BY path"):
        groups.setdefault(number, []).append(path)

    def note(number: int | None) -> object:
        return number if number is None else names.get(number, f"no note {number}")

    def unit(number: int) -> tuple[object, int]:
        return note(number >> SECTION_BITS), number & LAST_UNIT

    def group(number: int | None) -> object:
        return number if number is None else tuple(groups[number])

    says: dict[tuple[str, str], Callable[[Any], object]] = {
        ("note", "id"): note,
        ("note", "variant_group"): group,
        ("unit", "id"): unit,
        ("link", "to_note"): note,
    }
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    shadows = tuple(f"{name}_" for name in _FULL_TEXT)
    for (table,) in tables:
        if table.startswith(shadows):
            continue
        rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  (names of ours)
        columns = [column[0] for column in rows.description]
        translations = [
            None if column in _HISTORY else says.get((table, column), note if column == "note" else _as_it_is)
            for column in columns
        ]  # fmt: skip
        read = [
            tuple(say(value) for say, value in zip(translations, row, strict=True) if say)
            for row in rows
        ]
        yield table, [row for row in read if table != "meta" or row[0] not in _HISTORY_META]
    for table in _FULL_TEXT:
        # Every token with its place: of a table without content this is all there is.
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.tokens USING fts5vocab('main', '{table}', 'instance')"
        )
        say = note if table == "term" else unit
        yield (
            table,
            [
                (term, say(row), column, offset)
                for term, row, column, offset in connection.execute(
                    "SELECT term, doc, col, offset FROM temp.tokens"
                )
            ],
        )
        connection.execute("DROP TABLE temp.tokens")


def _as_it_is(value: object) -> object:
    return value
