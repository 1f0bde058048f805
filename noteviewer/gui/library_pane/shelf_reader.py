"""Reads the notes of the folder again and again as its index grows, without hurry."""

import logging
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.failures import log_failure
from noteviewer.gui.library_pane.keeper import ArrangementKeeper
from noteviewer.gui.library_pane.trees import Shelf, read_shelf
from noteviewer.gui.pause import Pause
from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)

LONGEST_REST_MS = 1000


@dataclass(frozen=True, slots=True)
class ShelfRead:
    """What was read."""

    shelf: Shelf
    left: str | None
    """How the library was left, of a folder that was opened just now."""


class ShelfReader(QObject):
    """One reading at a time, and a rest after each.

    A reading is never given up for a newer one: while a folder is indexed the news come faster than
    a large catalog can be read, and the tree would stay empty to the end. Reading takes its time
    from drawing, so it may have a quarter of it, no more. What takes longest, where topics are
    carried on, waits until the index is at rest.
    """

    shelf_read = Signal(object)
    """A `ShelfRead`."""

    def __init__(
        self,
        queries: Queries[Reading],
        state: ReaderState,
        keeper: ArrangementKeeper,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lane = queries.lane(self)
        self._state = state
        self._keeper = keeper
        self._folder = ""
        self._shelf = Shelf()
        self._is_reading = False
        self._is_stale = False
        self._wants_topics = True
        self._lacks_topics = False
        self._asked = 0.0
        self._rest = Pause(LONGEST_REST_MS, self._catch_up, self)

    def set_folder(self, folder: str) -> None:
        """Read another folder, at once."""
        self._folder = folder
        self._shelf = Shelf()
        self._is_reading = False
        self._wants_topics = True
        self._rest.stop()
        self.refresh()

    def refresh(self) -> None:
        """Read, or read again after the present reading and a rest."""
        self._is_stale = self._is_reading or self._rest.isActive()
        if not self._is_stale:
            self._is_reading = True
            self._asked = perf_counter()
            has_topics, self._wants_topics = self._wants_topics, False
            self._lacks_topics = not has_topics
            read = partial(self._read, self._folder, self._shelf, with_topics=has_topics)
            self._lane.ask(read, self._take, self._not_read)

    def settle(self) -> None:
        """No more news are to be expected: read at once what came during a rest, and all of it."""
        if self._is_stale or self._lacks_topics:
            self._is_stale = self._wants_topics = True
            if not self._is_reading:
                self._rest.stop()
                self.refresh()

    def _read(
        self, folder: str, before: Shelf, catalog: Reading, *, with_topics: bool
    ) -> ShelfRead:
        """Read all there is to know; on a worker thread."""
        left = None if self._keeper.is_known else self._keeper.read()
        visits = self._state.visits
        recent = tuple(visit.note for visit in visits.recent(folder))
        often = tuple(visit.note for visit in visits.most_read(folder) if visit.visits > 1)
        shelf = read_shelf(catalog, recent, often, before, with_topics=with_topics)
        return ShelfRead(shelf, left)

    def _take(self, answer: ShelfRead) -> None:
        self._is_reading = False
        self._shelf = answer.shelf
        spent = (perf_counter() - self._asked) * 1000
        self._rest.start(0 if self._wants_topics else min(round(3 * spent), LONGEST_REST_MS))
        self.shelf_read.emit(answer)

    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the notes of the folder", error)
        self._is_reading = False
        self._catch_up()
