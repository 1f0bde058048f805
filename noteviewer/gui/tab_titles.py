"""Titles of the notes that tabs show."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.navigator import Navigator
from noteviewer.gui.queries import Queries
from noteviewer.gui.reader.documents import PageDocument
from noteviewer.gui.reading import Reading
from noteviewer.library.location import Location

logger = logging.getLogger(__name__)


class TabTitles(QObject):
    """Knows notes by their titles once the index told them; by their file names until then."""

    titles_changed = Signal()

    def __init__(self, queries: Queries[Reading], navigator: Navigator) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._lane = queries.lane(self)
        self._titles: dict[tuple[str, str], str] = {}
        navigator.tabs_restored.connect(self.refresh)

    def name_of(self, location: Location) -> str:
        """What a tab at this place is called."""
        if not location.note:
            return Path(location.folder).name
        known = self._titles.get((location.folder, location.note))
        return known or Path(location.note).stem

    def learn(self, page: PageDocument) -> None:
        """A page was made, and so its title is known."""
        key = page.folder, page.note
        if page.note and self._titles.get(key) != page.title:
            self._titles[key] = page.title
            self.titles_changed.emit()

    def refresh(self) -> None:
        """Ask the index for the titles of all notes in front of their tabs."""
        places = [history.current for history in self._navigator.tabs.histories]
        wanted = {(place.folder, place.note) for place in places if place.note}

        def read(catalog: Reading) -> dict[tuple[str, str], str]:
            rows = {key: catalog.note(key[1]) for key in wanted}
            return {key: row.title for key, row in rows.items() if row is not None}

        self._lane.ask(read, self._take, self._not_read)

    def _take(self, titles: dict[tuple[str, str], str]) -> None:
        if any(self._titles.get(key) != title for key, title in titles.items()):
            self._titles.update(titles)
            self.titles_changed.emit()

    def _not_read(self, error: Exception) -> None:
        logger.debug("tabs keep their file names for now: %s", error)
