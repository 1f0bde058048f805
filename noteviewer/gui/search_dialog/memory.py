"""Searches made before: history and saved searches of the folder."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.failures import log_failure
from noteviewer.gui.tasks import Tasks
from noteviewer.library.state import ReaderState, SavedSearch

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """What was searched for before."""

    saved: tuple[SavedSearch, ...] = ()
    history: tuple[str, ...] = ()

    def is_saved(self, query: str) -> bool:
        """Whether a query is among the saved ones."""
        return any(search.query == query for search in self.saved)


class SearchMemory(QObject):
    """Reads and keeps them on a thread."""

    changed = Signal()
    """`past` is new."""

    def __init__(self, state: ReaderState, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.past = Past()
        self._searches = state.searches
        self._tasks = tasks
        self._folder = ""

    def set_folder(self, folder: str) -> None:
        """Remember for another folder."""
        self._folder = folder
        self._take(Past())

    def read(self) -> None:
        """Look what is kept."""
        self._after(lambda _folder: None)

    def remember(self, query: str) -> None:
        """Add a query to the history."""
        self._after(lambda folder: self._searches.remember(folder, query))

    def toggle_saved(self, query: str) -> None:
        """Save a query; if it is saved, forget it."""
        names = [search.name for search in self.past.saved if search.query == query]

        def toggle(folder: str) -> None:
            for name in names:
                self._searches.delete(folder, name)
            if not names:
                self._searches.save(folder, query, query)

        self._after(toggle)

    def _after(self, change: Callable[[str], None]) -> None:
        """Change what is kept, and read it again."""
        folder, searches = self._folder, self._searches

        def work() -> Past:
            change(folder)
            return Past(tuple(searches.saved(folder)), tuple(searches.history(folder)))

        self._tasks.run(work, self._take, self._not_kept)

    def _take(self, past: Past) -> None:
        self.past = past
        self.changed.emit()

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot read or keep searches", error)
