"""What follows when a page was made: its note is visited, or cannot be shown."""

import logging
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.reader.documents import PageDocument
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.tab_titles import TabTitles
from noteviewer.gui.tasks import Tasks, say_nothing
from noteviewer.library.gathered import is_gathered
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)


class PageFollower(QObject):
    """Remembers what was read, and says what could not be."""

    def __init__(
        self,
        loader: PageLoader,
        reader: ReaderPane,
        titles: TabTitles,
        state: ReaderState,
        writing: Tasks,
    ) -> None:
        super().__init__(loader)
        self._reader = reader
        self._titles = titles
        self._state = state
        self._writing = writing
        loader.loaded.connect(self._take_page)
        loader.load_failed.connect(self._fail_to_load)

    def _take_page(self, page: PageDocument) -> None:
        self._titles.learn(page)
        if page.note and not is_gathered(page.note):
            visit = partial(self._state.visits.record, page.folder, page.note)
            self._writing.run(visit, say_nothing, _not_kept)

    def _fail_to_load(self, location: Location, error: Exception) -> None:
        logger.info("cannot show %s: %s", location.note, error)
        title = self._titles.name_of(location)
        self._reader.show_message(title, self.tr("This note cannot be shown."), str(error))


def _not_kept(error: Exception) -> None:
    logger.info("a visit was not kept: %s", error)
