"""Brings the note of a Location into the reader pane."""

import logging
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.page_source import PageSource
from noteviewer.gui.reader.documents import PageDocument
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.tasks import Lane, Tasks
from noteviewer.library.location import Location

logger = logging.getLogger(__name__)


class PageLoader(QObject):
    """Makes pages on a worker thread; only the last one asked for is shown."""

    load_failed = Signal(object, object)
    """The `Location` that could not be shown, and the exception."""

    def __init__(self, tasks: Tasks, reader: ReaderPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane(tasks, self)
        self._source: PageSource | None = None
        self._reader = reader
        self._wanted: Location | None = None

    @property
    def source(self) -> PageSource | None:
        """Where pages come from; None while no folder is open."""
        return self._source

    def use(self, source: PageSource | None) -> None:
        """Take pages from here from now on."""
        self._source = source
        self._wanted = None

    def show(self, location: Location) -> None:
        """Show a place: another page, or another part of the same one."""
        shown = self._reader.shown
        is_same = (
            self._wanted is not None
            and shown is not None
            and shown.note == location.note == self._wanted.note
            and self._wanted.folder == location.folder
        )
        self._wanted = location
        if is_same:
            self._reader.go_to(location.anchor, location.scroll)
        else:
            self._make(location)

    def reload(self) -> None:
        """Make the page anew and keep how far it is scrolled."""
        if self._wanted is not None:
            self._make(self._wanted)

    def remember_scroll(self, scroll: float) -> None:
        """Note how far the page is scrolled, for the next `reload`."""
        if self._wanted is not None:
            self._wanted = replace(self._wanted, scroll=scroll)

    def _make(self, location: Location) -> None:
        source = self._source
        if source is None or not location.note:
            return
        self._lane.run(
            lambda: source.make_page(location),
            self._show_page,
            lambda error: self.load_failed.emit(location, error),
        )

    def _show_page(self, document: PageDocument) -> None:
        shown = self._reader.shown
        is_unchanged = shown is not None and (shown.url, shown.html) == (
            document.url,
            document.html,
        )
        if is_unchanged:
            self._reader.go_to(document.anchor, document.scroll)
        else:
            self._reader.show_document(document)
