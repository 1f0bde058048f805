"""What notes cite, and which others cite the same."""

import sqlite3
from collections import defaultdict
from typing import Any

from noteviewer.library.rows import CitingNote, ReferenceRow
from noteviewer.notes.model import ReferenceKind

_REFERENCE_KINDS = {"": ReferenceKind.PAGE, **{str(kind): kind for kind in ReferenceKind}}
REFERENCE_ROWS = """
    SELECT note.path, note.title, note.category, note.date, r.section, s.title, s.anchor, r.line,
        r.url, r.title, r.following, r.host, r.kind, r.label, r.comment
    FROM reference AS r
    JOIN note ON note.id = r.note
    JOIN section AS s ON s.note = r.note AND s.n = r.section
"""
"""To be followed by conditions on `note` and `r`; for `reference_from_row`."""


def reference_from_row(row: Any, *, has_pairs: bool) -> ReferenceRow:
    """Make a reference of `REFERENCE_ROWS`.

    Args:
        row: One answer.
        has_pairs: Whether the folder writes titles on the line below an address.
    """
    (path, note_title, category, date, section, section_title, anchor, line, url, title, following,
     host, kind, label, comment) = row  # fmt: skip
    return ReferenceRow(
        path=path,
        note_title=note_title,
        category=category,
        date=date,
        section=section,
        section_title=section_title,
        anchor=anchor,
        line=line,
        url=url,
        title=following if has_pairs and following is not None else title,
        host=host,
        kind=_REFERENCE_KINDS[kind],
        label=label,
        comment=comment,
    )


def read_citing_notes(
    connection: sqlite3.Connection, path: str
) -> dict[int, tuple[CitingNote, ...]]:
    """Other notes that cite what a note cites, by the key of what is cited."""
    rows = connection.execute(
        """
        SELECT DISTINCT mine.key, note.path, note.title
        FROM reference AS mine
        JOIN reference AS other ON other.key = mine.key AND other.note != mine.note
        JOIN note ON note.id = other.note
        WHERE mine.note = (SELECT id FROM note WHERE path = ?)
        ORDER BY note.path
        """,
        (path,),
    )
    found: defaultdict[int, list[CitingNote]] = defaultdict(list)
    for key, *note in rows:
        found[key].append(CitingNote(*note))
    return {key: tuple(notes) for key, notes in found.items()}
