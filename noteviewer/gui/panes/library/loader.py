"""Reads the notes of the folder again and again as its index grows, without hurry."""

import json
import logging
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import Tasks, ignore_result, log_failure
from noteviewer.gui.panes.library.trees import LibraryContent, Mode, read_content
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.library.state import UserState

NodePath = tuple[Hashable, ...]
MOST = 500
"""Open groups that are remembered in a mode."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Mode, and what stands open in each."""

    mode: Mode | None = None
    """None where the user chose none."""
    expanded: Mapping[Mode, frozenset[NodePath]] = field(default_factory=dict)

    def to_text(self) -> str:
        """Write as JSON."""
        expanded = {
            mode: sorted((list(path) for path in paths), key=str)[:MOST]
            for mode, paths in self.expanded.items()
        }
        return json.dumps({"mode": self.mode, "expanded": expanded}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str | None) -> "Arrangement":
        """Read what `to_text` wrote; anything else is an empty arrangement."""
        try:
            values = json.loads(text or "{}")
            mode = values.get("mode")
            expanded = {
                Mode(name): frozenset(tuple(map(_hashable, path)) for path in paths)
                for name, paths in values.get("expanded", {}).items()
            }
            return cls(Mode(mode) if mode else None, expanded)
        except (ValueError, TypeError, AttributeError):
            return cls()


def _hashable(key: object) -> Hashable:
    """JSON knows no tuples; a list in a path was one."""
    return tuple(key) if isinstance(key, list) else str(key)


logger = logging.getLogger(__name__)

OPTION = "library"
"""Name under which the arrangement is kept with the folder."""
DELAY_MS = 800


class ArrangementStore(QObject):
    """The arrangement in force, and its way to the user's state."""

    def __init__(
        self, state: UserState, tasks: Tasks, look: Callable[[], None], parent: QObject
    ) -> None:
        """Keep for a pane.

        Args:
            state: Where it is kept.
            tasks: Threads to write on.
            look: Called before writing, to take in what stands open (`set_expanded`).
            parent: The pane.
        """
        super().__init__(parent)
        self.arrangement = Arrangement()
        self.is_known = False
        """Whether it was read for the present folder."""
        self._state = state
        self._tasks = tasks
        self._look = look
        self._folder = ""
        self._delayed_call = DelayedCall(DELAY_MS, self._keep, self)

    def set_folder(self, folder: str) -> None:
        """Another folder: its arrangement is to be read (`read`) and taken (`take`)."""
        self._delayed_call.stop()
        self._folder = folder
        self.arrangement, self.is_known = Arrangement(), False

    def read(self) -> str | None:
        """What was kept for the folder; for a worker thread."""
        return self._state.folders.option(self._folder, OPTION)

    def take(self, text: str | None) -> None:
        """Use what was kept, unless the user chose a mode meanwhile."""
        if not self.is_known:
            left = Arrangement.from_text(text)
            self.arrangement = replace(left, mode=self.arrangement.mode or left.mode)
            self.is_known = True

    def set_mode(self, mode: Mode) -> None:
        """The user chose a mode."""
        self.arrangement = replace(self.arrangement, mode=mode)
        self._delayed_call.start()

    def set_expanded(self, mode: Mode, paths: Iterable[NodePath]) -> None:
        """What stands open in a mode."""
        expanded = {**self.arrangement.expanded, mode: frozenset(paths)}
        self.arrangement = replace(self.arrangement, expanded=expanded)

    def keep_soon(self) -> None:
        """Something was opened or closed."""
        self._delayed_call.start()

    def _keep(self) -> None:
        self._look()
        text = self.arrangement.to_text()
        keep = partial(self._state.folders.set_option, self._folder, OPTION, text)
        self._tasks.run(keep, ignore_result, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot keep how the library is arranged", error)


LONGEST_REST_MS = 1000


@dataclass(frozen=True, slots=True)
class LoadedLibrary:
    """What was read."""

    content: LibraryContent
    left: str | None
    """How the library was left, of a folder that was opened just now."""


class LibraryLoader(QObject):
    """One reading at a time, and a rest after each.

    A reading is never given up for a newer one: while a folder is indexed the news come faster than
    a large catalog can be read, and the tree would stay empty to the end. Reading takes its time
    from drawing, so it may have a quarter of it, no more. What takes longest, where topics are
    carried on, waits until the index is at rest.
    """

    library_loaded = Signal(object)
    """A `LoadedLibrary`."""

    def __init__(
        self,
        queries: Queries[IndexReader],
        state: UserState,
        arrangements: ArrangementStore,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lane = queries.lane(self)
        self._state = state
        self._arrangements = arrangements
        self._folder = ""
        self._content = LibraryContent()
        self._is_reading = False
        self._is_stale = False
        self._wants_topics = True
        self._lacks_topics = False
        self._asked = 0.0
        self._rest = DelayedCall(LONGEST_REST_MS, self._catch_up, self)

    def set_folder(self, folder: str) -> None:
        """Read another folder, at once."""
        self._folder = folder
        self._content = LibraryContent()
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
            read = partial(self._read, self._folder, self._content, with_topics=has_topics)
            self._lane.ask(read, self._take, self._not_read)

    def settle(self) -> None:
        """No more news are to be expected: read at once what came during a rest, and all of it."""
        if self._is_stale or self._lacks_topics:
            self._is_stale = self._wants_topics = True
            if not self._is_reading:
                self._rest.stop()
                self.refresh()

    def _read(
        self, folder: str, before: LibraryContent, catalog: IndexReader, *, with_topics: bool
    ) -> LoadedLibrary:
        """Read all there is to know; on a worker thread."""
        left = None if self._arrangements.is_known else self._arrangements.read()
        visits = self._state.visits
        recent = tuple(visit.note for visit in visits.recent(folder))
        often = tuple(visit.note for visit in visits.most_read(folder) if visit.visits > 1)
        saved = tuple(self._state.searches.saved(folder))
        content = read_content(catalog, recent, often, before, saved=saved, with_topics=with_topics)
        return LoadedLibrary(content, left)

    def _take(self, answer: LoadedLibrary) -> None:
        self._is_reading = False
        self._content = answer.content
        spent = (perf_counter() - self._asked) * 1000
        self._rest.start(0 if self._wants_topics else min(round(3 * spent), LONGEST_REST_MS))
        self.library_loaded.emit(answer)

    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the notes of the folder", error)
        self._is_reading = False
        self._catch_up()
