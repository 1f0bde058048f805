"""An index that another process writes: tell a listener what changed in it.

Where another program follows the folder, its index is shared; where the cache cannot be written,
the index is made in a temporary folder for the time of the process.
"""

import atexit
import logging
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from noteviewer.errors import IndexUnavailableError
from noteviewer.library.folder.options import read_choices, scan_chosen
from noteviewer.library.folder.scan import FileStat
from noteviewer.library.index import store
from noteviewer.library.index.indexer import Indexer, IndexLockedError, Progress
from noteviewer.library.index.serialization import IndexCounts, count_index
from noteviewer.library.sync.events import IndexEvent, IndexIdle, IndexUpdate
from noteviewer.paths import folder_key
from noteviewer.paths import index_path as default_index_path

Versions = dict[str, tuple[int, int, bytes]]


class SharedIndex:
    """Looks at an index now and then, and says what its writer did."""

    def __init__(self, path: Path, emit: Callable[[IndexEvent], None]) -> None:
        """Remember where it is; nothing is opened yet."""
        self._path = path
        self._emit = emit
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._generation = -1
        self._known: Versions = {}
        self._last_read = time.monotonic()

    @property
    def seconds_unreadable(self) -> float:
        """How long the index could not be read: its writer may be another version of us."""
        return time.monotonic() - self._last_read

    def poll(self) -> None:
        """Tell what changed since the last look."""
        try:
            self._reopen()
            if self._connection is None:
                return
            generation = store.get_generation(self._connection)
            self._last_read = time.monotonic()
            if generation == self._generation:
                return
            rows = self._connection.execute("SELECT path, mtime_ns, size, digest FROM note")
            now: Versions = {
                path: (mtime_ns, size, digest) for path, mtime_ns, size, digest in rows
            }
        except (sqlite3.Error, IndexUnavailableError, OSError):
            self.close()  # its writer is making it anew; the next look finds it
            return
        changed = (path for path, version in now.items() if self._known.get(path) != version)
        removed = (path for path in self._known if path not in now)
        self._emit(IndexUpdate(tuple(changed), tuple(removed), generation))
        self._known, self._generation = now, generation
        self._emit(IndexIdle.of(count_index(self._connection), "shared"))

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _reopen(self) -> None:
        inode = self._path.stat().st_ino
        if self._connection is None or inode != self._inode:
            self.close()
            self._connection = store.connect_for_reading(self._path)
            self._inode = inode
            self._generation = -1


logger = logging.getLogger(__name__)

_PATIENCE = 20.0
"""Seconds that another program gets to bring the shared index up to date."""
_SILENCE = 2.0
"""Seconds after which that is told."""
_PAUSE = 0.05


Answer = TypeVar("Answer")
Report = Callable[[Progress], None]
"""Told how far indexing has come."""


def _tell_nobody(_progress: Progress) -> None:
    pass


@dataclass(frozen=True, slots=True)
class CurrentIndex:
    """An index that says what the folder said a moment ago."""

    path: Path
    counts: IndexCounts
    is_temporary: bool = False
    """Made in a temporary folder, because the cache cannot be written."""
    damage: str = ""
    """Why the index that was there had to be made anew."""


def bring_up_to_date(
    folder: Path,
    index_path: Path | None = None,
    *,
    rebuild: bool = False,
    report: Report = _tell_nobody,
) -> CurrentIndex:
    """Bring the index of a folder up to date, or see to it that another program has done so.

    Raises:
        CannotOpenError: the folder cannot be read.
        IndexUnavailableError: no index can be made anywhere.
    """
    path = index_path or default_index_path(folder)
    try:
        return _update(folder, path, report, rebuild=rebuild)
    except IndexLockedError:
        shared = _await_other(folder, path)
        if shared is not None:
            return shared
        return _update(folder, temporary_index_path(folder), report, is_temporary=True)
    except IndexUnavailableError as error:
        logger.warning("%s; a temporary index is used", error)
        return _update(folder, temporary_index_path(folder), report, is_temporary=True)


def use_index(
    folder: Path, use: Callable[[Path], Answer], *, report: Report = _tell_nobody
) -> Answer:
    """Use an index that is up to date; where it turns out to be damaged, one that is made anew.

    Args:
        folder: The folder of notes.
        use: Takes the place of the index; called again where it raises `store.IndexDamagedError`.
        report: Told how far indexing has come.

    Raises:
        CannotOpenError: the folder cannot be read.
        IndexUnavailableError: no index can be made anywhere.
    """
    try:
        return use(bring_up_to_date(folder, report=report).path)
    except store.IndexDamagedError as error:
        logger.warning("the index is damaged and is made anew: %s", error)
    return use(bring_up_to_date(folder, rebuild=True, report=report).path)


def temporary_index_path(folder: Path) -> Path:
    """A place for an index that ends with the process that makes it."""
    directory = tempfile.mkdtemp(prefix="noteviewer-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return Path(directory) / f"{folder_key(folder)}.sqlite"


def _update(
    folder: Path,
    path: Path,
    report: Report,
    *,
    rebuild: bool = False,
    is_temporary: bool = False,
) -> CurrentIndex:
    with Indexer(folder, path, rebuild=rebuild) as indexer:
        indexer.update(report)
        return CurrentIndex(path, indexer.counts(), is_temporary, indexer.damage)


def _await_other(folder: Path, path: Path) -> CurrentIndex | None:
    """Wait until the index that another program writes agrees with the folder."""
    choices = read_choices(folder)
    deadline = time.monotonic() + _PATIENCE
    told = time.monotonic() + _SILENCE
    while time.monotonic() < deadline:
        if time.monotonic() > told:
            told = deadline
            logger.warning("another program writes the index of %s; waiting for it", folder)
        try:
            connection = store.connect_for_reading(path)
        except IndexUnavailableError:
            time.sleep(_PAUSE)
            continue
        try:
            with store.reading():
                if stored_stats(connection) == scan_chosen(folder, choices).notes:
                    return CurrentIndex(path, count_index(connection))
        except IndexUnavailableError as error:
            logger.info("the shared index cannot be read: %s", error)
        finally:
            connection.close()
        time.sleep(_PAUSE)
    return None


def stored_stats(connection: sqlite3.Connection) -> dict[str, FileStat]:
    """What the index believes of the files."""
    rows = connection.execute("SELECT path, size, mtime_ns, ctime_ns, inode FROM note")
    return {path: FileStat(*stat) for path, *stat in rows}
