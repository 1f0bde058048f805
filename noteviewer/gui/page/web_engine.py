"""The web engine of the page view: profile, page, view and bridge, ready to be shown.

Imported only when the window is on the screen, for it loads Qt WebEngine.
"""

import contextlib
import os
import signal

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from noteviewer.gui.core.documents import ReadResource
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page.bridge import Bridge
from noteviewer.gui.page.url_scheme import SchemeHandler, register_scheme
from noteviewer.gui.page.web_page import WebPage
from noteviewer.render.urls import SCHEME

_ALLOWED = {
    QWebEngineSettings.WebAttribute.AutoLoadImages,
    QWebEngineSettings.WebAttribute.ScrollAnimatorEnabled,
    QWebEngineSettings.WebAttribute.PrintElementBackgrounds,
}
_REFUSED = {
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.JavascriptCanPaste,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.AllowRunningInsecureContent,
    QWebEngineSettings.WebAttribute.AllowGeolocationOnInsecureOrigins,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
}


class RequestFilter(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not to our own scheme, and counts what it refused.

    The one exception are pictures from hosts that the user allowed for good.
    """

    request_refused = Signal(str)
    """Address of a request that a page tried to make."""
    request_made = Signal(str)
    """Address of a picture that is fetched from an allowed host."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.image_hosts: frozenset[str] = frozenset()
        """Hosts that are allowed for the page that is shown."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block whatever is not ours. Runs in the window's thread."""
        url = info.requestUrl()
        if url.scheme() == SCHEME:
            return
        is_picture = info.resourceType() is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if is_picture and url.scheme() == "https" and url.host() in self.image_hosts:
            self.request_made.emit(url.toString())
            return
        info.block(True)  # noqa: FBT003  (Qt's own signature)
        self.request_refused.emit(url.toString())


def make_profile(handler: SchemeHandler, gate: RequestFilter) -> QWebEngineProfile:
    """An off-the-record profile: no cache on disk, no cookies, no storage, no downloads."""
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setSpellCheckEnabled(False)
    profile.setUrlRequestInterceptor(gate)
    profile.installUrlSchemeHandler(SCHEME.encode(), handler)
    profile.downloadRequested.connect(_refuse_download)
    settings = profile.settings()
    for attribute in _ALLOWED:
        settings.setAttribute(attribute, True)  # noqa: FBT003  (Qt's own signature)
    for attribute in _REFUSED:
        settings.setAttribute(attribute, False)  # noqa: FBT003  (Qt's own signature)
    settings.setUnknownUrlSchemePolicy(
        QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
    )
    return profile


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


SCRIPTS = (
    "marks.js",
    "margin.js",
    "changes.js",
    "cards.js",
    "copy.js",
    "page.js",
    "place.js",
    "host.js",
)
"""Run in this order in the isolated world."""


class Engine:
    """The one web view, and all that belongs to it; owned by a widget."""

    def __init__(self, tasks: Tasks, read_resource: ReadResource, owner: QWidget) -> None:
        register_scheme()
        self.gate = RequestFilter(owner)
        self._handler = SchemeHandler(tasks, read_resource, owner)
        self._profile = make_profile(self._handler, self.gate)
        self.page = WebPage(self._profile, owner)
        self.bridge = Bridge(self.page, SCRIPTS)
        self.view = QWebEngineView(owner)
        self.view.setPage(self.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        _tell_of_screen_reader()

    def set_still(self, *, is_still: bool) -> None:
        """Show moving pictures by their first frame and scroll without gliding; or not."""
        settings = self._profile.settings()
        policy = QWebEngineSettings.ImageAnimationPolicy
        settings.setImageAnimationPolicy(policy.Disallow if is_still else policy.Allow)
        gliding = QWebEngineSettings.WebAttribute.ScrollAnimatorEnabled
        settings.setAttribute(gliding, not is_still)

    def end_process(self) -> None:
        """End the process that lays pages out, busy or not; the next page gets another one."""
        process = self.page.renderProcessPid()
        if process > 0:
            with contextlib.suppress(OSError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        """Delete view, page and profile, in the order in which they need one another."""
        for part in (self.view, self.page, self._profile):
            shiboken6.delete(part)


def _tell_of_screen_reader() -> None:
    """Let pages be read aloud by what reads the window already.

    The web engine is told only when this changes (seen with Qt 6.11). It begins after the window is
    shown, so a screen reader that was there before would find every page empty.
    """
    if QAccessible.isActive():
        for is_active in (False, True):
            QAccessible.setActive(is_active)
