"""What a user does with the lines of the table, by key, menu or double click."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from noteviewer.gui.core.reference_actions import (
    OPEN_LIMIT,
    Act,
    ReferenceMarks,
    States,
    keys_of,
    menu_actions,
    to_markdown,
)
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.reference_library.labels import form_name
from noteviewer.gui.reference_library.table_view import ReferenceTableView
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.save_dialog import ask_target
from noteviewer.library.export import ExportForm, Selection, export, save_export
from noteviewer.library.references import Line


class LineActions(QObject):
    """Joins the table with what can be done; says what came of it."""

    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    place_requested = Signal(object)
    """A `ReferenceRow`: a place to be opened in its note."""
    comment_requested = Signal()
    """The user wants to write about the line."""
    states_changed = Signal(object)
    """New `ReferenceState` by key."""

    def __init__(self, table: ReferenceTableView, marks: ReferenceMarks, icons: Icons) -> None:
        super().__init__(table)
        self._table = table
        self._marks = marks
        table.doubleClicked.connect(lambda _index: self._open_outside())
        table.customContextMenuRequested.connect(self._open_menu)
        slots: dict[Act, Callable[[], object]] = {
            Act.OPEN: self._open_outside,
            Act.GO_TO_PLACE: self._open_place,
            Act.TOGGLE_READ: self._toggle_read,
            Act.TOGGLE_STAR: self._toggle_star,
            Act.COMMENT: self.comment_requested.emit,
            Act.COPY_MARKDOWN: self._copy,
            Act.COPY_ADDRESS: self._copy_addresses,
            Act.SEARCH_TITLE: self._search_title,
        }
        LocalKeys(table, keys_of(slots))
        self._menu_actions = menu_actions(table, icons, slots)

    def _chosen(self) -> Sequence[Line]:
        return self._table.selected_lines()

    def _open_outside(self) -> None:
        with_url = [line for line in self._chosen() if line.entry.url][:OPEN_LIMIT]
        if with_url:
            self._open_urls(with_url)
            return
        line = self._table.current_line()
        if line is not None and line.entry.url is None:
            self._search_title()

    def _search_title(self) -> None:
        line = self._table.current_line()
        if line is not None:
            self.title_search_requested.emit(line.entry.title)

    def _open_urls(self, lines: Sequence[Line]) -> None:
        if self._marks.confirms_opening(len(lines)):
            for line in lines:
                self.link_activated.emit(line.entry.url)
            self._tell(self._marks.mark_opened(line.state for line in lines))

    def _open_place(self) -> None:
        line = self._table.current_line()
        if line is not None:
            self.place_requested.emit(line.entry.newest)

    def _toggle_read(self) -> None:
        self._tell(self._marks.toggle_read(line.state for line in self._chosen()))

    def _toggle_star(self) -> None:
        self._tell(self._marks.toggle_star(line.state for line in self._chosen()))

    def _tell(self, states: States) -> None:
        if states:
            self.states_changed.emit(states)

    def _copy(self) -> None:
        self._marks.copy(to_markdown(line.entry.citations[0]) for line in self._chosen())

    def _copy_addresses(self) -> None:
        """The addresses, one a line; of a paper without one its title."""
        self._marks.copy(line.entry.url or line.entry.title for line in self._chosen())

    def _open_menu(self, point: QPoint) -> None:
        if self._table.current_line() is None:
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._menu_actions)
        menu.popup(self._table.viewport().mapToGlobal(point))


logger = logging.getLogger(__name__)


class ReferenceExporter(QObject):
    """Offers the forms there are, and writes on a thread."""

    def __init__(self, services: WindowServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = services.tasks
        self._messages = services.messages
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
        title, kinds = self.tr("Export references"), f"{form_name(form)} (*{form.suffix})"
        target = ask_target(self._window, title, name, kinds, folder)
        if target is not None:
            self.export_to(target, form, lines, folder)

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
            self._messages.post(done.format(target))

        def fail(error: Exception) -> None:
            logger.warning("cannot export: %s", error)
            self._messages.post(self.tr("The export failed: {}").format(error))

        self._tasks.run(work, tell, fail)
