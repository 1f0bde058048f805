"""The one answer to "where is the user?", and the only way to go elsewhere."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.navigation.history import Tabs
from noteviewer.library.location import Location

LAST_TAB = 9
"""The number under which the last tab is known, as in browsers."""


class Navigator(QObject):
    """Holds the tabs and their histories; every way through the notes goes through it."""

    location_changed = Signal(object)
    """The `Location` that is to be shown."""
    tabs_changed = Signal(object)
    """The `Tabs`, after any change that a tab bar or a back button shows."""

    tabs_restored = Signal()
    """Other tabs took the place of all that were there."""

    def __init__(self, tabs: Tabs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs

    @property
    def tabs(self) -> Tabs:
        """All tabs as they are."""
        return self._tabs

    @property
    def location(self) -> Location:
        """Where the user is."""
        return self._tabs.location

    @Slot(object)
    def follow(self, request: OpenRequest) -> None:
        """Go to a place as the user wants it: here, in a tab of its own, or behind this one."""
        match request.disposition:
            case Disposition.HERE:
                self.open(request.location)
            case Disposition.NEW_TAB:
                self.open_in_new_tab(request.location)
            case Disposition.BEHIND:
                self.open_behind(request.location)

    @Slot(object)
    def open(self, location: Location) -> None:
        """Go to a place in the tab in front."""
        self._go(self._tabs.with_history(self._tabs.history.visited(location)))

    @Slot(object)
    def open_in_new_tab(self, location: Location) -> None:
        """Go to a place in a tab of its own."""
        self._go(self._tabs.opened(location))

    @Slot(object)
    def open_behind(self, location: Location) -> None:
        """Open a place in a tab of its own and stay here."""
        self._replace(self._tabs.opened(location, in_background=True))

    def follow_renames(self, paths: Mapping[str, str]) -> None:
        """Name notes by their new paths, given by the old ones, in all tabs and histories."""
        tabs = self._tabs.renamed(paths)
        if tabs.location != self._tabs.location:
            self._go(tabs)
        elif tabs != self._tabs:
            self._replace(tabs)

    @Slot()
    def back(self) -> None:
        """Go to the place before, where it was left."""
        self._go(self._tabs.with_history(self._tabs.history.moved(-1)))

    @Slot()
    def forward(self) -> None:
        """Go to the place after, where it was left."""
        self._go(self._tabs.with_history(self._tabs.history.moved(1)))

    @Slot(int)
    def select_tab(self, index: int) -> None:
        """Bring a tab to the front."""
        if index != self._tabs.current:
            self._go(self._tabs.selected(index))

    @Slot()
    def next_tab(self) -> None:
        """Bring the next tab to the front."""
        self.select_tab((self._tabs.current + 1) % len(self._tabs.histories))

    @Slot()
    def previous_tab(self) -> None:
        """Bring the tab before to the front."""
        self.select_tab((self._tabs.current - 1) % len(self._tabs.histories))

    @Slot(int, int)
    def move_tab(self, start: int, end: int) -> None:
        """Carry a tab to another place."""
        self._replace(self._tabs.moved(start, end))

    @Slot(int)
    def show_tab(self, number: int) -> None:
        """Bring a tab to the front, counted from the left; the ninth is the last of all."""
        count = len(self._tabs.histories)
        index = count - 1 if number == LAST_TAB else number - 1
        if index < count:
            self.select_tab(index)

    @Slot(int)
    def duplicate_tab(self, index: int) -> None:
        """Open the place of a tab, with its history, in another tab."""
        self._go(self._tabs.duplicated(index))

    @Slot(int)
    def toggle_pin(self, index: int) -> None:
        """Pin a tab, or unpin it."""
        is_pinned = self._tabs.histories[index].is_pinned
        self._replace(self._tabs.with_pin(index, is_pinned=not is_pinned))

    @Slot(int)
    def close_tab(self, index: int) -> None:
        """Close a tab, unless it is pinned."""
        if not self._tabs.histories[index].is_pinned:
            self._go(self._tabs.without(index))

    @Slot()
    def close_current_tab(self) -> None:
        """Close the tab in front."""
        self.close_tab(self._tabs.current)

    @Slot()
    def reopen_tab(self) -> None:
        """Bring back the tab that was closed last."""
        self._go(self._tabs.reopened())

    @Slot(float)
    def remember_scroll(self, scroll: float) -> None:
        """Note how far the place in front is scrolled, for the way back."""
        self._tabs = self._tabs.with_history(self._tabs.history.scrolled(scroll))

    def restore(self, tabs: Tabs) -> None:
        """Take up tabs that were kept, or those of another folder."""
        self._tabs = tabs
        self.tabs_changed.emit(tabs)
        self.location_changed.emit(tabs.location)
        self.tabs_restored.emit()

    def _go(self, tabs: Tabs) -> None:
        before = self._tabs
        self._replace(tabs)
        if tabs.current != before.current or tabs.location != before.location:
            self.location_changed.emit(tabs.location)

    def _replace(self, tabs: Tabs) -> None:
        if tabs != self._tabs:
            self._tabs = tabs
            self.tabs_changed.emit(tabs)
