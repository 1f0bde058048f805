"""The index file: an SQLite database that may be dropped at any time and is made again.

One process writes it (`noteviewer.library.index.lock`), any number read it (WAL). Its version is in
``user_version`` and in ``meta``; a file of another version, a damaged or a foreign one
(`noteviewer.library.index.soundness`) is removed and rebuilt, never repaired. Durability is against
a killed process, not against a power cut that loses the last seconds: the next scan of the folder
finds what is missing.
"""

import logging
import os
import re
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from noteviewer import __version__
from noteviewer.errors import IndexUnavailableError
from noteviewer.library.code_version import code_version
from noteviewer.library.folder import pdf_text
from noteviewer.library.index import soundness, terms
from noteviewer.library.index.tokens import TOKENIZER_VERSION
from noteviewer.paths import make_private, make_private_file

logger = logging.getLogger(__name__)

Reader = TypeVar("Reader")
Answer = TypeVar("Answer")

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
    override TEXT NOT NULL,       -- encoding that the user chose
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
    properties TEXT NOT NULL,     -- of front matter and text, as JSON
    text_tags TEXT NOT NULL,      -- of the text of a vault's note
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
    topic TEXT NOT NULL,          -- empty: the title
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
    kind TEXT NOT NULL,           -- empty: a page, as nearly all are
    label TEXT,
    comment TEXT,
    title_line INTEGER,
    key INTEGER NOT NULL,         -- what is cited: `notes.canonical.key`
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
CREATE TABLE items (
    note INTEGER PRIMARY KEY,
    packed BLOB NOT NULL          -- `serialization.pack_items`: of a vault's notes that have lists
);
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
    text TEXT NOT NULL,
    shown TEXT NOT NULL           -- what the page shows, where it reads otherwise, with
                                  -- `sections.LINE_SIGN` where a line of the source begins
);
-- The first column costs nothing to name in each posting: the one with most of them stands there.
CREATE VIRTUAL TABLE search USING fts5(
    body, heading, context, starts, above, shown,
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
    pdf = "/pdf" if pdf_text.is_readable() else ""
    return f"{__version__}/{TOKENIZER_VERSION}/{code_version()}{pdf}"


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open an index that is there.

    Raises:
        IndexUnavailableError: there is none, or it is damaged or of another version.
    """
    try:
        status = path.stat()
        # An empty file is just being made, or its writer sees to it.
        is_begun = status.st_size or not stat.S_ISREG(status.st_mode)
        damage = soundness.find_damage(path, is_writer=False) if is_begun else ""
    except OSError as error:
        raise IndexUnavailableError(f"no index at {path}: {error.strerror}") from error
    if damage:
        raise IndexDamagedError(f"the index at {path} is damaged: {damage}")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise IndexUnavailableError(f"no index at {path}: {error}") from error
    try:
        _tune(connection)
        is_ours = _is_ours(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explain(error) from error
    if not is_ours:
        connection.close()
        raise IndexUnavailableError(f"the index at {path} is of another version")
    return connection


@dataclass(frozen=True, slots=True)
class Opened:
    """An index open for its one writer."""

    connection: sqlite3.Connection
    damage: str
    """Why the one that was there could not be used, in one line; empty where it could, or was of
    another version."""


def connect_for_writing(path: Path, *, rebuild: bool = False) -> Opened:
    """Open the index for its one writer; make it, or make it anew where it cannot be used.

    Raises:
        IndexUnavailableError: it can be neither opened nor made (disk full, no permission).
    """
    damage = ""
    try:
        make_private(path.parent)
        if not rebuild and path.exists():
            connection, damage = _open_existing(path)
            if connection is not None:
                return Opened(connection, "")
            if damage:
                logger.warning("the index %s is damaged and is made anew: %s", path, damage)
            else:
                logger.info("the index %s is of another version and is made anew", path)
        drop(path)
        return Opened(_create(path), damage)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnavailableError(f"cannot write the index at {path}: {error}") from error


def close_written(connection: sqlite3.Connection, path: Path) -> None:
    """Close the index after writing, and note how it lies there."""
    with suppress(sqlite3.Error):
        # Where a reader is in the middle of a question, the log stays.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    is_whole = not connection.in_transaction
    inode = _inode_of(path)
    connection.close()
    if is_whole and inode is not None and inode == _inode_of(path):
        soundness.seal(path)


def look_through(path: Path) -> str:
    """Look through an index that is open for writing here.

    Returns:
        What is wrong with it; empty where nothing is seen.
    """
    damage = soundness.find_damage(path, is_writer=True)
    if damage:
        return damage
    # A connection of its own has nothing in memory yet.
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return _find_damage_inside(connection, path)
    except sqlite3.DatabaseError as error:
        return str(error)


def drop(path: Path) -> None:
    """Remove an index; who reads it keeps what he has open."""
    for file in (path, *(path.with_name(path.name + end) for end in soundness.COMPANIONS)):
        if file.is_dir() and not file.is_symlink():
            # Nothing of ours, and nothing that we would delete.
            file.rename(file.with_name(f"{file.name}.aside-{time.time_ns()}"))
        else:
            file.unlink(missing_ok=True)


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


def merge_all(connection: sqlite3.Connection) -> None:
    """Make one piece of all tokens, which takes less room and is searched sooner."""
    for table in ("search", "headings"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608  (names of ours)


def pack(connection: sqlite3.Connection) -> None:
    """Write the file anew, its pages full; for an index of which most was just written."""
    with suppress(sqlite3.OperationalError):  # the disk may have no room, or someone reads
        connection.execute("VACUUM")


def count_pages(connection: sqlite3.Connection) -> int:
    """How large the index is, those of its pages that are unused left out."""
    pages, unused = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count")
    )
    return int(pages) - int(unused)


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
_SIGNS_OF_DAMAGE = re.compile(r"no such (table|column)|Could not decode")


def explain(error: sqlite3.DatabaseError) -> IndexUnavailableError:
    """Tell what cannot be helped (disk full, locked) from what making the index anew helps."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _NOT_OUR_FAULT:
        return IndexUnavailableError(f"cannot use the index: {error}")
    return IndexDamagedError(f"the index is damaged: {error}")


@contextmanager
def reading() -> Iterator[None]:
    """Read an index: what SQLite cannot read is told as what it is.

    Raises:
        IndexDamagedError: the file is damaged.
        IndexUnavailableError: it cannot be read now.
        sqlite3.OperationalError: the question was interrupted, as was asked for.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF == sqlite3.SQLITE_ERROR:
            # Mostly questions that are wrong, which no other index would answer.
            is_damaged = bool(_SIGNS_OF_DAMAGE.match(str(error)))
        else:
            is_damaged = isinstance(explain(error), IndexDamagedError)
        if code == sqlite3.SQLITE_INTERRUPT or not (is_damaged or code in _NOT_OUR_FAULT):
            raise
        raise explain(error) from error


def tells_damage(reader: type[Reader]) -> type[Reader]:
    """Let every public method of a class that reads an index do so under `reading`."""
    for name, value in list(vars(reader).items()):
        if callable(value) and not name.startswith("_"):
            setattr(reader, name, _reading(value))
    return reader


def _reading(method: Callable[..., Answer]) -> Callable[..., Answer]:
    @wraps(method)
    def read(*arguments: Any, **options: Any) -> Answer:
        with reading():
            return method(*arguments, **options)

    return read


def get_meta(connection: sqlite3.Connection, key: str, default: str = "") -> str:
    """Read one value about the index itself."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def get_generation(connection: sqlite3.Connection) -> int:
    """Read the number that grows with every change of the index.

    Raises:
        IndexDamagedError: it is none.
    """
    value = get_meta(connection, "generation", "0")
    if not (value.isascii() and value.isdecimal()):
        raise IndexDamagedError("the index does not know its age")
    return int(value)


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write one value about the index itself."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _open_existing(path: Path) -> tuple[sqlite3.Connection | None, str]:
    """Open an index for writing, or say what is wrong with it where that is not its version."""
    if damage := soundness.find_damage(path, is_writer=True):
        return None, damage
    if not os.access(path, os.W_OK):
        return None, "it cannot be written"
    was_closed = soundness.is_sealed(path)
    soundness.break_seal(path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _tune_writer(connection)
        if _is_ours(connection):
            damage = "" if was_closed else _find_damage_inside(connection, path)
            if not damage:
                return connection, ""
    except sqlite3.DatabaseError as error:
        if isinstance(explain(error), IndexDamagedError):
            damage = str(error)
        else:
            connection.close()
            raise
    connection.close()
    return None, damage


def _find_damage_inside(connection: sqlite3.Connection, path: Path) -> str:
    if damage := soundness.find_damage_inside(connection, path):
        return damage
    if get_meta(connection, "schema") != _schema(connection):
        return "its tables are others"
    for table in ("search", "headings", "term"):
        # Raises where it finds something.
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608  (names of ours)
    return "" if get_meta(connection, "generation").isdecimal() else "it does not know its age"


def _schema(connection: sqlite3.Connection) -> str:
    """Digest of all tables and indexes."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    return blake2b(repr(rows.fetchall()).encode(), digest_size=8).hexdigest()


def _inode_of(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
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
    set_meta(connection, "schema", _schema(connection))
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
