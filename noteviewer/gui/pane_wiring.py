"""Connects what shows the index: what panes and overlays ask for, and what they are told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.folder_service import FolderService
from noteviewer.gui.link_router import LinkRouter
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.note_commands import NoteCommands
from noteviewer.gui.overlays import Overlays
from noteviewer.gui.panes_later import PanesLater
from noteviewer.gui.reader.documents import Scrolled
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.series_commands import SeriesCommands
from noteviewer.gui.settings.values import SettingsStore
from noteviewer.gui.title_search import search_address
from noteviewer.library.location import Location

if TYPE_CHECKING:
    from noteviewer.gui.panes import Panes


class PaneWiring(QObject):
    """Overlays are connected at once, panes when they are made."""

    announced = Signal(str)
    """One line on what was done in one of them."""

    def __init__(
        self,
        panes_later: PanesLater,
        overlays: Overlays,
        *,
        reader: ReaderPane,
        navigator: Navigator,
        links: LinkRouter,
        folders: FolderService,
        note_commands: NoteCommands,
        series_commands: SeriesCommands,
        settings: SettingsStore,
    ) -> None:
        super().__init__(overlays)
        self._overlays = overlays
        self._reader = reader
        self._navigator = navigator
        self._links = links
        self._folders = folders
        self._note_commands = note_commands
        self._series_commands = series_commands
        self._settings = settings
        self._connect_wishes(overlays)
        overlays.open_requested.connect(self._begin_reading)
        overlays.new_tab_requested.connect(self._begin_reading)
        navigator.location_changed.connect(overlays.show_location)
        folders.index_updated.connect(overlays.refresh)
        folders.index_idle.connect(overlays.settle)
        reader.search_requested.connect(overlays.search_for)
        reader.page_shown.connect(panes_later.make_soon)
        panes_later.made.connect(self._connect_panes)

    def _connect_wishes(self, asking: "Overlays | Panes") -> None:
        asking.open_requested.connect(self._navigator.open)
        asking.new_tab_requested.connect(self._navigator.open_in_new_tab)
        asking.link_activated.connect(self._links.open_outside)
        asking.title_search_requested.connect(self._search_title)
        asking.announced.connect(self.announced)

    def _connect_panes(self, panes: "Panes") -> None:
        """Connect the panes, and bring them to where the reader is."""
        self._connect_wishes(panes)
        panes.library.edit_requested.connect(self._note_commands.edit_other)
        panes.library.file_requested.connect(self._note_commands.show_other)
        panes.topic_export_requested.connect(self._series_commands.export_topic)
        panes.search_requested.connect(self._overlays.search_in)
        self._overlays.library_left.connect(panes.references.refresh)
        self._folders.folder_changed.connect(panes.set_folder)
        self._folders.index_updated.connect(panes.refresh)
        self._folders.index_idle.connect(panes.settle)
        self._navigator.location_changed.connect(panes.show_location)

        def mark(scrolled: Scrolled) -> None:
            panes.mark_section(scrolled.anchor)

        self._reader.scrolled.connect(mark)
        if self._folders.folder:
            panes.set_folder(self._folders.folder)
            panes.show_location(self._navigator.location)

    def _begin_reading(self, _location: Location) -> None:
        """Who chose a place in an overlay wants the keyboard there, wherever it was before."""
        self._reader.setFocus()

    def _search_title(self, title: str) -> None:
        self._links.open_outside(search_address(self._settings.settings.title_search, title))
