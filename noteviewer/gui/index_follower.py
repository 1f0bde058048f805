"""What follows when the index changes: other paths of notes, other pages, other links."""

import logging
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.tasks import Tasks, say_nothing
from noteviewer.library.gathered import is_gathered
from noteviewer.library.index_events import IndexEvent, IndexIdle, IndexUpdate
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)


class IndexFollower(QObject):
    """Keeps tabs, pages and the reader's own state in step with the folder."""

    def __init__(
        self,
        folders: FolderService,
        navigator: Navigator,
        loader: PageLoader,
        state: ReaderState,
        writing: Tasks,
    ) -> None:
        super().__init__(navigator)
        self._folders = folders
        self._navigator = navigator
        self._loader = loader
        self._state = state
        self._writing = writing
        self._notes = -1
        folders.folder_changed.connect(self._forget)
        folders.event_received.connect(self._take_event)
        folders.index_updated.connect(self._follow)

    def _forget(self, _folder: str) -> None:
        self._notes = -1

    def _take_event(self, event: IndexEvent) -> None:
        if isinstance(event, IndexIdle) and event.notes != self._notes:
            self._notes = event.notes
            self._loader.refresh()

    def _follow(self, update: IndexUpdate) -> None:
        for old, new in update.renamed.items():
            move = partial(self._state.note_moved, self._folders.folder, old, new)
            self._writing.run(move, say_nothing, _not_kept)
        self._navigator.follow_renames(update.renamed)
        here = self._navigator.location.note
        if not here or is_gathered(here) or here in update.changed or here in update.removed:
            self._loader.reload()


def _not_kept(error: Exception) -> None:
    logger.info("what the reader made of a renamed note was not kept: %s", error)
