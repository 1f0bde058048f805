"""The tables of the user's own state, as the steps that lead to them.

A step is never edited once released: a change is a new step at the end, and `PRAGMA user_version`
counts the steps that a file has taken. Times are Unix seconds; folders are absolute paths and notes
are paths in them, as in `Location`. References are keyed across folders by what they point at
(`noteviewer.notes.canonical.reference_key`), so that a state outlives renames and edits of notes.
"""

_FIRST = (
    """CREATE TABLE reference_state (
        key TEXT PRIMARY KEY,
        is_read INTEGER NOT NULL DEFAULT 0,
        is_starred INTEGER NOT NULL DEFAULT 0,
        comment TEXT NOT NULL DEFAULT '',
        opened REAL,
        changed REAL NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE bookmark (
        id INTEGER PRIMARY KEY,
        folder TEXT NOT NULL,
        note TEXT NOT NULL,
        anchor TEXT NOT NULL,
        title TEXT NOT NULL,
        created REAL NOT NULL,
        UNIQUE (folder, note, anchor)
    )""",
    """CREATE TABLE folder (
        path TEXT PRIMARY KEY,
        opened REAL NOT NULL,
        session TEXT
    ) WITHOUT ROWID""",
    """CREATE TABLE folder_option (
        folder TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (folder, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE encoding_override (
        folder TEXT NOT NULL,
        note TEXT NOT NULL,
        encoding TEXT NOT NULL,
        PRIMARY KEY (folder, note)
    ) WITHOUT ROWID""",
    """CREATE TABLE image_host (
        folder TEXT NOT NULL,
        host TEXT NOT NULL,
        PRIMARY KEY (folder, host)
    ) WITHOUT ROWID""",
    """CREATE TABLE searched (
        folder TEXT NOT NULL,
        query TEXT NOT NULL,
        used REAL NOT NULL,
        PRIMARY KEY (folder, query)
    ) WITHOUT ROWID""",
    """CREATE TABLE saved_search (
        folder TEXT NOT NULL,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        PRIMARY KEY (folder, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE visit (
        folder TEXT NOT NULL,
        note TEXT NOT NULL,
        visits INTEGER NOT NULL,
        visited REAL NOT NULL,
        PRIMARY KEY (folder, note)
    ) WITHOUT ROWID""",
    """CREATE TABLE link_verdict (
        url TEXT PRIMARY KEY,
        outcome TEXT NOT NULL,
        status INTEGER,
        target TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        checked REAL NOT NULL
    ) WITHOUT ROWID""",
)

_HIGHLIGHTS_AND_READINGS = (
    """CREATE TABLE highlight (
        id TEXT PRIMARY KEY,
        folder TEXT NOT NULL,
        note TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        section TEXT NOT NULL,
        block TEXT NOT NULL,
        number INTEGER NOT NULL,
        count INTEGER NOT NULL,
        rival REAL NOT NULL,
        color TEXT NOT NULL,
        comment TEXT NOT NULL,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        is_lost INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX highlight_by_note ON highlight (folder, note)",
    """CREATE TABLE reading (
        folder TEXT NOT NULL,
        note TEXT NOT NULL,
        seen REAL NOT NULL DEFAULT 0,
        digest TEXT NOT NULL DEFAULT '',
        anchor TEXT NOT NULL DEFAULT '',
        scroll REAL NOT NULL DEFAULT 0,
        progress REAL NOT NULL DEFAULT 0,
        PRIMARY KEY (folder, note)
    ) WITHOUT ROWID""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _HIGHLIGHTS_AND_READINGS)
"""Step ``n`` leads from version ``n`` to version ``n + 1``."""
