"""The write side of the index: put a note in, take a note out, inside the caller's transaction."""

import sqlite3
from collections.abc import Iterable

from noteviewer.library.folder.scan import FileStat
from noteviewer.library.index.records import NoteRecord, unit_tokens
from noteviewer.library.index.serialization import place_to_text
from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.index.terms import delete_terms, insert_terms, terms_of
from noteviewer.notes.model import Problem
from noteviewer.notes.note import LONE, NotePlace

_NOTE_COLUMNS = (
    "path", "size", "mtime_ns", "ctime_ns", "inode", "digest", "reading", "override", "place",
    "is_settled", "title", "title_parts", "date", "category", "tags", "aliases", "names",
    "html_ids", "encoding", "form", "sections", "reference_count", "pairs",
    "properties", "text_tags",
)  # fmt: skip
_INSERT_NOTE = (
    f"INSERT INTO note (id, {', '.join(_NOTE_COLUMNS)}) "  # noqa: S608  (names of our own columns)
    f"VALUES (?{', ?' * len(_NOTE_COLUMNS)})"
)
_UPDATE_NOTE = f"UPDATE note SET {', '.join(name + ' = ?' for name in _NOTE_COLUMNS)} WHERE id = ?"  # noqa: S608  (names of ours; values are bound)
_TOKENS = "body, heading, context, starts, above, shown"
_INSERT_TOKENS = f"INSERT INTO search (rowid, {_TOKENS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  (names of ours; values are bound)
_DELETE_TOKENS = (
    f"INSERT INTO search (search, rowid, {_TOKENS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  (names of ours; values are bound)
)
_INSERT_HEADING = "INSERT INTO headings (rowid, heading, context) VALUES (?, ?, ?)"
_DELETE_HEADING = (
    "INSERT INTO headings (headings, rowid, heading, context) VALUES ('delete', ?, ?, ?)"
)
_Texts = tuple[str, str, str, str]
"""Heading, context, text, and what the page shows of a unit."""
_PARTS = ("section", "reference", "link", "image", "items", "problem")


class IndexWriter:
    """Writes notes through one connection; the caller holds the lock and the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read which notes there are."""
        self._connection = connection
        self._ids: dict[str, int] = {}
        self._last_id = 0
        self.reload()

    def reload(self) -> None:
        """Read again which notes there are, after a transaction was rolled back."""
        self._ids = dict(self._connection.execute("SELECT path, id FROM note"))
        self._last_id = max(self._ids.values(), default=0)

    def put(
        self,
        record: NoteRecord,
        stat: FileStat,
        *,
        is_settled: bool,
        override: str = "",
        place: NotePlace = LONE,
    ) -> int:
        """Add a note, or replace what is known of it; gives its number."""
        values = (
            record.path, stat.size, stat.mtime_ns, stat.ctime_ns, stat.inode, record.digest,
            record.reading, override, place_to_text(place), is_settled, *record.note,
        )  # fmt: skip
        number = self._ids.get(record.path)
        if number is None:
            self._last_id += 1
            number = self._ids[record.path] = self._last_id
            self._connection.execute(_INSERT_NOTE, (number, *values))
            self._insert_units(number, record, {})
            insert_terms(self._connection, number, record.terms)
        else:
            self._connection.execute(_UPDATE_NOTE, (*values, number))
            self._delete_parts(number)
            stored = self._stored_units(number)
            self._replace_terms(number, stored, record.terms)
            self._insert_units(number, record, stored)
        self._insert_parts(number, record)
        return number

    def touch(self, path: str, stat: FileStat, *, is_settled: bool) -> None:
        """Note that a file was written again with the same content."""
        self._connection.execute(
            "UPDATE note SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, is_settled = ? "
            "WHERE path = ?",
            (stat.size, stat.mtime_ns, stat.ctime_ns, stat.inode, is_settled, path),
        )

    def remove(self, path: str) -> int | None:
        """Take a note out; gives the number it had."""
        number = self._ids.pop(path, None)
        if number is None:
            return None
        stored = self._stored_units(number)
        for unit_id, texts in stored.items():
            self._delete_unit(unit_id, *texts)
        delete_terms(self._connection, number, _stored_terms(stored))
        self._delete_parts(number)
        self._connection.execute("DELETE FROM note WHERE id = ?", (number,))
        return number

    def set_scan_problems(self, problems: Iterable[tuple[str, Problem]]) -> None:
        """Replace what is known of files and folders that could not be looked at."""
        self._connection.execute("DELETE FROM problem WHERE source = 'scan'")
        self._connection.executemany(
            "INSERT INTO problem VALUES (NULL, ?, ?, ?, ?, 'scan')",
            ((path, str(problem.kind), problem.detail, problem.line) for path, problem in problems),
        )

    def _stored_units(self, number: int) -> dict[int, _Texts]:
        first = number << SECTION_BITS
        rows = self._connection.execute(
            "SELECT id, heading, context, text, shown FROM unit "
            "WHERE id BETWEEN ? AND ? ORDER BY id",
            (first, first | LAST_UNIT),
        )
        return {row[0]: row[1:] for row in rows}

    def _replace_terms(self, number: int, stored: dict[int, _Texts], terms: str) -> None:
        before = _stored_terms(stored)
        if before != terms:
            delete_terms(self._connection, number, before)
            insert_terms(self._connection, number, terms)

    def _insert_units(self, number: int, record: NoteRecord, stored: dict[int, _Texts]) -> None:
        """Write the units that differ from those stored, and delete those that are no more."""
        tokens, rows = [], []
        base = number << SECTION_BITS
        for (section, *texts), cut in zip(record.units, record.tokens, strict=True):
            unit_id = base | section
            replaced = stored.pop(unit_id, None)
            if replaced != tuple(texts):
                if replaced is not None:
                    self._delete_unit(unit_id, *replaced)
                tokens.append((unit_id, *cut))
                rows.append((unit_id, *texts))
        for unit_id, before in stored.items():
            self._delete_unit(unit_id, *before)
        self._connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", rows)
        self._connection.executemany(_INSERT_TOKENS, tokens)
        self._connection.executemany(
            _INSERT_HEADING, ((unit_id, own, above) for unit_id, _, own, above, *_ in tokens)
        )

    def _delete_unit(self, unit_id: int, heading: str, context: str, text: str, shown: str) -> None:
        # An FTS5 table without content must be told what it forgets.
        tokens = unit_tokens(heading, text, context, shown)
        _, own, above, *_ = tokens
        self._connection.execute(_DELETE_TOKENS, (unit_id, *tokens))
        self._connection.execute(_DELETE_HEADING, (unit_id, own, above))
        self._connection.execute("DELETE FROM unit WHERE id = ?", (unit_id,))

    def _insert_parts(self, number: int, record: NoteRecord) -> None:
        insert = self._connection.executemany
        insert(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *row) for row in record.sections),
        )
        insert(
            "INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *row) for row in record.references),
        )
        insert(
            "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            ((number, *row) for row in record.links),
        )
        insert(
            "INSERT INTO image VALUES (?, ?, ?, ?, ?)", ((number, *row) for row in record.images)
        )
        insert("INSERT INTO items VALUES (?, ?)", ((number, *row) for row in record.items))
        insert(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, 'note')",
            ((number, record.path, *row) for row in record.problems),
        )

    def _delete_parts(self, number: int) -> None:
        for table in _PARTS:
            self._connection.execute(f"DELETE FROM {table} WHERE note = ?", (number,))  # noqa: S608  (names of ours; values are bound)


def _stored_terms(stored: dict[int, _Texts]) -> str:
    return terms_of((heading, text) for heading, _, text, _ in stored.values())
