"""References of the library as files for other programs."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from noteviewer.gui.reference_library.labels import form_name
from noteviewer.gui.tasks import Tasks
from noteviewer.library.export import ExportForm, Selection, export, save_export
from noteviewer.library.reference_library import Line

logger = logging.getLogger(__name__)


class ReferenceExporter(QObject):
    """Offers the forms there are, and writes on a thread."""

    announced = Signal(str)
    """One line on what was done, or why not."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._window = parent

    def fill_menu(self, menu: QMenu, lines: Sequence[Line], folder: str) -> None:
        """Offer every form for these lines."""
        heading = menu.addAction(self.tr("%Ln reference(s) as", None, len(lines)))
        heading.setEnabled(False)
        for form in ExportForm:
            action = menu.addAction(form_name(form))
            action.setEnabled(bool(lines))
            action.triggered.connect(partial(self._ask_and_export, form, tuple(lines), folder))

    def _ask_and_export(self, form: ExportForm, lines: Sequence[Line], folder: str) -> None:
        name = f"{Path(folder).name}-references{form.suffix}"
        target, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export references"),
            str(Path.home() / name),
            f"{form_name(form)} (*{form.suffix})",
        )
        if target:
            self.export_to(Path(target), form, lines, folder)

    def export_to(self, target: Path, form: ExportForm, lines: Sequence[Line], folder: str) -> None:
        """Write lines to a file outside the folder of notes."""

        def work() -> None:
            rows = sorted(
                (row for line in lines for row in line.entry.citations),
                key=lambda row: (row.path, row.line),
            )
            states = {line.entry.key: line.state for line in lines}
            text = export(Selection(rows, Path(folder).name, states), form)
            save_export(Path(folder), target, form, text)

        def tell(_answer: None) -> None:
            done = self.tr("%Ln reference(s) exported to {}", None, len(lines))
            self.announced.emit(done.format(target))

        def fail(error: Exception) -> None:
            logger.warning("cannot export: %s", error)
            self.announced.emit(self.tr("The export failed: {}").format(error))

        self._tasks.run(work, tell, fail)
