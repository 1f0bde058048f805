"""Where the user has been: histories and tabs as frozen values, without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from noteviewer.library.location import Location

LONGEST = 200
"""Places that one tab remembers."""
CLOSED = 20
"""Closed tabs that can be brought back."""


@dataclass(frozen=True, slots=True)
class History:
    """The places of one tab, and at which of them it is."""

    places: tuple[Location, ...]
    """Never empty."""
    index: int = 0
    is_pinned: bool = False
    """The tab stays at the left and is not closed."""

    @property
    def current(self) -> Location:
        """Where the tab is."""
        return self.places[self.index]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self.index > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after."""
        return self.index < len(self.places) - 1

    def visited(self, location: Location) -> "History":
        """Go to a place; what lay ahead is forgotten. The same place again is not a step."""
        if self.current.same_place(location):
            return self._with_current(location)
        places = (*self.places[: self.index + 1], location)[-LONGEST:]
        return replace(self, places=places, index=len(places) - 1)

    def moved(self, steps: int) -> "History":
        """Go so many steps forward (back where negative), as far as there are places."""
        return replace(self, index=min(max(self.index + steps, 0), len(self.places) - 1))

    def scrolled(self, scroll: float) -> "History":
        """Remember how far the present place is scrolled."""
        return self._with_current(replace(self.current, scroll=scroll))

    def renamed(self, paths: Mapping[str, str]) -> "History":
        """The same places after notes got other paths."""
        places = (replace(place, note=paths.get(place.note, place.note)) for place in self.places)
        return replace(self, places=tuple(places))

    def _with_current(self, location: Location) -> "History":
        places = list(self.places)
        places[self.index] = location
        return replace(self, places=tuple(places))


@dataclass(frozen=True, slots=True)
class ClosedTab:
    """A tab that can be brought back."""

    history: History
    place: int
    """Where it stood among the others."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """All tabs of a window; there is always at least one. Those that are pinned come first."""

    histories: tuple[History, ...]
    current: int = 0
    closed: tuple[ClosedTab, ...] = field(default=())
    """Newest last."""
    opened_behind: int = 0
    """How many tabs were opened behind the one in front since it came there: the next one comes
    after them, so that they stand in the order in which they were asked for."""

    @classmethod
    def at(cls, location: Location) -> "Tabs":
        """One tab at one place."""
        return cls((History((location,)),))

    @property
    def history(self) -> History:
        """The history of the tab in front."""
        return self.histories[self.current]

    @property
    def location(self) -> Location:
        """Where the user is."""
        return self.history.current

    @property
    def pinned(self) -> int:
        """How many are pinned."""
        return sum(history.is_pinned for history in self.histories)

    def with_history(self, history: History) -> "Tabs":
        """The same tabs with another history in front."""
        histories = list(self.histories)
        histories[self.current] = history
        return replace(self, histories=tuple(histories))

    def opened(self, location: Location, *, in_background: bool = False) -> "Tabs":
        """A new tab after the one in front, or after those that were opened behind it."""
        place = self.current + 1 + (self.opened_behind if in_background else 0)
        tabs = self._with(History((location,)), place, is_in_front=not in_background)
        return replace(tabs, opened_behind=self.opened_behind + 1) if in_background else tabs

    def duplicated(self, index: int) -> "Tabs":
        """Another tab with the same history, after it and in front."""
        return self._with(replace(self.histories[index], is_pinned=False), index + 1)

    def selected(self, index: int) -> "Tabs":
        """Bring a tab to the front; counts around at both ends."""
        return replace(self, current=index % len(self.histories), opened_behind=0)

    def moved(self, start: int, end: int) -> "Tabs":
        """Carry a tab to another place among its kind; the one in front stays in front."""
        is_pinned, pinned = self.histories[start].is_pinned, self.pinned
        end = min(end, pinned - 1) if is_pinned else max(end, pinned)
        order = list(range(len(self.histories)))
        order.insert(end, order.pop(start))
        histories = tuple(self.histories[index] for index in order)
        current = order.index(self.current)
        return replace(self, histories=histories, current=current, opened_behind=0)

    def with_pin(self, index: int, *, is_pinned: bool) -> "Tabs":
        """Pin a tab behind those that are pinned, or unpin it before those that are not."""
        histories = list(self.histories)
        histories[index] = replace(histories[index], is_pinned=is_pinned)
        tabs = replace(self, histories=tuple(histories))
        return tabs.moved(index, tabs.pinned - 1 if is_pinned else tabs.pinned)

    def without(self, index: int) -> "Tabs":
        """Close a tab; closing the last one leaves a tab at the folder's start."""
        gone = self.histories[index]
        closed = (*self.closed, ClosedTab(gone, index))[-CLOSED:]
        rest = (*self.histories[:index], *self.histories[index + 1 :])
        if not rest:
            return Tabs((History((Location(gone.current.folder),)),), 0, closed)
        current = self.current - (1 if index < self.current else 0)
        return Tabs(rest, min(current, len(rest) - 1), closed)

    def renamed(self, paths: Mapping[str, str]) -> "Tabs":
        """The same tabs after notes got other paths."""
        return replace(
            self,
            histories=tuple(history.renamed(paths) for history in self.histories),
            closed=tuple(replace(tab, history=tab.history.renamed(paths)) for tab in self.closed),
        )

    def reopened(self) -> "Tabs":
        """Bring back the tab that was closed last, where it stood, in front."""
        if not self.closed:
            return self
        last = self.closed[-1]
        tabs = self._with(last.history, min(last.place, len(self.histories)))
        return replace(tabs, closed=self.closed[:-1])

    def _with(self, history: History, place: int, *, is_in_front: bool = True) -> "Tabs":
        place = min(place, self.pinned) if history.is_pinned else max(place, self.pinned)
        histories = (*self.histories[:place], history, *self.histories[place:])
        if is_in_front:
            return replace(self, histories=histories, current=place, opened_behind=0)
        return replace(self, histories=histories)
