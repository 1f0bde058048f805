"""Highlights as files: exported outside the folder of notes, and taken in."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from noteviewer.gui.core.services import WindowServices
from noteviewer.library.export.highlights import (
    HighlightForm,
    HighlightSelection,
    export_highlights,
    save_highlights,
)
from noteviewer.library.export.web_annotation import LARGEST_FILE, read_web_annotations
from noteviewer.library.folder.options import choices_key

logger = logging.getLogger(__name__)


class HighlightFiles(QObject):
    """Asks for a file, writes or reads it on a thread, and says what came of it."""

    def __init__(
        self, services: WindowServices, window: QWidget, on_taken: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            services: Where highlights are kept.
            window: Above which questions are asked.
            on_taken: Called when highlights were taken in.
        """
        super().__init__(window)
        self._state = services.state
        self._tasks = services.tasks
        self._messages = services.messages
        self._window = window
        self._on_taken = on_taken

    def fill(self, menu: QMenu, folder: str, selection: HighlightSelection) -> None:
        """Offer each form, and the way back."""
        for form, title in (
            (HighlightForm.MARKDOWN, self.tr("Export as Markdown…")),
            (HighlightForm.JSONLD, self.tr("Export as W3C Web Annotations…")),
            (HighlightForm.CSV, self.tr("Export as CSV…")),
        ):
            action = menu.addAction(title)
            action.setEnabled(bool(selection.highlights))
            action.triggered.connect(partial(self._ask_and_export, form, folder, selection))
        menu.addSeparator()
        menu.addAction(
            self.tr("Import W3C Web Annotations…"), partial(self._ask_and_import, folder)
        )

    def export_to(
        self, target: Path, form: HighlightForm, folder: str, selection: HighlightSelection
    ) -> None:
        """Write highlights to a file outside the folder of notes."""

        def work() -> None:
            text = export_highlights(selection, form)
            save_highlights(Path(folder), target, form, text)

        def done(_nothing: None) -> None:
            self._messages.post(self.tr("Exported: {}").format(target))

        self._tasks.run(work, done, self._fail)

    def import_from(self, source: Path, folder: str) -> None:
        """Take in the highlights of a file."""

        def work() -> tuple[int, int]:
            with source.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
            found = read_web_annotations(data, choices_key(Path(folder)))
            return self._state.highlights.merge(found.highlights), found.left_out

        self._tasks.run(work, self._tell_taken, self._fail)

    def _tell_taken(self, counts: tuple[int, int]) -> None:
        taken, left_out = counts
        text = self.tr("%Ln highlight(s) taken in", None, taken)
        if left_out:
            text += " · " + self.tr("%Ln entry(s) left out", None, left_out)
        self._messages.post(text)
        self._on_taken()

    def _ask_and_export(
        self, form: HighlightForm, folder: str, selection: HighlightSelection
    ) -> None:
        name = f"{Path(folder).name}-highlights{form.suffix}"
        target, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export highlights"), str(Path.home() / name)
        )
        if target:
            self.export_to(Path(target), form, folder, selection)

    def _ask_and_import(self, folder: str) -> None:
        source, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import highlights"),
            str(Path.home()),
            self.tr("Web Annotations (*.jsonld *.json)"),
        )
        if source:
            self.import_from(Path(source), folder)

    def _fail(self, error: Exception) -> None:
        logger.info("highlights cannot be exported or taken in: %s", error)
        self._messages.post(str(error))
