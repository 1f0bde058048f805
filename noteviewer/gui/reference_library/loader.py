"""The references of the open folder, read and listed away from the window's thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import Lane, Tasks, ignore_result
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.library.references import (
    Choice,
    Listing,
    ReferenceLibrary,
    ReferenceTable,
    build_library,
)
from noteviewer.library.state import LinkVerdict, ReferenceState, UserState

Value = TypeVar("Value")
COUNT_PAUSE_MS = 400


class References(QObject):
    """Answers what the user wants to see with a listing; only the last request counts."""

    listed = Signal(object)
    """A `Listing`: what is to be shown now."""
    counted = Signal(object)
    """A `Listing` whose counts are new, while its lines are to stay as they are."""
    failed = Signal(object)
    """The exception that kept the references from being read."""
    progressed = Signal(int, int)
    """How many were read, and of how many."""
    _progressed = Signal(int, int)

    def __init__(
        self,
        queries: Queries[IndexReader],
        tasks: Tasks,
        state: UserState,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # Told on a worker thread.
        self._progressed.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._loading = queries.lane(self)
        self._listing = Lane(tasks, self)
        self._counting = Lane(tasks, self)
        self._marks = Lane(tasks, self)
        self._preparing = Lane(tasks, self)
        self._unprepared: ReferenceTable | None = None
        self._state = state
        self._table: ReferenceTable | None = None
        self._states: dict[str, ReferenceState] = {}
        self._verdicts: dict[str, LinkVerdict] = {}
        self.choice = Choice()
        self._delayed_call = DelayedCall(COUNT_PAUSE_MS, self._count, self)

    @property
    def library(self) -> ReferenceLibrary | None:
        """What was read; None until then."""
        return self._table.library if self._table else None

    @property
    def totals(self) -> tuple[int, int]:
        """Different references in the folder, and how often they are cited together."""
        return (self._table.total, self._table.library.citations) if self._table else (0, 0)

    @property
    def states(self) -> Mapping[str, ReferenceState]:
        """What the user did that no listing shows yet."""
        return self._states

    @property
    def verdicts(self) -> Mapping[str, LinkVerdict]:
        """What link checks found that no listing shows yet."""
        return self._verdicts

    def state(self, key: str) -> ReferenceState:
        """What the user did with a reference, listed or not."""
        if key in self._states or self._table is None:
            return self._states.get(key) or ReferenceState(key)
        return self._table.state(key)

    def forget(self) -> None:
        """Another folder: nothing is known of it yet."""
        for lane in (self._loading, self._listing, self._counting, self._marks, self._preparing):
            lane.cancel()
        self._table = self._unprepared = None
        self._states, self._verdicts = {}, {}

    def load(self) -> None:
        """Read everything again, and list it."""
        state = self._state

        def read(catalog: IndexReader) -> ReferenceTable:
            library = build_library(catalog.all_references(self._progressed.emit))
            return ReferenceTable(library, state.references.all(), state.verdicts.all())

        self._loading.ask(read, self._take, self.failed.emit)

    def look_for_marks(self) -> None:
        """Take in what was marked meanwhile in a pane, or by another program."""
        state = self._state

        def read() -> tuple[Mapping[str, ReferenceState], Mapping[str, LinkVerdict]]:
            return state.references.all(), state.verdicts.all()

        self._marks.run(read, self._take_marks, self.failed.emit)

    def _take_marks(
        self, found: tuple[Mapping[str, ReferenceState], Mapping[str, LinkVerdict]]
    ) -> None:
        if self._table is None:
            return
        known = self._table.library.by_key
        states = {
            key: one
            for key, one in found[0].items()
            if key in known and self._table.state(key) != one
        }
        verdicts = {url: one for url, one in found[1].items() if self._table.verdict(url) != one}
        self._states = {**states, **self._states}
        self._verdicts = {**verdicts, **self._verdicts}
        if states or verdicts:
            self._list()

    def choose(self, choice: Choice) -> None:
        """List something else."""
        if choice != self.choice:
            self.choice = choice
            self._list()

    def change(
        self, states: Mapping[str, ReferenceState], verdicts: Mapping[str, LinkVerdict]
    ) -> None:
        """Take in what was just done or found; counts follow after a pause."""
        self._states.update(states)
        self._verdicts.update(verdicts)
        self._delayed_call.start()

    def _take(self, table: ReferenceTable) -> None:
        self._table = self._unprepared = table
        self._list()

    def _list(self) -> None:
        if self._table is not None:
            self._delayed_call.stop()
            self._counting.cancel()
            self._listing.run(self._work(self._table), self._take_listing, self.failed.emit)

    def _count(self) -> None:
        if self._table is not None:
            self._counting.run(self._work(self._table), self._take_counts, self.failed.emit)

    def _work(self, table: ReferenceTable) -> "Callable[[], _Answer]":
        """A listing to be made on a thread, from values that nobody changes meanwhile."""
        return partial(_answer, table, self.choice, dict(self._states), dict(self._verdicts))

    def _take_listing(self, answer: "_Answer") -> None:
        self._settle(answer)
        self.listed.emit(answer.listing)
        if self._unprepared is not None:
            self._preparing.run(self._unprepared.prepare, ignore_result, self.failed.emit)
            self._unprepared = None

    def _take_counts(self, answer: "_Answer") -> None:
        self._settle(answer)
        self.counted.emit(answer.listing)

    def _settle(self, answer: "_Answer") -> None:
        """Keep the newer table; only what came after it is still to be put in."""
        self._table = answer.table
        self._states = _without(self._states, answer.states)
        self._verdicts = _without(self._verdicts, answer.verdicts)


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """A listing, and the table that it was made of."""

    table: ReferenceTable
    listing: Listing
    states: Mapping[str, ReferenceState]
    verdicts: Mapping[str, LinkVerdict]


def _answer(
    table: ReferenceTable,
    choice: Choice,
    states: Mapping[str, ReferenceState],
    verdicts: Mapping[str, LinkVerdict],
) -> _Answer:
    current = table.with_changes(states, verdicts) if states or verdicts else table
    return _Answer(current, current.list(choice), states, verdicts)


def _without(found: dict[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in found.items() if known.get(key) is not value}
