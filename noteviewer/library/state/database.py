"""The SQLite file under the user's own state: opening, migrating, never losing."""

import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from noteviewer.errors import StateUnavailableError
from noteviewer.library.state.schema import MIGRATIONS
from noteviewer.paths import make_private, make_private_file

logger = logging.getLogger(__name__)

_A_DAY = 24 * 3600.0


def keep_copy(connection: sqlite3.Connection, path: Path, suffix: str) -> None:
    """Copy an open database beside itself, whole or not at all."""
    target = path.with_name(path.name + suffix)
    # Another program may make the same copy at the same moment.
    unfinished = target.with_name(f"{target.name}.part-{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    make_private_file(unfinished)
    copy = sqlite3.connect(unfinished)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    unfinished.replace(target)


def keep_daily_copy(connection: sqlite3.Connection, path: Path, now: float) -> None:
    """Copy once a day; a copy that cannot be made now is made another time."""
    target = _daily(path)
    try:
        if not target.exists() or now - target.stat().st_mtime > _A_DAY:
            keep_copy(connection, path, ".daily")
    except (OSError, sqlite3.Error) as error:
        logger.warning("no copy of the state was made: %s", error)


def put_aside(path: Path, now: float) -> Path:
    """Give a damaged file another name, for a person to rescue, and put the last copy in its place.

    Returns:
        The damaged file.
    """
    aside = path.with_name(f"{path.name}.damaged-{int(now)}")
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if _daily(path).exists():
        make_private_file(path)
        shutil.copyfile(_daily(path), path)
    return aside


def _daily(path: Path) -> Path:
    return path.with_name(f"{path.name}.daily")


Clock = Callable[[], float]
Parameters = tuple[str | float | None, ...]

_BUSY_SECONDS = 5.0
_PAUSE = 0.02


class StateStore:
    """One connection to the state, usable from any thread, beside other programs' connections.

    Statements are short and run one at a time under a lock. WAL lets several windows read while
    one writes; with `synchronous=NORMAL` a power cut may cost the last moments but never the file,
    and no call waits for the disk.
    """

    def __init__(self, path: Path | None, clock: Clock = time.time) -> None:
        """Open the file, making or migrating it where needed.

        Args:
            path: the file; None keeps the state in memory until the program ends.
            clock: gives the present in Unix seconds.

        Raises:
            StateUnavailableError: the file cannot be read or written, or a newer version wrote it.
        """
        self.clock = clock
        self._lock = threading.RLock()
        self._path = path
        self._connection = self._open()
        try:
            self._migrate()
        except BaseException:
            self._connection.close()
            raise
        if path is not None:
            keep_daily_copy(self._connection, path, clock())

    def close(self) -> None:
        """Close the file; nothing may be asked afterwards."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """Read all rows of a query, as tuples."""
        with self._lock, self._told():
            return self._connection.execute(sql, parameters).fetchall()

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Change the state in one statement.

        Returns:
            How many rows it touched.
        """
        with self.transaction() as connection:
            return connection.execute(sql, parameters).rowcount

    def write_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement for each set of parameters, all or none."""
        with self.transaction() as connection:
            connection.executemany(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Several changes that hold all or none, and that no other program can come between."""
        with self._lock, self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors, such as a full disk.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite cannot help (full disk, lock, damage) into what the user is told."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                raise  # a bug of ours
            raise _unavailable(self._path, error) from error

    def _migrate(self) -> None:
        with self._told():
            self._check_version()
        # Looked at again inside the transaction: another program may migrate at the same time.
        with self.transaction() as connection:
            for step in MIGRATIONS[self._version() :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _check_version(self) -> None:
        if self._version() > len(MIGRATIONS):
            raise StateUnavailableError(
                f"{self._path} was written by a newer version of noteviewer; it is left alone"
            )
        if 0 < self._version() < len(MIGRATIONS):
            self._back_up()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _back_up(self) -> None:
        if self._path is not None:
            keep_copy(self._connection, self._path, f".version-{self._version()}")

    def _open(self) -> sqlite3.Connection:
        """Open the file; a damaged one is replaced by its last copy, or by nothing, and kept."""
        try:
            try:
                return _open(self._path)
            except sqlite3.DatabaseError as error:
                if self._path is None or not _is_damage(error):
                    raise
                aside = put_aside(self._path, self.clock())
                logger.error("the state was damaged; it is kept as %s", aside)  # noqa: TRY400  (no bug of ours)
                return _open(self._path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise _unavailable(self._path, error) from error


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        make_private(path.parent)
        make_private_file(path)
    connection = sqlite3.connect(
        path or ":memory:",
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise _DamagedError(found)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite does not wait by itself for others that switch at the same moment."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


class _DamagedError(sqlite3.DatabaseError):
    """SQLite's own check found something."""


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return isinstance(error, _DamagedError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    }


def _unavailable(path: Path | None, error: Exception) -> StateUnavailableError:
    return StateUnavailableError(f"cannot keep marks, bookmarks and session in {path}: {error}")
