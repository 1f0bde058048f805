"""Pictures from the web, fetched only when the reader asks for one by name."""

import logging
from base64 import b64encode

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

logger = logging.getLogger(__name__)

LARGEST = 20_000_000
PATIENCE_MS = 20_000


class RemoteImages(QObject):
    """Fetches one picture at a time, at the reader's explicit wish."""

    fetched = Signal(str, str)
    """Address of a picture, and the picture as a ``data:`` address."""
    failed = Signal(str, str)
    """Address of a picture, and why it could not be fetched."""
    requested = Signal(str)
    """A request was made, to this address."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manager: QNetworkAccessManager | None = None

    def fetch(self, url: str) -> None:
        """Fetch a picture: no cookies, no referrer, no other host, nothing that is no picture."""
        address = QUrl(url)
        if address.scheme() not in {"http", "https"}:
            self.failed.emit(url, address.scheme())
            return
        if self._manager is None:
            self._manager = QNetworkAccessManager(self)
            self._manager.setTransferTimeout(PATIENCE_MS)
        request = QNetworkRequest(address)
        attribute = QNetworkRequest.Attribute
        load = QNetworkRequest.LoadControl.Manual
        request.setAttribute(attribute.CookieLoadControlAttribute, load)
        request.setAttribute(attribute.CookieSaveControlAttribute, load)
        request.setAttribute(
            attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy,
        )
        request.setRawHeader(b"Accept", b"image/*")
        reply = self._manager.get(request)
        reply.downloadProgress.connect(lambda done, _total: _stop_if_large(reply, done))
        reply.finished.connect(lambda: self._finish(url, reply))
        self.requested.emit(url)

    def _finish(self, url: str, reply: QNetworkReply) -> None:
        reply.deleteLater()
        kind = str(reply.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) or "")
        media_type = kind.partition(";")[0].strip().lower()
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            self.failed.emit(url, reply.errorString())
        elif not media_type.startswith("image/"):
            self.failed.emit(url, media_type)
        else:
            data = b64encode(bytes(reply.readAll().data())).decode()
            self.fetched.emit(url, f"data:{media_type};base64,{data}")


def _stop_if_large(reply: QNetworkReply, done: int) -> None:
    if done > LARGEST:
        reply.abort()
