"""Plain callables on worker threads, and one hop back to the window's thread.

Work is a function of values: it touches no widget and can be tested without an event loop. Its
answer, or the exception that ended it, is handed to a callback in the window's thread. Both
callbacks are part of the call, so that no failure is ever lost.

A `Lane` is for questions of which only the last matters (search as you type, the list of the note
that is shown): asking again cancels the question before, and its answer is dropped.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from noteviewer.errors import NoteviewerError

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
WORKERS = 4


def ignore_result(_answer: object) -> None:
    """Take the answer of work that is only to be heard of where it fails."""


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """What a piece of work came to, on its way to the window's thread."""

    deliver: Callable[[Any], None]
    value: object


class Tasks(QObject):
    """A pool of threads whose answers arrive in the thread that made it."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, workers: int = WORKERS) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="noteviewer")
        self._is_open = True
        self._under_way = 0
        # A bound method of an object of this thread: Qt queues the call into this thread.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Answer],
        on_done: Callable[[Answer], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` on a thread; exactly one callback follows, unless `close` comes first."""
        if self._is_open:
            self._under_way += 1
            self._pool.submit(self._work, work, on_done, on_failed)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked is answered."""
        return self._under_way == 0

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and deliver nothing more."""
        self._is_open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(
        self,
        work: Callable[[], Answer],
        on_done: Callable[[Answer], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        try:
            outcome = _Outcome(on_done, work())
        except Exception as error:  # noqa: BLE001  (the boundary of a worker: handed on, not lost)
            outcome = _Outcome(on_failed, error)
        if self._is_open:
            self._finished.emit(outcome)

    def _deliver(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        if self._is_open:
            outcome.deliver(outcome.value)


class Lane(QObject):
    """A line of questions of which only the last one is answered.

    Give the widget that asks as `parent`: when it is gone, its answers are dropped.
    """

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._current: object = None
        self._cancel: Event | None = None

    def run(
        self,
        work: Callable[[], Answer],
        on_done: Callable[[Answer], None],
        on_failed: Callable[[Exception], None],
        *,
        cancel: Event | None = None,
    ) -> None:
        """Supersede the question before and run `work`.

        Args:
            work: What to do on a thread.
            on_done: Takes the answer, unless another question came meanwhile.
            on_failed: Takes the exception, unless another question came meanwhile.
            cancel: Set as soon as the question is superseded; for work that can stop early.
        """
        self.cancel()
        ticket = object()
        self._current, self._cancel = ticket, cancel

        def deliver_if_current(deliver: Callable[[Any], None], value: object) -> None:
            if shiboken6.isValid(self) and self._current is ticket:
                deliver(value)

        self._tasks.run(
            work,
            lambda answer: deliver_if_current(on_done, answer),
            lambda error: deliver_if_current(on_failed, error),
        )

    def cancel(self) -> None:
        """Give up the present question, if there is one."""
        if self._cancel is not None:
            self._cancel.set()
        self._current = self._cancel = None


def log_failure(logger: logging.Logger, what: str, error: Exception) -> None:
    """Note a failure; only a bug of ours is worth a warning and a traceback.

    A folder that was opened for the first time has no index yet: that is told by the status bar,
    and the pane is filled when the indexer says that there is something to read.
    """
    if isinstance(error, NoteviewerError):
        logger.info("%s: %s", what, error)
    else:
        logger.warning("%s: %s", what, error, exc_info=error)
