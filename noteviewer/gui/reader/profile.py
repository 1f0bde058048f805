"""The web engine, told to keep nothing, run nothing and ask nobody."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from noteviewer.gui.reader.scheme import SchemeHandler
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


class Gate(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not to our own scheme, and counts what it refused.

    The one exception are pictures from hosts that the reader allowed for good.
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


def make_profile(handler: SchemeHandler, gate: Gate) -> QWebEngineProfile:
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
