"""The composition root: every part of the window is built and connected here."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from noteviewer.errors import CannotOpenError
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.commands.table import standard_commands
from noteviewer.gui.desktop import Desktop
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.history import Tabs
from noteviewer.gui.icons import Icons
from noteviewer.gui.indexer_process import IndexUpdate
from noteviewer.gui.layout import Layout
from noteviewer.gui.library_pane.pane import LibraryPane
from noteviewer.gui.link_router import LinkRouter
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.page_loader import PageLoader
from noteviewer.gui.page_source import PageSource
from noteviewer.gui.place import read_place
from noteviewer.gui.reader.documents import Resource, Scrolled
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.session_keeper import SessionKeeper
from noteviewer.gui.settings.values import Settings, SettingsStore
from noteviewer.gui.start_page import StartPage
from noteviewer.gui.startup import make_application, prepare_environment
from noteviewer.gui.status_bar import StatusBar
from noteviewer.gui.tab_strip import TabStrip
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.tool_bar import ToolBar
from noteviewer.gui.window_commands import window_slots
from noteviewer.gui.witness import Witness
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from noteviewer.paths import resources_dir, state_path

logger = logging.getLogger(__name__)

DEEDS_EVERY_MS = 1000


class Program(QObject):
    """One window with all that belongs to it."""

    def __init__(self, application: QApplication, desktop: Desktop, witness: Witness) -> None:
        super().__init__(application)
        self.settings = SettingsStore(self)
        self.themes = ThemeSwitch(application, ThemeChoice(self.settings.settings.theme))
        self.icons = Icons(self.themes)
        self.tasks = Tasks(self)
        self.writing = Tasks(self, workers=1)
        self.state = ReaderState(state_path())
        self.desktop = desktop
        self.witness = witness
        self.folders = FolderService(self.tasks, witness, self)
        self.navigator = Navigator(Tabs.at(Location("")), self)
        self.links = LinkRouter(self.navigator, desktop, self)
        self.reader = ReaderPane(self.tasks, self.themes, self.icons, self._read_resource)
        self.loader = PageLoader(self.tasks, self.reader, self)

        self.window = MainWindow()
        self.commands = Commands(self.window, self.icons)
        self.session = SessionKeeper(self.state, self.writing, self._take_session, self)
        self._build_window()
        self._connect()
        self._deeds = QTimer(self)
        self._deeds.setInterval(DEEDS_EVERY_MS)
        self._deeds.timeout.connect(lambda: self.status_bar.show_deeds(witness.deeds))
        self._deeds.start()

    def _build_window(self) -> None:
        slots = window_slots(self)
        for command in standard_commands():
            if command.id in slots:
                self.commands.add(command, slots[command.id])
        self.tool_bar = ToolBar(self.commands, self.icons)
        self.tab_strip = TabStrip(self.icons, self._name_of)
        self.library = LibraryPane(self.folders.queries, self.state, self.themes, self.icons)
        self.start_page = StartPage(self.icons)
        self.status_bar = StatusBar(self.icons)
        self.status_bar.show_deeds(self.witness.deeds)
        self.window.addToolBar(self.tool_bar)
        self.window.setStatusBar(self.status_bar)
        self.window.put_reader(self.reader)
        self.window.put_tabs(self.tab_strip)
        self.window.put_library(self.library)
        self.window.put_start_page(self.start_page)

    def _connect(self) -> None:
        window, navigator, folders = self.window, self.navigator, self.folders
        window.first_shown.connect(lambda: QTimer.singleShot(0, self.reader.start_engine))
        window.place_dropped.connect(self.open_text)
        window.layout_changed.connect(self.session.note_change)
        window.closing.connect(self.close)
        self.reader.link_activated.connect(self.links.follow)
        self.reader.scrolled.connect(self._take_scroll)
        self.reader.request_refused.connect(self.witness.count_refused)
        self.tab_strip.tab_selected.connect(navigator.select_tab)
        self.tab_strip.tab_closed.connect(navigator.close_tab)
        self.tab_strip.tab_moved.connect(navigator.move_tab)
        self.tab_strip.new_tab_requested.connect(self.new_tab)
        self.library.open_requested.connect(navigator.open)
        self.library.new_tab_requested.connect(navigator.open_behind)
        self.start_page.folder_requested.connect(self.choose_folder)
        self.start_page.recent_requested.connect(self.open_text)
        self.start_page.sample_requested.connect(
            lambda: self.open_text(str(resources_dir() / "sample-notes"))
        )
        self.start_page.forget_requested.connect(self._forget_folder)
        self.status_bar.cancel_requested.connect(folders.cancel)
        navigator.tabs_changed.connect(self.tab_strip.show_tabs)
        navigator.tabs_changed.connect(self.session.note_change)
        navigator.location_changed.connect(self._show_location)
        folders.event_received.connect(self.status_bar.show_event)
        folders.index_updated.connect(self._follow_index)
        self.settings.settings_changed.connect(self._apply_settings)
        self._apply_settings(self.settings.settings)

    # Opening.

    def open_text(self, text: str) -> None:
        """Open what the reader named: a folder, a note, a link."""
        try:
            self.open_location(read_place(text))
        except CannotOpenError as error:
            self.status_bar.showMessage(str(error), 8000)

    def open_location(self, location: Location) -> None:
        """Open a folder with its session, at a note where one is named."""
        if location.folder != self.folders.folder:
            self.session.save_now()
            self.folders.open(location.folder)
            self.loader.use(PageSource(location.folder))
            self.state.folders.remember(location.folder)
            self.window.setWindowTitle(f"{Path(location.folder).name} — noteviewer")
            tabs, layout = self.session.restore(location.folder)
            self.library.set_folder(location.folder)
            self.window.arrange(layout)
            self.window.show_reader()
            self.navigator.restore(tabs)
        if location.note:
            self.navigator.open(location)

    def last_folder(self) -> Location | None:
        """The folder that was open last, if it is still there."""
        for folder in self.state.folders.recent(1):
            try:
                return read_place(folder)
            except CannotOpenError:
                return None
        return None

    def open_start_page(self) -> None:
        """Show the start page with the recent folders."""
        self.start_page.show_recent(self.state.folders.recent())
        self.window.show_start_page()
        self.start_page.setFocus()

    def open_menu(self) -> None:
        """Open the menu of the tool bar, for the keyboard."""
        self.tool_bar.open_menu()

    def choose_folder(self) -> None:
        """Let the reader choose a folder."""
        folder = QFileDialog.getExistingDirectory(
            self.window, self.tr("Open a folder of notes"), self.folders.folder
        )
        if folder:
            self.open_text(folder)

    def close(self) -> None:
        """Keep the session and end everything that runs."""
        self.session.save_now()
        self._deeds.stop()
        self.folders.close()
        self.tasks.close()
        self.writing.close()
        self.state.close()

    # What follows from a change.

    def _show_location(self, location: Location) -> None:
        self.loader.show(location)
        self.library.show_location(location)

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self.navigator.remember_scroll(scrolled.scroll)
        self.loader.remember_scroll(scrolled.scroll)
        self.session.note_change()

    def _follow_index(self, update: IndexUpdate) -> None:
        self.library.refresh()
        if self.navigator.location.note in update.changed:
            self.loader.reload()

    def _apply_settings(self, settings: Settings) -> None:
        self.themes.choose(ThemeChoice(settings.theme))
        self.commands.rebind(settings.shortcuts)
        self.reader.set_zoom(settings.zoom_percent)

    def _take_session(self) -> tuple[str, Tabs, Layout]:
        return self.folders.folder, self.navigator.tabs, self.window.arrangement

    def _read_resource(self, url: str) -> Resource | None:
        source = self.loader.source
        return source.read_resource(url) if source else None

    def _name_of(self, location: Location) -> str:
        return Path(location.note).stem if location.note else Path(location.folder).name

    def new_tab(self) -> None:
        """Open a tab at the start of the folder."""
        self.navigator.open_in_new_tab(Location(self.folders.folder))

    def _forget_folder(self, folder: str) -> None:
        self.state.folders.forget(folder)
        self.open_start_page()


def run_app(place: str | None, *, new_window: bool = False, safe_graphics: bool = False) -> int:
    """Open the window at a place and run until it is closed; returns the exit code."""
    logger.debug("a new window: %s", new_window)
    location = read_place(place) if place else None
    witness = Witness()
    prepare_environment(safe_graphics=safe_graphics)
    application = make_application()
    program = Program(application, Desktop(), witness)
    if location is None and program.settings.settings.reopen_last:
        location = program.last_folder()
    if location is None:
        program.open_start_page()
    else:
        program.open_location(location)
    program.window.show()
    return application.exec()
