"""Follow a folder: keep its index up to date for as long as somebody listens.

The process behind the window. It prints one event a line (`library.sync.events`), first of all
where the index is, and again when that changes.

It reads one command a line: ``rescan``, ``first PATH`` (parse this note before the others),
``cancel`` (rest until the next ``rescan``), ``verify`` (look through the index, which a reader
found damaged), ``quit``; the end of its input means ``quit`` too.
"""

import logging
import queue
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from noteviewer.errors import CannotOpenError, IndexUnavailableError
from noteviewer.library.folder.watch import Watcher, WatchMode
from noteviewer.library.index.indexer import Indexer, IndexLockedError, Progress
from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.sync.events import (
    IndexEvent,
    IndexFailure,
    IndexIdle,
    IndexPlace,
    IndexProgress,
    IndexUpdate,
    write_event,
)
from noteviewer.library.sync.shared_index import SharedIndex, temporary_index_path
from noteviewer.paths import index_path as default_index_path

logger = logging.getLogger(__name__)

Emit = Callable[[IndexEvent], None]

_SETTLING = (0.25, 1.2, 2.6)
"""Seconds after a change at which the folder is scanned once more: what is written into a folder
that is itself new can come without an event, and what is written within a tick of the clock looks
unchanged until that tick is over."""
_POLL = 2.0
_HEARTBEAT = 30.0
"""Seconds between scans without any hint: by the clock where there are no events, and rarely where
there are, for events can be lost."""
_ABSENT = 1.0
"""Seconds between looks for a folder that is gone."""
_SHARED_POLL = 0.3
"""Seconds between looks at an index that another process writes."""
_PATIENCE = 8.0
"""Seconds for which an index that another process holds may be unreadable before we do without."""
_LONGEST_BREATH = 0.2
"""Seconds of rest after an update at most; a short update needs next to none."""
_FEW = 20
"""Notes that are parsed before a progress bar could be seen."""


def follow(folder: Path, *, rebuild: bool = False) -> None:
    """Follow a folder, speaking over the standard streams, until told to quit.

    Raises:
        CannotOpenError: the folder cannot be opened at the start.
        IndexUnavailableError: no index can be made anywhere.
    """

    def emit(event: IndexEvent) -> None:
        sys.stdout.write(write_event(event) + "\n")
        sys.stdout.flush()

    Follower(folder, emit, sys.stdin).run(rebuild=rebuild)


class Follower:
    """One folder, one index, one listener."""

    def __init__(self, folder: Path, emit: Emit, source: TextIO) -> None:
        """Prepare to follow ``folder``, telling ``emit``, taking commands from ``source``."""
        if not folder.is_dir():
            raise CannotOpenError(f"cannot open {folder}: not a folder")
        self._folder = folder.resolve()
        self._emit = emit
        self._source = source
        self._wake: queue.SimpleQueue[str] = queue.SimpleQueue()
        """What ends a rest: a command, or a hint that files changed."""
        self._is_quitting = threading.Event()
        self._is_cancelled = threading.Event()
        self._is_doubted = threading.Event()
        """A reader found the index damaged."""
        self._pool = ParserPool(self._folder)
        self._indexer: Indexer | None = None
        self._shared: SharedIndex | None = None
        self._watcher: Watcher | None = None
        self._watched: tuple[int, int] | None = None
        """Device and inode of the folder that is watched."""
        self._due: list[float] = []
        self._is_gone = False
        self._is_stuck = False
        """The index cannot be written for now."""
        self._last_idle: IndexIdle | None = None
        self._damage_told = ""

    def run(self, *, rebuild: bool = False) -> None:
        """Index, then follow, until told to quit."""
        # Before any thread starts: the workers can then be forked.
        self._pool.start()
        threading.Thread(
            target=self._read_commands, name="noteviewer-commands", daemon=True
        ).start()
        try:
            while not self._is_quitting.is_set():
                self._watch()
                if self._is_writer(rebuild=rebuild):
                    rebuild = False
                    self._verify()
                    self._update()
                elif self._shared is not None:
                    self._shared.poll()
                self._rest()
        except BrokenPipeError:
            logger.info("nobody listens any more")
        finally:
            self._close()

    def _is_writer(self, *, rebuild: bool) -> bool:
        """Become the index's writer, unless another process is it."""
        if self._indexer is not None:
            return True
        path = default_index_path(self._folder)
        is_temporary = False
        try:
            self._indexer = Indexer(self._folder, path, rebuild=rebuild, pool=self._pool)
        except CannotOpenError as error:
            self._tell_gone(error)
            return False
        except IndexLockedError:
            if self._shared is None:
                self._shared = SharedIndex(path, self._emit)
                self._emit(IndexPlace(str(path), is_shared=True))
            if self._shared.seconds_unreadable < _PATIENCE:
                return False
            path, is_temporary = self._open_temporary(), True
        except IndexUnavailableError as error:
            self._tell_error("index-unavailable", error)
            path, is_temporary = self._open_temporary(), True
        self._close_shared()
        self._tell_place(path, is_temporary=is_temporary)
        return True

    def _tell_place(self, path: Path, *, is_temporary: bool) -> None:
        assert self._indexer is not None  # noqa: S101  (the caller has just made it)
        self._emit(IndexPlace(str(path), is_temporary, damage=self._indexer.damage))
        self._damage_told = self._indexer.damage

    def _verify(self) -> None:
        """Look through the index where a reader doubts it."""
        assert self._indexer is not None  # noqa: S101  (the caller has just made sure)
        if not self._is_doubted.is_set():
            return
        self._is_doubted.clear()
        self._last_idle = None  # that all is well is an answer
        try:
            self._indexer.look_through()
        except IndexUnavailableError as error:
            self._tell_error("index-unavailable", error)

    def _open_temporary(self) -> Path:
        path = temporary_index_path(self._folder)
        self._indexer = Indexer(self._folder, path, pool=self._pool)
        return path

    def _update(self) -> None:
        assert self._indexer is not None  # noqa: S101  (the caller has just made sure)
        if self._is_cancelled.is_set():
            return
        try:
            update = self._indexer.update(self._tell_progress, is_cancelled=self._is_stopped)
        except CannotOpenError as error:
            self._tell_gone(error)
            return
        except IndexUnavailableError as error:
            # What is indexed so far can still be read; the disk may have room again soon.
            if not self._is_stuck:
                self._tell_error("index-unavailable", error)
            self._is_stuck = True
            return
        self._is_gone = self._is_stuck = False
        if self._indexer.damage != self._damage_told:
            path = self._indexer.index_path
            self._tell_place(path, is_temporary=path != default_index_path(self._folder))
        if update.changed or update.removed:
            now = time.monotonic()
            self._due = [now + delay for delay in _SETTLING]
        if update.changed or update.removed or update.is_relearned:
            self._emit(IndexUpdate((), update.removed, update.generation, update.renamed))
        if self._is_cancelled.is_set() and not update.is_complete:
            self._tell_error("cancelled", InterruptedError("indexing was cancelled"))
        else:
            self._tell_idle()
        # A file that is written without end must not keep a processor busy.
        self._is_quitting.wait(min(update.seconds / 4, _LONGEST_BREATH))

    def _watch(self) -> None:
        """Watch the folder that has the name now; it may be another one than before."""
        try:
            status = self._folder.stat()
            present = (status.st_dev, status.st_ino)
        except OSError:
            present = None
        if present == self._watched:
            return
        if self._watcher is not None:
            self._watcher.close()
        self._watcher = Watcher(self._folder, self._hint) if present else None
        self._watched = present

    def _rest(self) -> None:
        """Sleep until a command, a hint, or the time of the next scan."""
        now = time.monotonic()
        due = min([*self._due, now + self._pause()])
        while not self._is_quitting.is_set():
            try:
                self._wake.get(timeout=max(due - time.monotonic(), 0.0))
            except queue.Empty:
                break
            while not self._wake.empty():  # one scan answers all hints so far
                self._wake.get()
            break
        now = time.monotonic()
        self._due = [moment for moment in self._due if moment > now]

    def _pause(self) -> float:
        if self._indexer is None:
            return _SHARED_POLL
        if self._is_gone or self._is_stuck:
            return _ABSENT
        has_events = self._watcher is not None and self._watcher.mode is WatchMode.EVENTS
        return _HEARTBEAT if has_events else _POLL

    def _read_commands(self) -> None:
        for line in self._source:
            command, _, argument = line.rstrip("\n").partition(" ")
            if command == "quit":
                break
            if command == "cancel":
                self._is_cancelled.set()
            elif command == "first":
                self._pool.promote(argument)
            elif command == "rescan":
                self._is_cancelled.clear()
                self._wake.put(command)
            elif command == "verify":
                self._is_doubted.set()
                self._wake.put(command)
        self._is_quitting.set()
        self._wake.put("quit")

    def _hint(self) -> None:
        self._wake.put("hint")

    def _is_stopped(self) -> bool:
        return self._is_cancelled.is_set() or self._is_quitting.is_set()

    def _tell_gone(self, error: CannotOpenError) -> None:
        if not self._is_gone:
            self._tell_error("folder-gone", error)
        self._is_gone = True

    def _tell_error(self, code: str, error: Exception) -> None:
        self._last_idle = None  # that all is well again is to be told, even if all is as before
        self._emit(IndexFailure(str(error), code))

    def _tell_progress(self, progress: Progress) -> None:
        if progress.total > _FEW:
            self._emit(IndexProgress(progress.done, progress.total))
        if progress.changed:
            self._emit(IndexUpdate(progress.changed, (), progress.generation))

    def _tell_idle(self) -> None:
        assert self._indexer is not None  # noqa: S101  (the caller has just used it)
        watch = self._watcher.mode if self._watcher is not None else WatchMode.OFF
        idle = IndexIdle.of(self._indexer.counts(), watch)
        if idle != self._last_idle:
            self._emit(idle)
            self._last_idle = idle

    def _close_shared(self) -> None:
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def _close(self) -> None:
        self._close_shared()
        if self._watcher is not None:
            self._watcher.close()
        if self._indexer is not None:
            self._indexer.close()
        self._pool.close()
