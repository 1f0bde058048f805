"""The texts of notes as the reader last read them, so that it can be shown what changed.

In a file of their own: they are many, they can be done without, and neither the check at the start
nor the copy of the day should take longer for them.
"""

import logging
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import Any

from noteviewer.errors import StateUnavailableError
from noteviewer.library.state.database import Clock
from noteviewer.paths import make_private, make_private_file

logger = logging.getLogger(__name__)

LARGEST_TEXT = 4_000_000
"""Characters of a note whose text is kept; of longer ones it is only known that they changed."""
MOST_BYTES = 200_000_000
"""Of all texts together, as they are kept; the texts of the notes read longest ago go first."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS read_text (
    folder TEXT NOT NULL,
    note TEXT NOT NULL,
    seen REAL NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (folder, note)
);
CREATE INDEX IF NOT EXISTS read_text_by_age ON read_text (seen, size);
"""
_BUSY_SECONDS = 5.0


class ReadTexts:
    """One file of texts, opened when it is first asked for; usable from any thread."""

    def __init__(self, path: Path | None, clock: Clock, most_bytes: int = MOST_BYTES) -> None:
        """Prepare.

        Args:
            path: The file; None keeps the texts in memory until the program ends.
            clock: Gives the present in Unix seconds.
            most_bytes: That may be kept.
        """
        self._path = path
        self._clock = clock
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def get(self, folder: str, note: str) -> str | None:
        """A note as it was read last; None where its text is not kept.

        Raises:
            StateUnavailableError: the file cannot be read.
        """
        rows = self._run("SELECT packed FROM read_text WHERE folder = ? AND note = ?", folder, note)
        return _unpack(rows[0][0]) if rows else None

    def keep(self, folder: str, note: str, text: str) -> None:
        """Keep the text of a note, and make room where too much is kept.

        Raises:
            StateUnavailableError: the file cannot be written.
        """
        if len(text) > LARGEST_TEXT:
            self._run("DELETE FROM read_text WHERE folder = ? AND note = ?", folder, note)
            return
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 6)
        self._run(
            "INSERT OR REPLACE INTO read_text VALUES (?, ?, ?, ?, ?)",
            folder, note, self._clock(), len(packed), packed,
        )  # fmt: skip
        ((total,),) = self._run("SELECT coalesce(sum(size), 0) FROM read_text")
        if total > self._most_bytes:
            self._make_room()

    def move(self, folder: str, old: str, new: str) -> None:
        """Carry a text to the new path of its note.

        Raises:
            StateUnavailableError: the file cannot be written.
        """
        self._run(
            "UPDATE OR REPLACE read_text SET note = ? WHERE folder = ? AND note = ?",
            new, folder, old,
        )  # fmt: skip

    def _make_room(self) -> None:
        self._run(
            "DELETE FROM read_text WHERE (folder, note) IN (SELECT folder, note FROM"
            " (SELECT folder, note, sum(size) OVER (ORDER BY seen DESC, folder, note) AS total"
            " FROM read_text) WHERE total > ?)",
            self._most_bytes,
        )

    def _run(self, sql: str, *values: str | float | bytes) -> list[Any]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = _open(self._path)
                return self._connection.execute(sql, values).fetchall()
            except (OSError, sqlite3.DatabaseError) as error:
                raise StateUnavailableError(
                    f"cannot keep texts in {self._path}: {error}"
                ) from error


def _open(path: Path | None) -> sqlite3.Connection:
    """Open the file; a damaged one is begun anew."""
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        raise  # locked, full, not to be written: not damaged
    except sqlite3.DatabaseError:
        if path is None:
            raise
        logger.warning("the texts that were read are damaged and are begun anew: %s", path)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _connect(path)


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        make_private(path.parent)
        make_private_file(path)
    connection = sqlite3.connect(
        path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA auto_vacuum = FULL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _unpack(packed: bytes) -> str | None:
    """A text; None where what is kept cannot be read, or is larger than what is ever kept."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, 4 * LARGEST_TEXT)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else data.decode("utf-8", "surrogatepass")
