"""Decides where a link of the page leads: to a note, to the browser, to a question, or nowhere."""

import logging
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QObject, QUrl, Signal

from noteviewer.gui.desktop import WEB_SCHEMES, Desktop
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.reader.documents import Disposition, LinkActivated
from noteviewer.library.location import SCHEME, Location

logger = logging.getLogger(__name__)


class LinkRouter(QObject):
    """Takes links that the reader chose; nothing else opens anything."""

    refused = Signal(str)
    """Address of a link that leads nowhere."""
    opened_outside = Signal(str)
    """Address that was handed to the browser."""

    def __init__(
        self, navigator: Navigator, desktop: Desktop, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._desktop = desktop

    def follow(self, link: LinkActivated) -> None:
        """Go where a link leads."""
        inner = urlsplit(link.url)
        if inner.scheme == SCHEME and inner.netloc == "page":
            here = self._navigator.location
            note = unquote(inner.path).removeprefix("/") or here.note
            self._open(Location(here.folder, note, unquote(inner.fragment)), link)
        elif QUrl(link.url).scheme().lower() in WEB_SCHEMES:
            if self._desktop.open_url(link.url):
                self.opened_outside.emit(link.url)
        else:
            self.refused.emit(link.url)

    def open_outside(self, url: str) -> None:
        """Open a reference of a pane in the browser."""
        self.follow(LinkActivated(url))

    def _open(self, location: Location, link: LinkActivated) -> None:
        match link.disposition:
            case Disposition.HERE:
                self._navigator.open(location)
            case Disposition.NEW_TAB:
                self._navigator.open_in_new_tab(location)
            case Disposition.BEHIND:
                self._navigator.open_behind(location)
