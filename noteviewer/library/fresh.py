"""An index that is up to date now, for commands that ask once and end.

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

from noteviewer.errors import IndexUnavailableError
from noteviewer.library import store
from noteviewer.library.index_counts import IndexCounts, count_index
from noteviewer.library.indexer import Indexer, IndexLockedError, Progress
from noteviewer.library.scan import FileStat, scan_folder
from noteviewer.paths import folder_key
from noteviewer.paths import index_path as default_index_path

logger = logging.getLogger(__name__)

_PATIENCE = 20.0
"""Seconds that another program gets to bring the shared index up to date."""
_SILENCE = 2.0
"""Seconds after which that is told."""
_PAUSE = 0.05


Report = Callable[[Progress], None]
"""Told how far indexing has come."""


def _tell_nobody(_progress: Progress) -> None:
    pass


@dataclass(frozen=True, slots=True)
class FreshIndex:
    """An index that says what the folder said a moment ago."""

    path: Path
    counts: IndexCounts
    is_temporary: bool = False
    """Made in a temporary folder, because the cache cannot be written."""


def bring_up_to_date(
    folder: Path,
    index_path: Path | None = None,
    *,
    rebuild: bool = False,
    report: Report = _tell_nobody,
) -> FreshIndex:
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
) -> FreshIndex:
    with Indexer(folder, path, rebuild=rebuild) as indexer:
        indexer.update(report)
        return FreshIndex(path, indexer.counts(), is_temporary=is_temporary)


def _await_other(folder: Path, path: Path) -> FreshIndex | None:
    """Wait until the index that another program writes agrees with the folder."""
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
            if stored_stats(connection) == scan_folder(folder).notes:
                return FreshIndex(path, count_index(connection))
        finally:
            connection.close()
        time.sleep(_PAUSE)
    return None


def stored_stats(connection: sqlite3.Connection) -> dict[str, FileStat]:
    """What the index believes of the files."""
    rows = connection.execute("SELECT path, size, mtime_ns, ctime_ns, inode FROM note")
    return {path: FileStat(*stat) for path, *stat in rows}
