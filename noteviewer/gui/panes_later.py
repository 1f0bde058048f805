"""The panes beside the page, which can wait until the page is there."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.pane_services import PaneServices

if TYPE_CHECKING:
    from noteviewer.gui.panes import Panes

AT_LATEST_MS = 1500
"""When they come even if no page is shown, as on the start page."""


class PanesLater(QObject):
    """Makes the panes when the first page is painted, or sooner where one is needed."""

    made = Signal(object)
    """The `Panes`, in their places; whoever needs to be connected with them is connected now."""

    def __init__(self, services: PaneServices, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._panes: Panes | None = None
        self._is_loading = False
        QTimer.singleShot(AT_LATEST_MS, self, self.make_soon)

    @property
    def panes(self) -> "Panes":
        """The panes; made now if they were not."""
        if self._panes is None:
            from noteviewer.gui.panes import Panes

            self._panes = Panes(self._services, self._window)
            self._panes.fill(self._window.side_pane)
            self._window.put_library(self._panes.library)
            self._window.side_pane.show_view(self._window.arrangement.side_view)
            self.made.emit(self._panes)
        return self._panes

    def make_soon(self) -> None:
        """Make them in two steps, between which the page can be scrolled already."""
        if self._panes is None and not self._is_loading:
            self._is_loading = True
            load = partial(import_module, "noteviewer.gui.panes")
            self._services.tasks.run(load, self._make, self._make)

    def _make(self, _loaded: object) -> None:
        # Where they could not be loaded, making them says so.
        _ = self.panes
