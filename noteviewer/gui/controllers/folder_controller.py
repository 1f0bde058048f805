"""The folder that is open: its indexer, and the questions that can be asked of its index.

``noteviewer index FOLDER --follow --json`` prints one event a line (`library.sync.events`) and
ends by itself when its standard input closes, so that it never outlives the window.
"""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from noteviewer.errors import CannotOpenError
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.desktop import prepare_child
from noteviewer.gui.core.open_target import read_target, seen_from
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Tasks, ignore_result
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.navigation.session_store import SessionStore
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.gui.window.start_page import StartPage
from noteviewer.library.catalog.cache import FolderCache
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import choices_key
from noteviewer.library.index.store import IndexDamagedError
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from noteviewer.library.sync.events import (
    IndexEvent,
    IndexFailure,
    IndexIdle,
    IndexPlace,
    IndexUpdate,
    read_event,
)
from noteviewer.paths import index_path, resources_dir

logger = logging.getLogger(__name__)

PATIENCE_MS = 2000
"""How long a process may take to end before it is killed."""


class IndexerProcess(QObject):
    """Runs the indexer of one folder."""

    event_received = Signal(object)
    """An `IndexEvent`."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._unread = b""
        self._is_stopping = False
        self._process = QProcess(self)
        prepare_child(self._process, "index", str(folder.absolute()), "--follow", "--json")
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail_to_start)

    def start(self) -> None:
        """Start indexing."""
        self._process.start()

    def send(self, command: str) -> None:
        """Give a command: ``rescan``, ``cancel``, ``first PATH``."""
        if len(command.splitlines()) != 1:
            return  # a file's name may hold line ends, and would be read as more commands
        if self._process.state() is QProcess.ProcessState.Running:
            self._process.write(command.encode() + b"\n")

    def stop(self) -> None:
        """End the process; waits only as long as it takes to end in good order."""
        self._is_stopping = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.write(b"quit\n")
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)

    def _read(self) -> None:
        self._unread += bytes(self._process.readAllStandardOutput().data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            event = read_event(line) if line.strip() else None
            if event is not None:
                self.event_received.emit(event)

    def _log(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        for line in text.splitlines():
            logger.info("indexer: %s", line)

    def _end(self, exit_code: int, _status: QProcess.ExitStatus) -> None:
        if not self._is_stopping:
            self.event_received.emit(IndexFailure(f"exit code {exit_code}", code="ended"))

    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.event_received.emit(IndexFailure(self._process.errorString(), code="ended"))


INDEXER_DELAY_MS = 700


class FolderService(QObject):
    """Opens one folder at a time and tells what its indexer says."""

    folder_changed = Signal(str)
    """Path of the folder that is open now; empty for none."""
    event_received = Signal(object)
    """An `IndexEvent`."""
    index_idle = Signal()
    """The index agrees with the folder."""
    index_updated = Signal(object)
    """An `IndexUpdate`: whatever reads the index should read again."""
    _damage_found = Signal()

    def __init__(
        self,
        tasks: Tasks,
        activity_monitor: ActivityMonitor,
        state: UserState,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._activity_monitor = activity_monitor
        self._state = state
        self._indexer: IndexerProcess | None = None
        self.folder = ""
        self._index = Path()
        self._kept = FolderCache()
        self.queries: Queries[Catalog] = Queries(tasks, self._open, self._notice, Catalog.interrupt)
        self._is_verifying = False
        # Found on a worker thread, told to the indexer on this one.
        self._damage_found.connect(self._verify, Qt.ConnectionType.QueuedConnection)

    def open(self, folder: str) -> None:
        """Open a folder, leaving the one before."""
        if folder == self.folder:
            return
        self.close()
        self.folder = folder
        self._index = index_path(Path(folder))
        self._kept = FolderCache()
        self._activity_monitor.watch_folder(Path(folder))
        self.queries.leave()
        self._indexer = IndexerProcess(Path(folder), self)
        self._indexer.event_received.connect(self._take)
        # The index as it was left is read at once; the first page has the processor to itself.
        delay = INDEXER_DELAY_MS if self._index.is_file() else 0
        QTimer.singleShot(delay, self._indexer, self._indexer.start)
        self.folder_changed.emit(folder)

    def close(self) -> None:
        """Leave the folder and end its indexer."""
        if self._indexer is not None:
            self._indexer.stop()
            self._indexer.deleteLater()
            self._indexer = None
        self.folder = ""

    def rescan(self) -> None:
        """Compare the index with the folder now."""
        if self._indexer is not None:
            self._indexer.send("rescan")

    def cancel(self) -> None:
        """Stop indexing; what is indexed stays usable."""
        if self._indexer is not None:
            self._indexer.send("cancel")

    def want_first(self, place: Location) -> None:
        """Index the note that is read now before the others."""
        if self._indexer is not None and place.note:
            self._indexer.send(f"first {place.note}")

    def _notice(self, error: Exception) -> None:
        if isinstance(error, IndexDamagedError):
            self._damage_found.emit()

    def _verify(self) -> None:
        """Let the indexer look through the index, and make it anew where it is damaged."""
        if self._indexer is not None and not self._is_verifying:
            self._is_verifying = True
            self._indexer.send("verify")

    def _take(self, event: IndexEvent) -> None:
        if isinstance(event, IndexUpdate | IndexIdle):
            self._is_verifying = False
        if isinstance(event, IndexPlace) and event.path != str(self._index):
            self._index = Path(event.path)
            self.queries.reopen()
        self.event_received.emit(event)
        if isinstance(event, IndexUpdate):
            self.index_updated.emit(event)
        elif isinstance(event, IndexIdle):
            self.index_idle.emit()

    def open_catalog(self) -> Catalog:
        """The catalog of the calling worker thread.

        Raises:
            IndexUnavailableError: there is no index yet.
        """
        return self.queries.source()

    def _open(self) -> Catalog:
        key = choices_key(Path(self.folder))
        return Catalog(self._index, self._kept, partial(self._state.highlights.sections, key))


class FolderController(QObject):
    """The one way into a folder: from the command line, the start page, a drop or a later start.

    It also keeps tabs, session and the user's own state in step with the folder.
    """

    tree_wanted = Signal()
    """A folder was opened: the keyboard belongs in its tree."""
    page_wanted = Signal()
    """The keyboard belongs in the page."""

    def __init__(
        self,
        services: WindowServices,
        window: MainWindow,
        folders: FolderService,
        navigator: Navigator,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._state = services.state
        self._window = window
        self._folders = folders
        self._navigator = navigator
        self.session = SessionStore(
            services.state,
            services.tasks,
            lambda: (folders.folder, navigator.tabs, window.arrangement),
            self,
        )
        self.start_page = StartPage(services.icons)
        window.put_start_page(self.start_page)
        window.place_dropped.connect(self.open_text)
        self.start_page.folder_requested.connect(self.choose_folder)
        self.start_page.recent_requested.connect(self.open_text)
        self.start_page.sample_requested.connect(self._open_sample)
        self.start_page.forget_requested.connect(self._forget_folder)
        self.start_page.leave_requested.connect(self._leave_start_page)
        navigator.location_changed.connect(folders.want_first)
        folders.index_updated.connect(self._follow_renames)
        for changed in (navigator.tabs_changed, window.layout_changed):
            changed.connect(self.session.note_change)

    def open_text(self, text: str) -> None:
        """Open what the user named: a folder, a note, a link."""
        try:
            self.open_location(seen_from(self._folders.folder, read_target(text)))
        except CannotOpenError as error:
            self._services.messages.post(str(error))

    def open_location(self, location: Location) -> None:
        """Open a folder with its session, at a note where one is named."""
        is_other = location.folder != self._folders.folder
        if is_other:
            self._open_folder(location.folder, has_place=bool(location.note))
        self._window.show_page_view()
        if location.note:
            self._navigator.open(location)
        elif is_other:
            self.tree_wanted.emit()

    def open_start_page(self) -> None:
        """Show the start page with the recent folders."""
        self.start_page.show_recent(self._state.folders.recent())
        self._window.show_start_page()
        self.start_page.setFocus()

    def _leave_start_page(self) -> None:
        """Go back to where the user was before, if a folder is open."""
        if self._folders.folder:
            self._window.show_page_view()
            self.page_wanted.emit()

    def choose_folder(self) -> None:
        """Let the user choose a folder."""
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a folder of notes"), self._folders.folder
        )
        if folder:
            self.open_text(folder)

    def go_home(self) -> None:
        """Go to the folder's own page."""
        self._window.show_page_view()
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
        self.session.save_now()
        self._folders.open(folder)
        self._state.folders.remember(folder)
        tabs, layout = self.session.restore(folder, has_place=has_place)
        self._window.arrange(layout)
        self._window.show_page_view()
        self._navigator.restore(tabs)

    def _open_sample(self) -> None:
        self.open_text(str(resources_dir() / "sample-notes"))

    def _forget_folder(self, folder: str) -> None:
        self._state.folders.forget(folder)
        self.open_start_page()

    def _follow_renames(self, update: IndexUpdate) -> None:
        folder = self._folders.folder
        for old, new in update.renamed.items():
            # Some of it is kept by the place where the folder really is.
            for key in {folder, choices_key(Path(folder))}:
                move = partial(self._state.note_moved, key, old, new)
                self._services.tasks.run(move, ignore_result, _not_kept)
        self._navigator.follow_renames(update.renamed)


def _not_kept(error: Exception) -> None:
    logger.info("what the user made of a renamed note was not kept: %s", error)
