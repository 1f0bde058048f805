"""Decides where a link of the page leads: to a note, the browser, a question, or nowhere."""

import logging
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtWidgets import QMessageBox

from noteviewer.gui.core.desktop import WEB_SCHEMES, is_program, search_address
from noteviewer.gui.core.documents import LinkActivated, OpenRequest
from noteviewer.gui.core.services import AppServices, Messages
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.loader import PageLoader
from noteviewer.library.location import Location
from noteviewer.notes.file_types import FileKind, kind_of
from noteviewer.render.links import Refusal
from noteviewer.render.urls import Action, InnerUrl, Place, outer_address, parse_url

logger = logging.getLogger(__name__)


LARGEST = 20_000_000
PATIENCE_MS = 20_000


class RemoteImages(QObject):
    """Fetches one picture at a time, when the user asks for it."""

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


class LinkController(QObject):
    """Takes links that the user chose; nothing else opens anything."""

    def __init__(
        self,
        app: AppServices,
        messages: Messages,
        navigator: Navigator,
        page_view: PageView,
        loader: PageLoader,
    ) -> None:
        super().__init__(page_view)
        self._app = app
        self._messages = messages
        self._navigator = navigator
        self._page_view = page_view
        self._loader = loader
        self._images = RemoteImages(self)
        self._images.fetched.connect(page_view.show_image)
        self._images.failed.connect(self._say_not_loaded)
        self._images.requested.connect(app.activity_monitor.count_request)
        page_view.link_activated.connect(self.follow)
        page_view.copied.connect(app.desktop.copy)

    def follow(self, link: LinkActivated) -> None:
        """Go where a link leads."""
        link = replace(link, url=outer_address(link.url))
        inner = parse_url(link.url)
        if inner is not None and inner.place is Place.PAGE and self._is_file(inner.path):
            self._open_file(inner.path)
        elif inner is not None and inner.place is Place.PAGE:
            here = self._navigator.location
            place = Location(here.folder, inner.path or here.note, inner.anchor)
            self._navigator.follow(OpenRequest(place, link.disposition))
        elif inner is not None and inner.place is Place.ACTION:
            self._do(inner)
        elif QUrl(link.url).scheme().lower() in WEB_SCHEMES:
            self._app.desktop.open_url(link.url)
        else:
            self._refuse(link.url, Refusal.SCHEME)

    def _is_file(self, path: str) -> bool:
        """Whether the user wants a note to be a file beside the notes."""
        is_pdf = kind_of(path) is FileKind.PDF
        return is_pdf and not self._app.settings.settings.reads_pdfs

    def open_outside(self, url: str) -> None:
        """Open a reference of a pane in the browser."""
        self.follow(LinkActivated(url))

    def search_title(self, title: str) -> None:
        """Look for a paper without an address in the web, at the place that the user chose."""
        self.open_outside(search_address(self._app.settings.settings.title_search, title))

    def _do(self, request: InnerUrl) -> None:
        """Do what a link of the kind ``noteviewer://action/`` asks, as far as the user agrees."""
        match request.path:
            case Action.LOAD_IMAGE:
                self._images.fetch(request.arguments.get("url", ""))
            case Action.ALLOW_HOST:
                self._allow_host(request.arguments.get("host", ""))
            case Action.OPEN_FILE:
                self._open_file(request.arguments.get("path", ""))
            case Action.UNRESOLVED:
                target = request.arguments.get("target", "")
                text = self.tr("There is no note “{}” in this folder")
                self._messages.post(text.format(target))
            case Action.REFUSED:
                arguments = request.arguments
                self._refuse(arguments.get("target", ""), arguments.get("reason", ""))

    def _say_not_loaded(self, url: str, why: str) -> None:
        self._messages.post(self.tr("{} not loaded: {}").format(url, why))

    def _allow_host(self, host: str) -> None:
        folder = self._navigator.location.folder
        question = self.tr(
            "Load pictures from {} whenever a note of this folder shows one? "
            "That host learns when you read such a note."
        )
        if host and self._is_agreed(self.tr("Pictures from the web"), question.format(host)):
            self._app.state.folders.allow_image_host(folder, host)
            self._loader.reload()

    def _open_file(self, path: str) -> None:
        folder = Path(self._navigator.location.folder).resolve()
        file = (folder / path).resolve()
        if not path or not file.is_relative_to(folder) or not file.exists():
            self._messages.post(self.tr("There is no file {} in this folder").format(path))
            return
        if is_program(file):
            self._refuse(path, Refusal.PROGRAM)
            return
        question = self.tr("Open {} in the program that the system has for it?")
        if not self._is_agreed(self.tr("Open a file"), question.format(path)):
            return
        if not self._app.desktop.open_file(file):
            self._messages.post(self.tr("No program could be started for {}").format(path))

    def _refuse(self, target: str, reason: str) -> None:
        reasons: dict[str, str] = {
            Refusal.SCHEME: self.tr("addresses of this kind are not opened"),
            Refusal.PROGRAM: self.tr("programs are not started"),
            Refusal.NETWORK_PATH: self.tr("network paths are not opened"),
            Refusal.OUTSIDE_FOLDER: self.tr("it lies outside the folder of notes"),
        }
        why = reasons.get(reason, self.tr("it is not safe"))
        self._messages.post(self.tr("Not opened, {}: {}").format(why, _shown(target)))

    def _is_agreed(self, title: str, question: str) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._page_view.window(), title, question, buttons.Yes | buttons.No, buttons.No
        )
        return answer == buttons.Yes


def _shown(target: str) -> str:
    return QUrl(target).toDisplayString()[:120] or target[:120]
