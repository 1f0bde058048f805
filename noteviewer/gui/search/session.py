"""Searches under way: the last one asked is the one that is answered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from time import perf_counter

from PySide6.QtCore import QObject, Qt, Signal

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import Tasks, log_failure
from noteviewer.gui.search.rows import Row, Unlisted, hit_rows
from noteviewer.library.rows import Scope, SearchResult, Without
from noteviewer.library.search.expansion import SearchOptions
from noteviewer.library.search.snippets import marking_query, query_texts
from noteviewer.library.state import SavedSearch, UserState

LIMIT = 200
_NEAR = SearchOptions(any_script=True, forgives_typos=True)


@dataclass(frozen=True, slots=True)
class _Question:
    query: str
    scope: Scope
    any_script: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search came to, with its rows made on the worker thread."""

    result: SearchResult
    rows: tuple[Row, ...]
    seconds: float
    is_same: bool
    """Whether it was asked again, so that the place in the list is to be kept."""
    without: tuple[Without, ...] = ()
    """Where nothing answers: without which part of the query something would."""

    @property
    def marked(self) -> str:
        """The query whose matches are to be marked in the page."""
        return marking_query(self.result)


class SearchSession(QObject):
    """Asks the index; a newer search ends the one before."""

    answered = Signal(object)
    """An `Answer`; where the first hits came before all were counted, one more."""
    _first_found = Signal(object, object)
    """An event that says it is not wanted, and an `Answer` on its way from the worker thread."""

    def __init__(
        self,
        queries: Queries[IndexReader],
        any_script: Callable[[], bool],
        on_failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        """Prepare.

        Args:
            queries: Of the index.
            any_script: Whether traditional and simplified characters are to be found alike.
            on_failed: Told of what went wrong.
            parent: Owns it.
        """
        super().__init__(parent)
        self._any_script = any_script
        self._lane = queries.lane(self)
        self._on_failed = on_failed
        self._first_found.connect(self._take_first, Qt.ConnectionType.QueuedConnection)

    def ask(self, query: str, scope: Scope, *, is_same: bool = False) -> None:
        """Search on a thread."""
        cancel = Event()
        asked = _Question(query, scope, self._any_script(), is_same)
        find = partial(_find, asked, cancel, partial(self._first_found.emit, cancel))
        self._lane.ask(find, self.answered.emit, self._on_failed, cancel=cancel)

    def cancel(self) -> None:
        """Want no answer any more."""
        self._lane.cancel()

    def _take_first(self, cancel: Event, first: Answer) -> None:
        if not cancel.is_set():
            self.answered.emit(first)


def _find(
    asked: _Question, cancel: Event, tell_first: Callable[[Answer], None], catalog: IndexReader
) -> Answer:
    started = perf_counter()
    query, scope = asked.query, asked.scope
    is_same = asked.is_same

    def on_first(first: SearchResult) -> None:
        nonlocal is_same
        tell_first(Answer(first, _rows(first), perf_counter() - started, is_same))
        is_same = True

    options = SearchOptions(asked.any_script)
    result = catalog.search(query, scope, LIMIT, cancel, options, on_first=on_first)
    if not result.hits:
        # Perhaps a key was missed, or the notes are in the other script: what is found then is told
        # to be something else.
        near = catalog.search(query, scope, LIMIT, cancel, _NEAR)
        if near.hits:
            result = replace(near, corrections=near.corrections or _other_texts(near))
    without = () if result.hits else tuple(catalog.without_each(query, scope, cancel))
    return Answer(result, _rows(result), perf_counter() - started, is_same, without)


def _rows(result: SearchResult) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = tuple(hit_rows(result.hits))
    if len(result.hits) == LIMIT < result.sections and not result.is_counting:
        rows = (*rows, Unlisted(result.sections - LIMIT))
    return rows


def _other_texts(near: SearchResult) -> tuple[str, ...]:
    asked = query_texts(near.query)
    return tuple(text for text in near.highlights if text not in asked)


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """What was searched for before."""

    saved: tuple[SavedSearch, ...] = ()
    history: tuple[str, ...] = ()

    def is_saved(self, query: str) -> bool:
        """Whether a query is among the saved ones."""
        return any(search.query == query for search in self.saved)


class SearchHistory(QObject):
    """Reads and keeps them on a thread."""

    changed = Signal()
    """`past` is new."""
    saved_changed = Signal()
    """A search was saved, or is no longer."""

    def __init__(self, state: UserState, tasks: Tasks, parent: QObject) -> None:
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

        self._after(toggle, self.saved_changed.emit)

    def _after(
        self, change: Callable[[str], None], tell: Callable[[], object] = lambda: None
    ) -> None:
        """Change what is kept, and read it again."""
        folder, searches = self._folder, self._searches

        def work() -> Past:
            change(folder)
            return Past(tuple(searches.saved(folder)), tuple(searches.history(folder)))

        def take(past: Past) -> None:
            self._take(past)
            tell()

        self._tasks.run(work, take, self._not_kept)

    def _take(self, past: Past) -> None:
        self.past = past
        self.changed.emit()

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot read or keep searches", error)
