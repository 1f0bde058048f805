"""Questions to the index, asked on worker threads.

SQLite wants one connection a thread, so each worker thread opens its own source the first time it
is asked, and again after `Queries.reopen` (another folder, or an index that was rebuilt).
"""

from collections.abc import Callable
from threading import Event, get_ident
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from noteviewer.errors import IndexUnavailableError
from noteviewer.gui.core.tasks import Lane, Tasks, ignore_result

Source_co = TypeVar("Source_co", covariant=True)
Answer = TypeVar("Answer")


class Queries(Generic[Source_co]):
    """Runs ``question(source)`` on a thread and calls back in the window's thread."""

    def __init__(
        self,
        tasks: Tasks,
        open_source: Callable[[], Source_co],
        notice: Callable[[Exception], None] = ignore_result,
        interrupt: Callable[[Source_co], None] = ignore_result,
    ) -> None:
        """Prepare.

        Args:
            tasks: Has the threads.
            open_source: Opens a source on the calling thread.
            notice: Hears of everything that goes wrong, on the thread where it does.
            interrupt: Ends the question that a source is answering on another thread.
        """
        self._tasks = tasks
        self._open_source = open_source
        self._notice = notice
        self._interrupt = interrupt
        self._sources: dict[int, Source_co] = {}
        """By thread."""

    def ask(
        self,
        question: Callable[[Source_co], Answer],
        on_done: Callable[[Answer], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Ask something whose answer is wanted whatever else is asked meanwhile."""
        self._tasks.run(lambda: self.answer(question), on_done, on_failed)

    def answer(self, question: Callable[[Source_co], Answer]) -> Answer:
        """Answer a question on the calling worker thread.

        Raises:
            IndexUnavailableError: the folder was left meanwhile.
        """
        sources = self._sources
        try:
            return question(self.source())
        except Exception as error:
            if sources is not self._sources:
                raise IndexUnavailableError("the folder was left") from error
            self._notice(error)
            raise

    def lane(self, parent: QObject | None = None) -> "QueryLane[Source_co]":
        """A line of questions of which only the last is answered, for one widget."""
        return QueryLane(self, Lane(self._tasks, parent))

    def reopen(self) -> None:
        """Let every thread open its source anew before its next question.

        The old ones go with what they keep, but those with which a question is being answered.
        """
        self._sources = {}

    def leave(self) -> None:
        """Give up what is being answered, and let every source go: another folder is opened."""
        left = self._sources
        self.reopen()
        for source in left.copy().values():
            self._interrupt(source)

    def source(self) -> Source_co:
        """The source of the calling worker thread, for code that runs there already."""
        sources, thread = self._sources, get_ident()
        if thread not in sources:
            sources[thread] = self._open_source()
        return sources[thread]


class QueryLane(Generic[Source_co]):
    """Questions of one widget: a new one supersedes the one before."""

    def __init__(self, queries: Queries[Source_co], lane: Lane) -> None:
        self._queries = queries
        self._lane = lane

    def ask(
        self,
        question: Callable[[Source_co], Answer],
        on_done: Callable[[Answer], None],
        on_failed: Callable[[Exception], None],
        *,
        cancel: Event | None = None,
    ) -> None:
        """Ask, giving up the question before; `cancel` is set when this one is superseded."""
        answer = self._queries.answer
        self._lane.run(lambda: answer(question), on_done, on_failed, cancel=cancel)

    def cancel(self) -> None:
        """Give up the present question, if there is one."""
        self._lane.cancel()
