"""What can be done with references of the library: mark, copy, export, check."""

import logging
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from noteviewer.gui.reference_library.checking import LinkChecker
from noteviewer.gui.reference_library.labels import form_name
from noteviewer.gui.reference_library.top_bar import CheckProgress
from noteviewer.gui.reference_marks import OPEN_LIMIT, ReferenceMarks, States
from noteviewer.gui.reference_text import to_markdown
from noteviewer.gui.tasks import Tasks
from noteviewer.library.export import ExportForm, Selection, export, save_export
from noteviewer.library.link_check import CheckRules
from noteviewer.library.reference_library import Line
from noteviewer.library.state import LinkVerdict, ReaderState, ReferenceState

logger = logging.getLogger(__name__)

SECONDS_A_LINK = 1.2
"""What a link check takes at least for each link of one host."""


class Deeds(QObject):
    """Does things to lines; what is kept is written on a thread."""

    announced = Signal(str)
    """One line on what was done, or why not."""
    check_changed = Signal(object)
    """A `CheckProgress`."""

    def __init__(
        self,
        tasks: Tasks,
        state: ReaderState,
        rules: CheckRules,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._state = state
        self._marks = ReferenceMarks(tasks, state, parent)
        self._marks.announced.connect(self.announced)
        self._window = parent
        self._folder = ""
        self._checked = self._to_check = 0
        self.checker = LinkChecker(rules, self)
        self.checker.verdict_reached.connect(self._take_verdict)
        self.checker.finished.connect(self._show_check)

    def set_folder(self, folder: str) -> None:
        """Work on another folder."""
        self._folder = folder
        self.checker.cancel()

    # Marks.

    def toggle_read(self, lines: Sequence[Line]) -> States:
        """Mark all as read, or as unread where all were read."""
        return self._marks.toggle_read(line.state for line in lines)

    def toggle_star(self, lines: Sequence[Line]) -> States:
        """Star all, or none where all were starred."""
        return self._marks.toggle_star(line.state for line in lines)

    def comment(self, before: ReferenceState, text: str) -> States:
        """Keep what the reader wrote."""
        return self._marks.comment(before, text)

    def confirm_opening(self, lines: Sequence[Line]) -> list[Line]:
        """The lines to be opened in the browser: those with an address, if the reader means it."""
        found = [line for line in lines if line.entry.url][:OPEN_LIMIT]
        return found if self._marks.confirms_opening(len(found)) else []

    def mark_opened(self, lines: Sequence[Line]) -> States:
        """What was opened was read, and is remembered with its time."""
        return self._marks.mark_opened(line.state for line in lines)

    def close(self) -> None:
        """End the link check; what is kept from now on is written before the call returns."""
        self._marks.close()
        self.checker.cancel()

    # Copy and export.

    def copy_markdown(self, lines: Sequence[Line]) -> None:
        """Put links on the clipboard."""
        self._marks.copy(to_markdown(line.entry.citations[0]) for line in lines)

    def fill_export_menu(self, menu: QMenu, lines: Sequence[Line], folder: str) -> None:
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

    # The link check.

    def ask_to_check(self, lines: Sequence[Line]) -> None:
        """Check links, if the reader wants that: the only thing here that uses the network."""
        urls = [line.entry.url for line in lines if (line.entry.url or "").startswith("http")]
        hosts = Counter(line.entry.host for line in lines if line.entry.url)
        if not urls:
            return
        longest = max(hosts.values()) * SECONDS_A_LINK / 60
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Check links"))
        question.setText(self.tr("Ask the servers of %Ln link(s)?", None, len(urls)))
        question.setInformativeText(
            self.tr(
                "This uses the network: each server learns that somebody asks for these pages. "
                "Servers: {servers}. Each is asked slowly; this takes {minutes} minutes or more, "
                "and can be stopped at any time."
            ).format(servers=len(hosts), minutes=max(1, round(longest)))
        )
        question.setStandardButtons(
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel
        )
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.button(QMessageBox.StandardButton.Ok).setText(self.tr("Check"))
        if question.exec() == QMessageBox.StandardButton.Ok:
            self._checked, self._to_check = 0, len(urls)
            self.checker.start([url for url in urls if url])
            self._show_check()

    def _take_verdict(self, verdict: LinkVerdict) -> None:
        self._checked += 1
        self._show_check()
        self._marks.keep(partial(self._state.verdicts.keep, [verdict]))

    def _show_check(self) -> None:
        self.check_changed.emit(
            CheckProgress(self._checked, self._to_check, is_running=self.checker.is_running)
        )
