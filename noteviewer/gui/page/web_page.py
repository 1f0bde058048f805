"""The page inside the web view: refuses to navigate by itself, and tells what was clicked."""

import logging

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
)

from noteviewer.gui.core.documents import Disposition, LinkActivated

logger = logging.getLogger(__name__)


class WebPage(QWebEnginePage):
    """A page that loads what `admit` was told of, and nothing else."""

    link_activated = Signal(object)
    """A `LinkActivated`; nothing has happened yet."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._admitted = ""
        self.newWindowRequested.connect(self._open_elsewhere)
        self.permissionRequested.connect(_deny)

    def admit(self, url: str) -> None:
        """Load one of our addresses."""
        self._admitted = url
        self.load(QUrl(url))

    def admit_swap(self, url: str) -> None:
        """Another note took the place of the one shown: its address may be reloaded."""
        self._admitted = url

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        navigation_type: QWebEnginePage.NavigationType,
        is_main_frame: bool,
    ) -> bool:
        """Let through only what the program itself loads; report what the user clicked."""
        address = QUrl(url).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if is_main_frame and address == self._admitted:
            return navigation_type in {
                QWebEnginePage.NavigationType.NavigationTypeTyped,
                QWebEnginePage.NavigationType.NavigationTypeOther,
                QWebEnginePage.NavigationType.NavigationTypeReload,
            }
        if navigation_type is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_activated.emit(LinkActivated(address))
        else:
            logger.info("refused to go to %s", address)
        return False

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Say in the log what a page or a script of ours complains about."""
        logger.info("page: %s (%s:%s)", message, source, line)

    def _open_elsewhere(self, request: QWebEngineNewWindowRequest) -> None:
        destination = QWebEngineNewWindowRequest.DestinationType
        behind = request.destination() == destination.InNewBackgroundTab
        address = request.requestedUrl().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if request.isUserInitiated():
            self.link_activated.emit(
                LinkActivated(address, Disposition.BEHIND if behind else Disposition.NEW_TAB)
            )


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()
