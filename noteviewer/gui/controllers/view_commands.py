"""What is shown of the window, how large and in which colours; where the keyboard is."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.core.services import Lazy, WindowServices
from noteviewer.gui.core.settings import ZOOM_PERCENTS, SettingsStore
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from noteviewer.gui.panes.panes import Panes

Stop = tuple[QWidget, Callable[[], object]]
"""A place that the keyboard can be given, and how."""


class ViewCommands(QObject):
    """Shows, hides and sizes the parts of the window."""

    def __init__(
        self,
        window: MainWindow,
        page_view: PageView,
        panes: "Lazy[Panes]",
        *,
        commands: Commands,
        settings: SettingsStore,
        services: WindowServices,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page_view = page_view
        self._panes = panes
        self._commands = commands
        self._settings = settings
        self._themes = services.themes
        self._messages = services.messages

    def toggle_library(self) -> None:
        """Show the library and give it the keyboard, or hide it."""
        is_shown = not self._window.has_library
        self._window.show_page_view()
        self._window.show_library(is_shown=is_shown)
        if is_shown:
            self._panes().library.focus_tree()
        else:
            self._page_view.setFocus()

    def toggle_side(self, view: str) -> None:
        """Show a view of the side pane and give it the keyboard, or hide the pane."""
        window, panes = self._window, self._panes()
        is_there = window.has_side
        window.show_page_view()
        if is_there and window.side_pane.view == view:
            window.show_side(is_shown=False)
            self._page_view.setFocus()
            return
        window.side_pane.show_view(view)
        window.show_side(is_shown=True)
        panes.focus_side(view)

    def cycle_panes(self, steps: int) -> None:
        """Give the keyboard to the next pane that is shown: library, page, side."""
        window, panes = self._window, self._panes()
        stops: list[Stop] = [
            (panes.library, panes.library.focus_tree),
            (self._page_view, self._page_view.setFocus),
            (window.side_pane, lambda: panes.focus_side(window.side_pane.view)),
        ]
        shown = [stop for stop in stops if stop[0].isVisible()]
        if not shown:
            return
        focus = QApplication.focusWidget() or window
        here = next(
            (
                index
                for index, (pane, _) in enumerate(shown)
                if pane is focus or pane.isAncestorOf(focus)
            ),
            0,
        )
        shown[(here + steps) % len(shown)][1]()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
        self._commands.action("full-screen").setChecked(self._window.isFullScreen())

    def toggle_reading_mode(self) -> None:
        """Show the page alone, or everything again."""
        is_on = not self._window.is_in_reading_mode
        self._page_view.setFocus()
        self._window.set_reading_mode(is_on=is_on)
        self._commands.action("reading-mode").setChecked(is_on)

    def toggle_theme(self) -> None:
        """Dark for light, or light for dark."""
        wanted = self._themes.theme.opposite
        self._settings.change(replace(self._settings.settings, theme=wanted.value))

    def zoom(self, steps: int) -> None:
        """Show pages larger or smaller."""
        present = self._settings.settings.zoom_percent
        larger = [percent for percent in ZOOM_PERCENTS if percent > present]
        smaller = [percent for percent in reversed(ZOOM_PERCENTS) if percent < present]
        candidates = larger if steps > 0 else smaller
        if candidates:
            self.set_zoom(candidates[0])

    def set_zoom(self, percent: int) -> None:
        """Show pages at this size."""
        self._settings.change(replace(self._settings.settings, zoom_percent=percent))
        self._messages.post(f"{percent} %")
