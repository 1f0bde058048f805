"""What follows when the reader goes elsewhere: the page, the tabs, the title, the session."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.history import Tabs
from noteviewer.gui.layout import Layout
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.note_commands import NoteCommands
from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.reader.documents import PageDocument, Scrolled
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.session_keeper import SessionKeeper
from noteviewer.gui.status_bar import StatusBar
from noteviewer.gui.tab_strip import TabStrip
from noteviewer.gui.tab_titles import TabTitles
from noteviewer.gui.tasks import Tasks
from noteviewer.library.gathered import is_gathered
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)


class PlaceFollower(QObject):
    """Brings what shows the present place to where the reader is."""

    def __init__(
        self,
        *,
        window: MainWindow,
        reader: ReaderPane,
        navigator: Navigator,
        loader: PageLoader,
        folders: FolderService,
        titles: TabTitles,
        tab_strip: TabStrip,
        status_bar: StatusBar,
        commands: Commands,
        note_commands: NoteCommands,
        session: SessionKeeper,
        state: ReaderState,
        writing: Tasks,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._navigator = navigator
        self._loader = loader
        self._folders = folders
        self._titles = titles
        self._tab_strip = tab_strip
        self._status_bar = status_bar
        self._commands = commands
        self._note_commands = note_commands
        self._session = session
        self._state = state
        self._writing = writing
        navigator.location_changed.connect(self._show_location)
        navigator.tabs_changed.connect(self._take_tabs)
        reader.scrolled.connect(self._take_scroll)
        loader.loaded.connect(self._take_page)
        loader.load_failed.connect(self._fail_to_load)
        window.layout_changed.connect(self._take_layout)

    def _show_location(self, location: Location) -> None:
        self._window.show_reader()
        self._loader.show(location)
        self._folders.want_first(location.note)

    def _take_tabs(self, tabs: Tabs) -> None:
        self._tab_strip.show_tabs(tabs)
        self._commands.action("back").setEnabled(tabs.history.can_go_back)
        self._commands.action("forward").setEnabled(tabs.history.can_go_forward)
        self._session.note_change()

    def _take_page(self, document: PageDocument) -> None:
        folder = self._folders.folder
        self._titles.learn(folder, document.note, document.title)
        self._status_bar.show_encoding(document.encoding)
        name = Path(folder).name
        self._window.setWindowTitle(f"{document.title} — {name}" if document.note else name)
        if document.note and not is_gathered(document.note):
            visit = partial(self._state.visits.record, folder, document.note)
            self._writing.run(visit, _kept, _not_kept)
        self._note_commands.take_section(document.anchor)

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self._navigator.remember_scroll(scrolled.scroll)
        self._loader.remember_scroll(scrolled.scroll)
        self._note_commands.take_section(scrolled.anchor)
        self._session.note_change()

    def _take_layout(self, layout: Layout) -> None:
        self._commands.action("library").setChecked(layout.has_library)
        self._commands.action("references").setChecked(layout.has_side)
        self._session.note_change()

    def _fail_to_load(self, location: Location, error: Exception) -> None:
        logger.info("cannot show %s: %s", location.note, error)
        title = self._titles.name_of(location)
        self._reader.show_message(title, self.tr("This note cannot be shown."), str(error))


def _kept(_nothing: None) -> None:
    """Nothing is to be said when all went well."""


def _not_kept(error: Exception) -> None:
    logger.info("a visit was not kept: %s", error)
