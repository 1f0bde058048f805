"""What tabs are called."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.tree.part_names import short_title
from noteviewer.library.location import Location, is_generated

logger = logging.getLogger(__name__)

Key = tuple[str, str]
"""Folder and path of a note."""


@dataclass(frozen=True, slots=True)
class TabName:
    """The name of what is in a tab."""

    short: str
    """For the tab itself: of a series only the number and the rest, such as ``十九 · LSTM进阶``."""
    full: str


class TabTitles(QObject):
    """Knows notes by their titles once the index told them; by their file names until then."""

    titles_changed = Signal()

    def __init__(self, queries: Queries[IndexReader], navigator: Navigator) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._lane = queries.lane(self)
        self._names: dict[Key, TabName] = {}
        self._asked: frozenset[Key] = frozenset()
        navigator.tabs_restored.connect(self._begin)
        navigator.tabs_changed.connect(self._take_tabs)

    def name_of(self, location: Location) -> str:
        """The whole title of what is at a place."""
        return self.tab_name(location).full

    def tab_name(self, location: Location) -> TabName:
        """What a tab at this place is called."""
        known = self._names.get((location.folder, location.note))
        if known is not None:
            return known
        name = Path(location.note).stem if location.note else Path(location.folder).name
        return TabName(name, name)

    def learn(self, page: PageDocument) -> None:
        """A page was made, and so its title is known."""
        key = page.folder, page.note
        known = self._names.get(key)
        if page.note and (known is None or known.full != page.title):
            self._names[key] = TabName(page.title, page.title)
            self.titles_changed.emit()
            self.refresh()

    def refresh(self) -> None:
        """Ask the index for the titles of all notes in front of their tabs."""
        self._ask(self._wanted(self._navigator.tabs))

    def _begin(self) -> None:
        """Other tabs took the place of all that were there, perhaps of another folder."""
        self._names.clear()
        self.refresh()

    def _take_tabs(self, tabs: Tabs) -> None:
        wanted = self._wanted(tabs)
        if not wanted <= self._asked:
            self._ask(wanted)

    def _wanted(self, tabs: Tabs) -> frozenset[Key]:
        places = [history.current for history in tabs.histories]
        return frozenset(
            (place.folder, place.note)
            for place in places
            if place.note and not is_generated(place.note)
        )

    def _ask(self, wanted: Collection[Key]) -> None:
        self._asked = frozenset(wanted)

        def read(catalog: IndexReader) -> dict[Key, TabName]:
            rows = {key: catalog.note(key[1]) for key in wanted}
            return {
                key: TabName(short_title(row.title_parts) or row.title, row.title)
                for key, row in rows.items()
                if row is not None
            }

        self._lane.ask(read, self._take, self._not_read)

    def _take(self, names: dict[Key, TabName]) -> None:
        if any(self._names.get(key) != name for key, name in names.items()):
            self._names.update(names)
            self.titles_changed.emit()

    def _not_read(self, error: Exception) -> None:
        self._asked = frozenset()
        logger.debug("tabs keep their file names for now: %s", error)
