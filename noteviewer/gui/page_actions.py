"""What links of the page ask for beside going somewhere: pictures, files, and reasons why not."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from noteviewer.gui.navigator import Navigator
from noteviewer.gui.program_services import ProgramServices
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.remote_images import RemoteImages
from noteviewer.render.links import Refusal
from noteviewer.render.urls import Action, InnerUrl


class PageActions(QObject):
    """Does what a link of the kind ``noteviewer://action/`` asks, as far as the reader agrees."""

    announced = Signal(str)
    """One line on what was done, or why not."""
    image_hosts_changed = Signal()
    """The page is to be made anew with other hosts allowed."""

    def __init__(
        self,
        reader: ReaderPane,
        navigator: Navigator,
        services: ProgramServices,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._reader = reader
        self._navigator = navigator
        self._services = services
        self._window = window
        self._images = RemoteImages(self)
        self._images.fetched.connect(reader.show_image)
        self._images.failed.connect(
            lambda url, why: self.announced.emit(self.tr("{} not loaded: {}").format(url, why))
        )
        self._images.requested.connect(services.witness.count_request)

    def do(self, wish: InnerUrl) -> None:
        """Do what a link asks."""
        match wish.path:
            case Action.LOAD_IMAGE:
                self._images.fetch(wish.arguments.get("url", ""))
            case Action.ALLOW_HOST:
                self._allow_host(wish.arguments.get("host", ""))
            case Action.OPEN_FILE:
                self._open_file(wish.arguments.get("path", ""))
            case Action.UNRESOLVED:
                target = wish.arguments.get("target", "")
                self.announced.emit(self.tr("There is no note “{}” in this folder").format(target))
            case Action.REFUSED:
                self._refuse(wish.arguments.get("target", ""), wish.arguments.get("reason", ""))

    def refuse(self, url: str) -> None:
        """Say that an address is of a kind that is never opened."""
        self._refuse(url, Refusal.SCHEME)

    def _allow_host(self, host: str) -> None:
        folder = self._navigator.location.folder
        question = self.tr(
            "Load pictures from {} whenever a note of this folder shows one? "
            "That host learns when you read such a note."
        )
        if host and self._is_agreed(self.tr("Pictures from the web"), question.format(host)):
            self._services.state.folders.allow_image_host(folder, host)
            self.image_hosts_changed.emit()

    def _open_file(self, path: str) -> None:
        folder = Path(self._navigator.location.folder).resolve()
        file = (folder / path).resolve()
        if not path or not file.is_relative_to(folder) or not file.exists():
            self.announced.emit(self.tr("There is no file {} in this folder").format(path))
            return
        question = self.tr("Open {} in the program that the system has for it?")
        if self._is_agreed(self.tr("Open a file"), question.format(path)):
            self._services.desktop.open_file(file)

    def _refuse(self, target: str, reason: str) -> None:
        reasons: dict[str, str] = {
            Refusal.SCHEME: self.tr("addresses of this kind are not opened"),
            Refusal.PROGRAM: self.tr("programs are not started"),
            Refusal.NETWORK_PATH: self.tr("network paths are not opened"),
            Refusal.OUTSIDE_FOLDER: self.tr("it lies outside the folder of notes"),
        }
        why = reasons.get(reason, self.tr("it is not safe"))
        self.announced.emit(self.tr("Not opened, {}: {}").format(why, _shown(target)))

    def _is_agreed(self, title: str, question: str) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window, title, question, buttons.Yes | buttons.No, buttons.No
        )
        return answer == buttons.Yes


def _shown(target: str) -> str:
    return QUrl(target).toDisplayString()[:120] or target[:120]
