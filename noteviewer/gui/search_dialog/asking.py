"""Searches under way: the last one asked is the one that is answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.gui.search_dialog.rows import Row, Unlisted, hit_rows
from noteviewer.library.expand import SearchOptions
from noteviewer.library.marked import marking_query, query_texts
from noteviewer.library.rows import Scope, SearchResult

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

    @property
    def marked(self) -> str:
        """The query whose matches are to be marked in the page."""
        return marking_query(self.result)


class Asking(QObject):
    """Asks the index; a newer search ends the one before."""

    answered = Signal(object)
    """An `Answer`."""

    def __init__(
        self,
        queries: Queries[Reading],
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

    def ask(self, query: str, scope: Scope, *, is_same: bool = False) -> None:
        """Search on a thread."""
        cancel = Event()
        find = partial(_find, _Question(query, scope, self._any_script(), is_same), cancel)
        self._lane.ask(find, self.answered.emit, self._on_failed, cancel=cancel)

    def cancel(self) -> None:
        """Want no answer any more."""
        self._lane.cancel()


def _find(asked: _Question, cancel: Event, catalog: Reading) -> Answer:
    started = perf_counter()
    query, scope = asked.query, asked.scope
    result = catalog.search(query, scope, LIMIT, cancel, SearchOptions(asked.any_script))
    if not result.hits:
        # Perhaps a key was missed, or the notes are in the other script: what is found then is told
        # to be something else.
        near = catalog.search(query, scope, LIMIT, cancel, _NEAR)
        if near.hits:
            result = replace(near, corrections=near.corrections or _other_texts(near))
    rows: tuple[Row, ...] = tuple(hit_rows(result.hits))
    if len(result.hits) == LIMIT < result.sections:
        rows = (*rows, Unlisted(result.sections - LIMIT))
    return Answer(result, rows, perf_counter() - started, asked.is_same)


def _other_texts(near: SearchResult) -> tuple[str, ...]:
    asked = query_texts(near.query)
    return tuple(text for text in near.highlights if text not in asked)
