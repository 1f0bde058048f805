"""The problems pane: one list that leads to the place of each problem."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from noteviewer.gui.failures import log_failure
from noteviewer.gui.filter_field import FilterField
from noteviewer.gui.lists.model import RowModel
from noteviewer.gui.lists.two_lines import TwoLineDelegate
from noteviewer.gui.lists.view import RowChosen, RowView
from noteviewer.gui.pane import Pane
from noteviewer.gui.pane_services import PaneServices
from noteviewer.gui.problems_pane.labels import describe, row_label, row_tooltip
from noteviewer.gui.problems_pane.rows import (
    Filterable,
    ProblemRow,
    Row,
    make_filterable,
    problem_rows,
    section_at,
)
from noteviewer.gui.reading import Reading
from noteviewer.gui.theme import Spacing
from noteviewer.library.location import Location
from noteviewer.notes.model import ProblemKind

logger = logging.getLogger(__name__)


class ProblemsPane(Pane):
    """Everything a reader should know about the files of the folder."""

    open_requested = Signal(object)
    """A `Location`."""
    new_tab_requested = Signal(object)
    """A `Location` to be opened beside the present one."""
    count_changed = Signal(int)
    """How many problems there are."""

    def __init__(self, services: PaneServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queries = services.queries
        self._lane = services.queries.lane(self)
        self._folder = ""
        self._problems: Sequence[Filterable] = ()
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[Row] = RowView(self._model, self)
        self._view.setItemDelegate(
            TwoLineDelegate(self._model, describe, services.themes, services.icons, self._view)
        )
        self._view.setAccessibleName(self.tr("Problems of the folder"))
        self._view.row_chosen.connect(self._open)
        self._filter = FilterField(
            self.tr("Filter problems"), self.tr("Filter the problems"), services.icons, self
        )
        self._filter.typed.connect(self._relist)
        self._filter.left.connect(self.focus_list)
        self._hint = QLabel(self.tr("No problems found."), self)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._lay_out()
        self.setFocusProxy(self._view)

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self._folder = folder
        self._take(())
        self.refresh()

    def refresh(self) -> None:
        """Read again; nothing is read while nobody looks."""
        if self._folder and self.isVisible():
            self._lane.ask(
                lambda catalog: tuple(map(make_filterable, catalog.problems())),
                self._take,
                self._not_read,
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the folder when the pane is brought to the front."""
        super().showEvent(event)
        self.refresh()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._view.take_keyboard()

    def _take(self, problems: Sequence[Filterable]) -> None:
        self._problems = problems
        self.count_changed.emit(len(problems))
        self._relist()

    def _relist(self) -> None:
        self._model.update(problem_rows(self._problems, self._filter.text()))
        self._hint.setVisible(not self._model.rows)

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the problems", error)

    def _open(self, chosen: RowChosen[Row]) -> None:
        """Go to the section in which the problem stands."""
        if not isinstance(chosen.row, ProblemRow):
            return
        found, folder = chosen.row.found, self._folder
        if found.problem.kind is ProblemKind.NOT_READ:
            return  # it stands for many files, none of which can be shown

        def find(catalog: Reading) -> Location:
            anchor = section_at(catalog.sections(found.path), found.problem.line)
            return Location(folder, found.path, anchor)

        wanted = self.new_tab_requested if chosen.in_new_tab else self.open_requested
        self._queries.ask(find, wanted.emit, self._not_read)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.addWidget(self._filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)
