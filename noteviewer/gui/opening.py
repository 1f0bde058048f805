"""Opens what the reader names: a folder with its session, a note in it, or the start page."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from noteviewer.errors import CannotOpenError
from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.place import read_place, seen_from
from noteviewer.gui.session_keeper import SessionKeeper
from noteviewer.gui.start_page import StartPage
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from noteviewer.paths import resources_dir


class Opening(QObject):
    """The one way into a folder, from the command line, the start page, a drop or a later start."""

    announced = Signal(str)
    """One line on why something was not opened."""

    def __init__(
        self,
        *,
        window: MainWindow,
        start_page: StartPage,
        folders: FolderService,
        session: SessionKeeper,
        navigator: Navigator,
        state: ReaderState,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._start_page = start_page
        self._folders = folders
        self._session = session
        self._navigator = navigator
        self._state = state
        window.place_dropped.connect(self.open_text)
        start_page.folder_requested.connect(self.choose_folder)
        start_page.recent_requested.connect(self.open_text)
        start_page.sample_requested.connect(self._open_sample)
        start_page.forget_requested.connect(self._forget_folder)

    def open_text(self, text: str) -> None:
        """Open what the reader named: a folder, a note, a link."""
        try:
            self.open_location(seen_from(self._folders.folder, read_place(text)))
        except CannotOpenError as error:
            self.announced.emit(str(error))

    def open_location(self, location: Location) -> None:
        """Open a folder with its session, at a note where one is named."""
        if location.folder != self._folders.folder:
            self._open_folder(location.folder, has_place=bool(location.note))
        self._window.show_reader()
        if location.note:
            self._navigator.open(location)

    def open_start_page(self) -> None:
        """Show the start page with the recent folders."""
        self._start_page.show_recent(self._state.folders.recent())
        self._window.show_start_page()
        self._start_page.setFocus()

    def choose_folder(self) -> None:
        """Let the reader choose a folder."""
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a folder of notes"), self._folders.folder
        )
        if folder:
            self.open_text(folder)

    def go_home(self) -> None:
        """Go to the folder's own page."""
        self._window.show_reader()
        self._navigator.open(Location(self._folders.folder))

    def open_new_tab(self) -> None:
        """Open a tab at the folder's own page."""
        self._navigator.open_in_new_tab(Location(self._folders.folder))

    def receive(self, place: str) -> None:
        """A later start handed over what it was to open."""
        if place:
            self.open_text(place)
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    def _open_folder(self, folder: str, *, has_place: bool) -> None:
        self._session.save_now()
        self._folders.open(folder)
        self._state.folders.remember(folder)
        tabs, layout = self._session.restore(folder, has_place=has_place)
        self._window.arrange(layout)
        self._window.show_reader()
        self._navigator.restore(tabs)

    def _open_sample(self) -> None:
        self.open_text(str(resources_dir() / "sample-notes"))

    def _forget_folder(self, folder: str) -> None:
        self._state.folders.forget(folder)
        self.open_start_page()
