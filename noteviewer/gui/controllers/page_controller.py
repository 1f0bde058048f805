"""What follows when a page was made: its note is visited, or cannot be shown."""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.controllers.dialogs import Overlays
from noteviewer.gui.core.documents import Marks, PageDocument
from noteviewer.gui.core.tasks import Tasks, ignore_result
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page.find import Matches
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.loader import PageLoader
from noteviewer.gui.widgets.fields import grouped
from noteviewer.gui.window.tabs import TabTitles
from noteviewer.library.gathered import is_gathered
from noteviewer.library.location import Location
from noteviewer.library.marked import query_texts
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)


class PageFollower(QObject):
    """Remembers what was read, and says what could not be."""

    def __init__(
        self,
        loader: PageLoader,
        page_view: PageView,
        titles: TabTitles,
        state: ReaderState,
        writing: Tasks,
    ) -> None:
        super().__init__(loader)
        self._page_view = page_view
        self._titles = titles
        self._state = state
        self._writing = writing
        loader.loaded.connect(self._take_page)
        loader.load_failed.connect(self._fail_to_load)

    def _take_page(self, page: PageDocument) -> None:
        self._titles.learn(page)
        if page.note and not is_gathered(page.note):
            visit = partial(self._state.visits.record, page.folder, page.note)
            self._writing.run(visit, ignore_result, _not_kept)

    def _fail_to_load(self, location: Location, error: Exception) -> None:
        logger.info("cannot show %s: %s", location.note, error)
        title = self._titles.name_of(location)
        self._page_view.show_message(title, self.tr("This note cannot be shown."), str(error))


def _not_kept(error: Exception) -> None:
    logger.info("a visit was not kept: %s", error)


class MatchStatus(QObject):
    """Says one line when a hit has led to a page, and at each step on."""

    announced = Signal(str)
    """The line."""

    def __init__(self, matches: Matches, navigator: Navigator, overlays: Overlays) -> None:
        super().__init__(overlays)
        self._navigator = navigator
        self._overlays = overlays
        self._told: tuple[str, str, Marks] | None = None
        matches.searched_marked.connect(self._tell)

    def _tell(self, marks: Marks) -> None:
        here = self._navigator.location
        before, self._told = self._told, (here.note, here.query, marks)
        has_arrived = before is None or before[:2] != self._told[:2]
        # A page that is made anew after a change marks the same again; Esc takes marks away.
        is_news = self._told != before and (has_arrived or marks.count)
        if is_news and self._overlays.hit_place is not None:
            self.announced.emit(self._words(marks, has_arrived=has_arrived))

    def _words(self, marks: Marks, *, has_arrived: bool) -> str:
        words: list[str] = []
        if marks.current >= 0:
            number, count = grouped(marks.current + 1), grouped(marks.count)
            words.append(self.tr("Match {} of {}").format(number, count))
        elif query_texts(self._navigator.location.query):
            words.append(
                self.tr(
                    "The match itself is not shown: it stands in the front matter, or in what the "
                    "page leaves out"
                )
            )
        place = self._overlays.hit_place
        if place is not None and place.of > 1:
            words.append(self.tr("note {} of {}").format(grouped(place.number), grouped(place.of)))
            if has_arrived and place.has_begun_again:
                words.append(self.tr("begun again"))
        return " · ".join((*words, self.tr("F3 goes on")))
