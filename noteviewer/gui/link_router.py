"""Decides where a link of the page leads: to a note, to the browser, to a question, or nowhere."""

import logging

from PySide6.QtCore import QObject, QUrl, Signal

from noteviewer.gui.desktop import WEB_SCHEMES, Desktop
from noteviewer.gui.navigator import Navigator
from noteviewer.gui.reader.documents import Disposition, LinkActivated
from noteviewer.gui.settings.values import SettingsStore
from noteviewer.gui.title_search import search_address
from noteviewer.library.location import Location
from noteviewer.render.urls import Place, parse_url

logger = logging.getLogger(__name__)


class LinkRouter(QObject):
    """Takes links that the reader chose; nothing else opens anything."""

    action_requested = Signal(object)
    """An `InnerUrl` of the place ``action``."""
    refused = Signal(str)
    """Address of a link that leads nowhere."""

    def __init__(self, navigator: Navigator, desktop: Desktop, settings: SettingsStore) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._desktop = desktop
        self._settings = settings

    def follow(self, link: LinkActivated) -> None:
        """Go where a link leads."""
        inner = parse_url(link.url)
        if inner is not None and inner.place is Place.PAGE:
            here = self._navigator.location
            self._open(Location(here.folder, inner.path or here.note, inner.anchor), link)
        elif inner is not None and inner.place is Place.ACTION:
            self.action_requested.emit(inner)
        elif QUrl(link.url).scheme().lower() in WEB_SCHEMES:
            self._desktop.open_url(link.url)
        else:
            self.refused.emit(link.url)

    def open_outside(self, url: str) -> None:
        """Open a reference of a pane in the browser."""
        self.follow(LinkActivated(url))

    def search_title(self, title: str) -> None:
        """Look for a paper without an address in the web, at the place that the reader chose."""
        self.open_outside(search_address(self._settings.settings.title_search, title))

    def _open(self, location: Location, link: LinkActivated) -> None:
        match link.disposition:
            case Disposition.HERE:
                self._navigator.open(location)
            case Disposition.NEW_TAB:
                self._navigator.open_in_new_tab(location)
            case Disposition.BEHIND:
                self._navigator.open_behind(location)
