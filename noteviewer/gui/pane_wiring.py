"""Connects what shows the index: what panes and overlays ask for, and what they are told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.link_router import LinkRouter
from noteviewer.gui.panes_later import PanesLater
from noteviewer.gui.reader.documents import Scrolled
from noteviewer.gui.window_commands import Receivers
from noteviewer.library.location import Location

if TYPE_CHECKING:
    from noteviewer.gui.overlays import Overlays
    from noteviewer.gui.panes import Panes


class PaneWiring(QObject):
    """Overlays are connected at once, panes when they are made."""

    announced = Signal(str)
    """One line on what was done in one of them."""

    def __init__(
        self,
        panes_later: PanesLater,
        receivers: Receivers,
        links: LinkRouter,
    ) -> None:
        super().__init__(panes_later)
        self._receivers = receivers
        self._links = links
        overlays = receivers.overlays
        self._connect_wishes(overlays)
        overlays.new_tab_requested.connect(receivers.navigator.open_in_new_tab)
        overlays.open_requested.connect(self._begin_reading)
        overlays.new_tab_requested.connect(self._begin_reading)
        receivers.navigator.location_changed.connect(overlays.show_location)
        receivers.folders.index_updated.connect(overlays.refresh)
        receivers.folders.event_received.connect(overlays.follow_index)
        receivers.folders.index_idle.connect(overlays.settle)
        receivers.reader.search_requested.connect(overlays.search_for)
        receivers.reader.page_shown.connect(panes_later.make_soon)
        panes_later.made.connect(self._connect_panes)

    def _connect_wishes(self, asking: "Overlays | Panes") -> None:
        asking.open_requested.connect(self._receivers.navigator.open)
        asking.link_activated.connect(self._links.open_outside)
        asking.title_search_requested.connect(self._links.search_title)
        asking.announced.connect(self.announced)

    def _connect_panes(self, panes: "Panes") -> None:
        """Connect the panes, and bring them to where the reader is."""
        receivers = self._receivers
        self._connect_wishes(panes)
        # As browsers do it: who opens several rows of a list in turn stays at the list.
        panes.new_tab_requested.connect(receivers.navigator.open_behind)
        panes.library.edit_requested.connect(receivers.note.edit_other)
        panes.library.file_requested.connect(receivers.note.show_other)
        panes.topic_export_requested.connect(receivers.series.export_topic)
        panes.search_requested.connect(receivers.overlays.search_in)
        receivers.overlays.library_left.connect(panes.references.refresh)
        receivers.folders.folder_changed.connect(panes.set_folder)
        receivers.folders.index_updated.connect(panes.refresh)
        receivers.folders.index_idle.connect(panes.settle)
        receivers.navigator.location_changed.connect(panes.show_location)

        def mark(scrolled: Scrolled) -> None:
            panes.mark_section(scrolled.anchor)

        receivers.reader.scrolled.connect(mark)
        if receivers.folders.folder:
            panes.set_folder(receivers.folders.folder)
            panes.show_location(receivers.navigator.location)

    def _begin_reading(self, _location: Location) -> None:
        """Who chose a place in an overlay wants the keyboard there, wherever it was before."""
        self._receivers.reader.setFocus()
