"""The bars around the page: commands in their tool bar, tabs, status bar."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import ON_PAGE, WITHOUT_FOLDER, standard_commands
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.fonts import find_missing_fonts
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.window.main_window import Cover, MainWindow
from noteviewer.gui.window.status_bar import StatusBar
from noteviewer.gui.window.tab_titles import TabTitles
from noteviewer.gui.window.tabs import TabStrip
from noteviewer.gui.window.tool_bar import ToolBar

ACTIVITY_EVERY_MS = 1000
NOTICE_MS = 6000


class WindowBars(QObject):
    """Builds these parts and puts them in their places."""

    def __init__(
        self,
        window: MainWindow,
        navigator: Navigator,
        titles: TabTitles,
        activity_monitor: ActivityMonitor,
        commands: Commands,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        self._folder = ""
        icons = window.icons
        self.commands = commands
        self.tab_strip = TabStrip(icons, titles.tab_name)
        self.tab_strip.tab_selected.connect(navigator.select_tab)
        self.tab_strip.tab_closed.connect(navigator.close_tab)
        self.tab_strip.tab_moved.connect(navigator.move_tab)
        self.tab_strip.tab_duplicated.connect(navigator.duplicate_tab)
        self.tab_strip.pin_toggled.connect(navigator.toggle_pin)
        titles.titles_changed.connect(self.tab_strip.refresh)
        self.status_bar = StatusBar(icons)
        self.status_bar.show_activity(activity_monitor.activity)
        self.status_bar.show_missing_fonts(find_missing_fonts())
        self._activity = QTimer(self)
        self._activity.setInterval(ACTIVITY_EVERY_MS)
        self._activity.timeout.connect(
            lambda: self.status_bar.show_activity(activity_monitor.activity)
        )
        self._activity.start()
        window.setStatusBar(self.status_bar)
        window.put_tabs(self.tab_strip)

    def add_commands(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Make the commands work, and build the bar that shows them.

        Args:
            slots: What is called for the id of each (`controllers.commands`) but ``menu``.
        """
        slots = {**slots, "menu": self._open_menu}
        for command in standard_commands():
            self.commands.add(command, slots[command.id])
        self.tool_bar = ToolBar(self.commands, self._window.icons)
        self._window.addToolBar(self.tool_bar)
        self.offer_commands("")
        self._navigator.tabs_changed.connect(self._show_tabs)
        self._window.cover_changed.connect(self._offer)
        self._window.panes_shown.connect(self._show_panes)

    def offer_commands(self, folder: str) -> None:
        """Enable what makes sense in this folder; where it is empty, without one."""
        self._folder = folder
        self._offer()

    def _offer(self) -> None:
        """Enable what makes sense with what the window shows."""
        cover, history = self._window.cover, self._navigator.tabs.history
        is_covered = cover is not Cover.NONE
        for command in self.commands.all():
            is_possible = bool(self._folder) or command.id in WITHOUT_FOLDER
            if command.id in ON_PAGE:
                is_possible &= not is_covered
            elif command.id == "find":
                is_possible &= cover is not Cover.START
            elif command.id == "back":
                is_possible &= is_covered or history.can_go_back
            elif command.id == "forward":
                is_possible &= not is_covered and history.can_go_forward
            self.commands.action(command.id).setEnabled(is_possible)

    def show_page(self, page: PageDocument) -> None:
        """Name the page that is shown now in the title of the window, and its encoding."""
        name = Path(page.folder).name
        self._window.name_page(f"{page.title} — {name}" if page.note else name)
        self.status_bar.show_encoding(page.encoding)

    def show_message(self, text: str) -> None:
        """Show one line in the status bar for a while."""
        self.status_bar.showMessage(text, NOTICE_MS)

    def close_down(self) -> None:
        """End what runs."""
        self._activity.stop()

    def _show_tabs(self, tabs: Tabs) -> None:
        self.tab_strip.show_tabs(tabs)
        self._offer()

    def _show_panes(self, has_library: bool, has_side: bool) -> None:
        self.commands.action("library").setChecked(has_library)
        self.commands.action("references").setChecked(has_side)

    def _open_menu(self) -> None:
        self.tool_bar.open_menu()
