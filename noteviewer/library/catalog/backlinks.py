"""The places that point at a note, each with the sentence in which the link stands."""

import sqlite3

from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.rows import Backlink
from noteviewer.library.search.sentences import sentence_of

_PLACES = """
    SELECT note.path, note.title, s.title, s.anchor, link.line, link.text, link.to_anchor,
        s.line, unit.text
    FROM link
    JOIN note ON note.id = link.note
    JOIN section AS s ON s.note = link.note AND s.n = (
        SELECT max(n) FROM section WHERE note = link.note AND line <= link.line)
    LEFT JOIN unit ON unit.id = link.note << :bits | min(s.n, :last)
    WHERE link.to_note = (SELECT id FROM note WHERE path = :path)
        AND link.note != link.to_note
    ORDER BY note.date DESC, note.path, link.line
"""


def read_backlinks(connection: sqlite3.Connection, path: str) -> list[Backlink]:
    """Read the places in other notes that point at one, those of the newest notes first."""
    values = {"path": path, "bits": SECTION_BITS, "last": LAST_UNIT}
    rows = connection.execute(_PLACES, values)
    return [
        Backlink(
            path=path,
            note_title=note_title,
            section_title=section_title,
            anchor=anchor,
            line=line,
            text=text,
            target_anchor=to_anchor or "",
            sentence=sentence_of(own or "", line - first, text),
        )
        for path, note_title, section_title, anchor, line, text, to_anchor, first, own in rows
    ]
