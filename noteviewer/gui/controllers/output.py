"""A note on paper and in files: print, PDF, one HTML file. Nothing goes into the notes' folder."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QMarginsF, QObject, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize
from PySide6.QtWidgets import QWidget

from noteviewer.errors import CannotOpenError
from noteviewer.gui.core.services import Messages
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.page_source import PageSource
from noteviewer.gui.page_source.topic_page import topic_page
from noteviewer.gui.widgets.save_dialog import ask_target
from noteviewer.library.folder.writing import write_whole
from noteviewer.render.document.page import Page
from noteviewer.render.document.self_contained import self_contained
from noteviewer.render.files.assets import FolderAssets
from noteviewer.render.files.data_image import is_data

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from noteviewer.gui.page.web_engine import Engine

logger = logging.getLogger(__name__)

MARGIN_MM = 18
LONGEST_NAMED = 200
"""Characters of an address in a message."""
UNFIT = '\\/:*?"<>|'
"""What some systems do not have in names of files."""


class Output(QObject):
    """Prints and exports the note that is shown."""

    def __init__(
        self, page_view: PageView, tasks: Tasks, messages: Messages, window: QWidget
    ) -> None:
        super().__init__(window)
        self._messages = messages
        self._page_view = page_view
        self._tasks = tasks
        self._window = window
        self._printer: QPrinter | None = None
        self._background = QColor()
        self.folder = ""
        """The folder of notes, in which nothing may be written."""

    def set_folder(self, folder: str) -> None:
        """Know which folder files are never written in."""
        self.folder = folder

    def print(self) -> None:
        """Let the user choose a printer, and print the page."""
        # Loaded when somebody prints, which is seldom.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        engine = self._page_view.engine
        if engine is None or self._printer is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._window).exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._printer = printer
        self._take_white_paper(engine)
        engine.view.printFinished.connect(self._end_printing)
        engine.view.print(printer)

    def export_pdf(self) -> None:
        """Let the user choose a file, and write the page as PDF."""
        engine, path = self._page_view.engine, self.ask_path("pdf", self.tr("PDF files (*.pdf)"))
        if engine is None or path is None:
            return
        self.write_pdf(path)

    def write_pdf(self, path: Path) -> None:
        """Write the page that is shown as PDF, with an outline."""
        engine, shown = self._page_view.engine, self._page_view.shown
        if engine is None or shown is None:
            return
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )

        def lay_out(headings: object) -> None:
            self._take_white_paper(engine)
            engine.page.printToPdf(lambda pdf: write(bytes(pdf), headings), layout)

        def write(pdf: bytes, headings: object) -> None:
            self._give_paper_back(engine)
            engine.bridge.call("noteviewerPage.unlinkHeadings")
            if pdf:
                self.write(lambda: _write_pdf(path, pdf, shown.title, headings), path)
            else:
                self._tell(path, is_written=False)

        engine.bridge.call("noteviewerPage.linkHeadings", on_done=lay_out)

    def export_html(self) -> None:
        """Let the user choose a file, and write the page as one HTML file."""
        path = self.ask_path("html", self.tr("Web pages (*.html)"))
        if path is not None:
            self.write_html(path)

    def write_html(self, path: Path) -> None:
        """Write the page that is shown, with its pictures, as one HTML file."""
        shown, folder = self._page_view.shown, self.folder
        if shown is None:
            return
        left_out = self._left_out()

        def write() -> None:
            page = Page(shown.note, shown.title, shown.body, (), drawings=shown.drawings)
            html = self_contained(page, FolderAssets(Path(folder)).read, left_out=left_out)
            write_whole(path, html.encode("utf-8", "replace"))

        self.write(write, path)

    def export_image(self, url: str) -> None:
        """Let the user choose a file, and write a picture of the page as it is."""
        name = Path("" if is_data(url) else unquote(urlsplit(url).path).replace("\\", "/"))
        suffix = name.suffix.removeprefix(".") or "png"
        path = self.ask_path(suffix, self.tr("Pictures (*)"), name.stem or "picture")
        if path is not None:
            self.write_image(url, path)

    def write_image(self, url: str, path: Path) -> None:
        """Write a picture of the page."""
        read = self._page_view.read_image

        def write() -> None:
            data = read(url)
            if data is None:
                raise CannotOpenError(f"cannot read {url[:LONGEST_NAMED]}")
            write_whole(path, data)

        self.write(write, path)

    def export_topic(self, source: PageSource, name: str) -> None:
        """Let the user choose a file, and write all parts of a topic as one HTML file."""
        stem = "".join(" " if mark in UNFIT else mark for mark in name).strip(". ")
        path = self.ask_path("html", self.tr("Web pages (*.html)"), stem or "topic")
        if path is not None:
            self.write_topic(source, name, path)

    def write_topic(self, source: PageSource, name: str, path: Path) -> None:
        """Write all parts of a topic, with their pictures, as one HTML file."""
        self._messages.post(self.tr("The topic is being gathered…"))
        left_out = self._left_out()

        def write() -> None:
            page = topic_page(replace(source.gather_whole(name), title=name))
            html = self_contained(page, FolderAssets(source.folder).read, left_out=left_out)
            write_whole(path, html.encode("utf-8", "replace"))

        self.write(write, path)

    def _left_out(self) -> str:
        return self.tr("Not in this file, which would be too large: {}")

    def write(self, write: Callable[[], None], path: Path) -> None:
        """Write a file on a worker thread, and say what became of it."""

        def fail(error: Exception) -> None:
            logger.info("cannot write %s: %s", path, error)
            self._tell(path, is_written=False)

        self._tasks.run(write, lambda _none: self._tell(path, is_written=True), fail)

    def ask_path(self, suffix: str, kinds: str, stem: str = "") -> Path | None:
        """Let the user choose a file outside the folder of notes; None for none."""
        shown = self._page_view.shown
        if shown is None:
            return None
        name = f"{stem or Path(shown.note).stem or 'note'}.{suffix}"
        return ask_target(self._window, self.tr("Export"), name, kinds, self.folder)

    def _take_white_paper(self, engine: "Engine") -> None:
        # The web engine paints the margins in the colour that stands behind the page.
        self._background = engine.page.backgroundColor()
        engine.page.setBackgroundColor(Qt.GlobalColor.white)

    def _give_paper_back(self, engine: "Engine") -> None:
        engine.page.setBackgroundColor(self._background)

    def _tell(self, path: Path, *, is_written: bool) -> None:
        text = self.tr("Written: {}") if is_written else self.tr("Could not write {}")
        self._messages.post(text.format(path))

    def _end_printing(self, is_printed: bool) -> None:
        self._printer = None
        engine = self._page_view.engine
        if engine is not None:
            engine.view.printFinished.disconnect(self._end_printing)
            self._give_paper_back(engine)
        self._messages.post(
            self.tr("Sent to the printer") if is_printed else self.tr("Printing failed")
        )


def _write_pdf(path: Path, pdf: bytes, title: str, headings: object) -> None:
    # Loaded when somebody exports, which is seldom.
    from noteviewer.render.document.pdf_outline import OutlineEntry, with_outline

    entries = [OutlineEntry(*heading) for heading in json.loads(str(headings))]
    write_whole(path, with_outline(pdf, title, entries))
