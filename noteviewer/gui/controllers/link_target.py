"""Names where the link under the mouse leads, for the status bar."""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.notes.readable_url import readable_url
from noteviewer.render.urls import SCHEME, Action, Place, parse_url

logger = logging.getLogger(__name__)


class LinkTarget(QObject):
    """Knows addresses outside as people read them, and places of the folder by their titles."""

    told = Signal(str)
    """What to say of the link; empty when the mouse has left it."""

    def __init__(self, queries: Queries[IndexReader], navigator: Navigator) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._lane = queries.lane(self)

    def tell(self, url: str) -> None:
        """The mouse is on a link to this address, or on none."""
        self._lane.cancel()
        inner = parse_url(url)
        if inner is None:
            self.told.emit("" if url.startswith(f"{SCHEME}:") else readable_url(url))
        elif inner.place is Place.PAGE:
            note = inner.path or self._navigator.location.note
            name = partial(_name, note, inner.anchor)
            self._lane.ask(name, self.told.emit, partial(self._not_read, note))
        elif inner.place is Place.ACTION and inner.path == Action.UNRESOLVED:
            text = self.tr("There is no such note: {}")
            self.told.emit(text.format(inner.arguments.get("target", "")))
        else:
            said = (inner.arguments.get(name, "") for name in ("path", "target", "url"))
            self.told.emit(next(filter(None, said), ""))

    def _not_read(self, note: str, error: Exception) -> None:
        log_failure(logger, "cannot read where a link leads", error)
        self.told.emit(note)


def _name(note: str, anchor: str, catalog: IndexReader) -> str:
    row = catalog.note(note)
    if row is None:
        return note
    sections = catalog.sections(note) if anchor else ()
    found = next((section.title for section in sections if section.anchor == anchor), anchor)
    return " › ".join(filter(None, (row.title, found)))
