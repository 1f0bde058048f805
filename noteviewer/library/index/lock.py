"""One writer for an index: a lock file beside it, held for as long as the writer lives.

The system lets go of the lock when the process ends, however it ends.
"""

import os
import time
from pathlib import Path

from noteviewer.paths import make_private

try:
    import fcntl
except ImportError:
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        """Lock on Windows: the first byte, for this handle alone."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:

    def _try_lock(descriptor: int) -> None:
        """Lock everywhere else."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.02


class WriterLock:
    """The right to write one index."""

    def __init__(self, index_path: Path) -> None:
        """Name the lock; nothing is locked yet."""
        self._path = index_path.with_name(index_path.name + ".lock")
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether we hold it."""
        return self._descriptor is not None

    def acquire(self, timeout: float = 0.0) -> bool:
        """Try to get the lock for so many seconds.

        Raises:
            OSError: the lock file cannot be made (read-only cache, disk full).
        """
        if self.is_held:
            return True
        make_private(self._path.parent)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + timeout
        while not _lock(descriptor):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return False
            time.sleep(_PAUSE)
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let another process write."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    try:
        _try_lock(descriptor)
    except OSError:
        return False
    return True
