"""What stands around the page at all times: commands in their bar, tabs, start page, status."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import standard_commands
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.start_page import StartPage
from noteviewer.gui.status_bar import StatusBar
from noteviewer.gui.tab_strip import TabStrip
from noteviewer.gui.tab_titles import TabTitles
from noteviewer.gui.tool_bar import ToolBar
from noteviewer.gui.witness import Witness

DEEDS_EVERY_MS = 1000
NOTICE_MS = 6000


class Chrome(QObject):
    """Builds these parts and puts them in their places."""

    def __init__(
        self, window: MainWindow, navigator: Navigator, titles: TabTitles, witness: Witness
    ) -> None:
        super().__init__(window)
        self._window = window
        icons = window.icons
        self.commands = Commands(window, icons)
        self.start_page = StartPage(icons)
        self.tab_strip = TabStrip(icons, titles.name_of)
        self.tab_strip.tab_selected.connect(navigator.select_tab)
        self.tab_strip.tab_closed.connect(navigator.close_tab)
        self.tab_strip.tab_moved.connect(navigator.move_tab)
        titles.titles_changed.connect(self.tab_strip.refresh)
        self.status_bar = StatusBar(icons)
        self.status_bar.show_deeds(witness.deeds)
        self._deeds = QTimer(self)
        self._deeds.setInterval(DEEDS_EVERY_MS)
        self._deeds.timeout.connect(lambda: self.status_bar.show_deeds(witness.deeds))
        self._deeds.start()
        window.setStatusBar(self.status_bar)
        window.put_tabs(self.tab_strip)
        window.put_start_page(self.start_page)

    def add_commands(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Make the commands work, and build the bar that shows them.

        Args:
            slots: What is called for the id of each (`window_commands`) but ``menu``.
        """
        slots = {**slots, "menu": self._open_menu}
        for command in standard_commands():
            self.commands.add(command, slots[command.id])
        self.tool_bar = ToolBar(self.commands, self._window.icons)
        self._window.addToolBar(self.tool_bar)

    def announce(self, text: str) -> None:
        """Show one line in the status bar for a while."""
        self.status_bar.showMessage(text, NOTICE_MS)

    def close_down(self) -> None:
        """End what runs."""
        self._deeds.stop()

    def _open_menu(self) -> None:
        self.tool_bar.open_menu()
