"""An index that another process writes: tell a listener what changed in it."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from noteviewer.errors import IndexUnavailableError
from noteviewer.library import store
from noteviewer.library.index_counts import count_index
from noteviewer.library.index_events import IndexEvent, IndexIdle, IndexUpdate

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
            generation = int(store.get_meta(self._connection, "generation", "0"))
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
