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
        return History(places, len(places) - 1)

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
class Tabs:
    """All tabs of a window; there is always at least one."""

    histories: tuple[History, ...]
    current: int = 0
    closed: tuple[History, ...] = field(default=())
    """Newest last."""

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

    def with_history(self, history: History) -> "Tabs":
        """The same tabs with another history in front."""
        histories = list(self.histories)
        histories[self.current] = history
        return replace(self, histories=tuple(histories))

    def opened(self, location: Location, *, in_background: bool = False) -> "Tabs":
        """A new tab behind the one in front."""
        place = self.current + 1
        histories = (*self.histories[:place], History((location,)), *self.histories[place:])
        return replace(self, histories=histories, current=self.current if in_background else place)

    def selected(self, index: int) -> "Tabs":
        """Bring a tab to the front; counts around at both ends."""
        return replace(self, current=index % len(self.histories))

    def moved(self, start: int, end: int) -> "Tabs":
        """Carry a tab to another place; the one in front stays in front."""
        order = list(range(len(self.histories)))
        order.insert(end, order.pop(start))
        histories = tuple(self.histories[index] for index in order)
        return replace(self, histories=histories, current=order.index(self.current))

    def without(self, index: int) -> "Tabs":
        """Close a tab; closing the last one leaves a tab at the folder's start."""
        gone = self.histories[index]
        closed = (*self.closed, gone)[-CLOSED:]
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
            closed=tuple(history.renamed(paths) for history in self.closed),
        )

    def reopened(self) -> "Tabs":
        """Bring back the tab that was closed last, at the end, in front."""
        if not self.closed:
            return self
        histories = (*self.histories, self.closed[-1])
        return Tabs(histories, len(histories) - 1, self.closed[:-1])
