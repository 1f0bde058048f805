"""A diagram of the page on the clipboard or in a file: its source, as SVG, as PNG."""

from base64 import b64decode, b64encode
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage

from noteviewer.gui.controllers.output import Output
from noteviewer.gui.core.documents import DrawingRequested, DrawingUse
from noteviewer.gui.core.services import Messages
from noteviewer.gui.page.page_view import PageView
from noteviewer.library.folder.writing import write_whole

_PNG = "data:image/png;base64,"
_SVG = "data:image/svg+xml;base64,"


class DrawingOutput(QObject):
    """Does what the menu of the page offers for a diagram."""

    def __init__(self, page_view: PageView, output: Output, messages: Messages) -> None:
        super().__init__(output)
        self._page_view = page_view
        self._output = output
        self._messages = messages
        self._take_png: Callable[[bytes], None] | None = None
        page_view.drawing_requested.connect(self.use)
        page_view.rasterized.connect(self._take)

    def use(self, request: DrawingRequested) -> None:
        """Copy or save a diagram of the page that is shown."""
        shown = self._page_view.shown
        drawing = shown.drawings.get(request.name) if shown else None
        if drawing is None:
            return
        match request.use:
            case DrawingUse.COPY_SOURCE:
                QGuiApplication.clipboard().setText(drawing.source)
            case DrawingUse.SAVE_SVG:
                path = self._output.ask_path("svg", self.tr("Drawings (*.svg)"))
                if path is not None:
                    self._output.write(lambda: write_whole(path, drawing.svg), path)
            case DrawingUse.COPY_PICTURE:
                self._rasterize(drawing.svg, self._copy)
            case DrawingUse.SAVE_PNG:
                self._rasterize(drawing.svg, self._save)

    def _rasterize(self, svg: bytes, take: Callable[[bytes], None]) -> None:
        """Let the web engine draw it, which is the only one here that knows all of SVG."""
        self._take_png = take
        self._page_view.rasterize(f"{_SVG}{b64encode(svg).decode()}")

    def _take(self, address: str) -> None:
        take, self._take_png = self._take_png, None
        if take is None:
            return
        if address.startswith(_PNG):
            take(b64decode(address.removeprefix(_PNG)))
        else:
            self._messages.post(self.tr("The picture could not be made"))

    def _copy(self, png: bytes) -> None:
        image = QImage.fromData(png)
        if not image.isNull():
            QGuiApplication.clipboard().setImage(image)
            self._messages.post(self.tr("The picture is on the clipboard"))

    def _save(self, png: bytes) -> None:
        path = self._output.ask_path("png", self.tr("Pictures (*.png)"))
        if path is not None:
            self._output.write(lambda: write_whole(path, png), path)
