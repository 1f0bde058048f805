"""The index file: an SQLite database that may be dropped at any time and is made again.

One process writes it (`noteviewer.library.index.lock`), any number read it (WAL). Its version is in
``user_version`` and in ``meta``; a file of another version, a damaged or a foreign one is removed
and rebuilt, never repaired. Durability is against a killed process, not against a power cut that
loses the last seconds: the next scan of the folder finds what is missing.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from noteviewer import __version__
from noteviewer.errors import IndexUnavailableError
from noteviewer.library.code_version import code_version
from noteviewer.library.index import terms
from noteviewer.library.index.tokens import TOKENIZER_VERSION
from noteviewer.paths import make_private, make_private_file

logger = logging.getLogger(__name__)

SCHEMA_VERSION = 1
_APPLICATION_ID = 0x6E766978
SECTION_BITS = 12
"""A search unit's id is the note's id shifted by this, plus the number of the section. The text of
later sections counts for the last unit."""
LAST_UNIT = (1 << SECTION_BITS) - 1

_LONG_LOG = 32 << 20
"""Bytes of the write-ahead log before it is copied into the file, which waits for the disk."""
_PAGE = 8192
_FEW_PAGES = 16
"""Unused pages that are kept for what is written next."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    digest BLOB NOT NULL,
    reading INTEGER NOT NULL,     -- Reading: parsed, or its text alone, and whether for good
    override TEXT NOT NULL,       -- encoding that the reader chose
    place TEXT NOT NULL,          -- what the folder says of it: `stored.place_to_text`
    is_settled INTEGER NOT NULL,  -- 0: written so lately that the same stat may hide a change
    title TEXT NOT NULL,
    title_parts TEXT NOT NULL,
    date TEXT,
    category TEXT,
    tags TEXT NOT NULL,
    aliases TEXT NOT NULL,
    names TEXT NOT NULL,          -- other front matter values by which links find the note
    html_ids TEXT NOT NULL,       -- id and name attributes of HTML, with their lines
    encoding TEXT NOT NULL,
    form TEXT NOT NULL,
    sections INTEGER NOT NULL,
    reference_count INTEGER NOT NULL,
    pairs INTEGER NOT NULL,       -- bare URLs with a title line: the habit of the folder
    variant_group INTEGER
);
CREATE TABLE section (
    note INTEGER NOT NULL,
    n INTEGER NOT NULL,
    title TEXT NOT NULL,
    level INTEGER NOT NULL,
    line INTEGER NOT NULL,
    end INTEGER NOT NULL,
    anchor TEXT NOT NULL,
    parent INTEGER,
    continuation TEXT NOT NULL,
    topic TEXT NOT NULL,
    flags INTEGER NOT NULL,       -- UnitFlag
    PRIMARY KEY (note, n)
) WITHOUT ROWID;
CREATE TABLE reference (
    note INTEGER NOT NULL,
    n INTEGER NOT NULL,
    section INTEGER NOT NULL,
    line INTEGER NOT NULL,
    url TEXT,
    title TEXT,
    following TEXT,
    host TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,
    comment TEXT,
    title_line INTEGER,
    key INTEGER NOT NULL,         -- what is cited: `notes.canonical.key_number`
    PRIMARY KEY (note, n)
) WITHOUT ROWID;
CREATE INDEX reference_key ON reference (key);
CREATE TABLE link (
    note INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    fragment TEXT NOT NULL,
    text TEXT NOT NULL,
    line INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    to_note INTEGER,
    to_anchor TEXT,
    PRIMARY KEY (note, n)
) WITHOUT ROWID;
CREATE INDEX link_to ON link (to_note) WHERE to_note IS NOT NULL;
CREATE TABLE image (
    note INTEGER NOT NULL,
    n INTEGER NOT NULL,
    source TEXT NOT NULL,
    alt TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (note, n)
) WITHOUT ROWID;
CREATE TABLE problem (
    note INTEGER,                 -- NULL: a file or folder that is no note
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    line INTEGER,
    source TEXT NOT NULL          -- 'note', 'scan' or 'folder': what makes it anew
);
CREATE INDEX problem_note ON problem (note);
CREATE TABLE contents (
    n INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    path TEXT,                    -- NULL: a part without a page of its own
    depth INTEGER NOT NULL
);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    heading TEXT NOT NULL,
    context TEXT NOT NULL,
    text TEXT NOT NULL
);
-- The first column costs nothing to name in each posting: the one with most of them stands there.
CREATE VIRTUAL TABLE search USING fts5(
    body, heading, context, starts, above,
    content='', columnsize=0, tokenize="ascii"
);
-- Headings again, by themselves: what stands in one is found without going through all texts.
CREATE VIRTUAL TABLE headings USING fts5(
    heading, context,
    content='', columnsize=0, tokenize="ascii"
);
"""


def fingerprint() -> str:
    """Give the version of everything that decides what stands in an index."""
    return f"{__version__}/{TOKENIZER_VERSION}/{code_version()}"


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open an index that is there.

    Raises:
        IndexUnavailableError: there is none, or it is damaged or of another version.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise IndexUnavailableError(f"no index at {path}: {error}") from error
    try:
        _tune(connection)
        is_ours = _is_ours(connection)
    except sqlite3.Error as error:
        connection.close()
        raise IndexUnavailableError(f"cannot read the index at {path}: {error}") from error
    if not is_ours:
        connection.close()
        raise IndexUnavailableError(f"the index at {path} is of another version")
    return connection


def connect_for_writing(path: Path, *, rebuild: bool = False) -> sqlite3.Connection:
    """Open the index for its one writer; make it, or make it anew where it cannot be used.

    Raises:
        IndexUnavailableError: it can be neither opened nor made (disk full, no permission).
    """
    try:
        make_private(path.parent)
        if not rebuild and path.exists():
            connection = _open_existing(path)
            if connection is not None:
                return connection
        drop(path)
        return _create(path)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnavailableError(f"cannot write the index at {path}: {error}") from error


def drop(path: Path) -> None:
    """Remove an index; who reads it keeps what he has open."""
    path.unlink(missing_ok=True)
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all of a block or nothing.

    Raises:
        IndexUnavailableError: the disk is full, or the file went away or bad under us.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise explain(error) from error


def give_back_room(connection: sqlite3.Connection) -> None:
    """Make the file smaller by the pages that merged pieces of the full-text index left behind."""
    with suppress(sqlite3.OperationalError):  # the disk may have no room for moving pages about
        if connection.execute("PRAGMA freelist_count").fetchone()[0] > _FEW_PAGES:
            # A script, because `execute` would stop after the first page.
            connection.executescript("PRAGMA incremental_vacuum")


class IndexDamagedError(IndexUnavailableError):
    """The index file turned out to be damaged while in use; dropping it helps."""


_NOT_OUR_FAULT = frozenset(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY,
     sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
     sqlite3.SQLITE_INTERRUPT)
)  # fmt: skip
"""Primary result codes of a file that may be sound, but cannot be used now."""


def explain(error: sqlite3.DatabaseError) -> IndexUnavailableError:
    """Tell what cannot be helped (disk full, locked) from what making the index anew helps."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _NOT_OUR_FAULT:
        return IndexUnavailableError(f"cannot write the index: {error}")
    return IndexDamagedError(f"the index is damaged: {error}")


def get_meta(connection: sqlite3.Connection, key: str, default: str = "") -> str:
    """Read one value about the index itself."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write one value about the index itself."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _open_existing(path: Path) -> sqlite3.Connection | None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if _is_ours(connection):
            _tune_writer(connection)
            return connection
        logger.info("the index %s is of another version and is made anew", path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            connection.close()
            raise
        logger.warning("the index %s cannot be used and is made anew: %s", path, error)
    connection.close()
    return None


def _create(path: Path) -> sqlite3.Connection:
    make_private_file(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {_PAGE}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    _tune_writer(connection)
    connection.execute("BEGIN IMMEDIATE")
    for statement in (_SCHEMA + terms.SCHEMA).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    # Tokens are gathered in this much memory before they are written: fewer pieces to merge.
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 64000000)")
    connection.execute("INSERT INTO headings (headings, rank) VALUES ('hashsize', 4000000)")
    # Eight pieces are merged at a time: each token is written anew less often than with four.
    connection.execute("INSERT INTO search (search, rank) VALUES ('automerge', 8)")
    set_meta(connection, "fingerprint", fingerprint())
    set_meta(connection, "generation", "0")
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    return connection


def _tune(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _tune_writer(connection: sqlite3.Connection) -> None:
    _tune(connection)
    # Readers, of which there is one a thread, do as well with SQLite's own 2 MB.
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LONG_LOG // _PAGE}")


def _is_ours(connection: sqlite3.Connection) -> bool:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if (version, application) != (SCHEMA_VERSION, _APPLICATION_ID):
        return False
    return get_meta(connection, "fingerprint") == fingerprint()
