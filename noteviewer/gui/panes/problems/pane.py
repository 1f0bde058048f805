"""The problems pane: one list that leads to the place of each problem."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.panes.problems.rows import (
    Filterable,
    Header,
    ProblemRow,
    Row,
    make_filterable,
    problem_rows,
    section_at,
)
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import FilterField, grouped, tooltip
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowChosen, RowView, TwoLineDelegate, TwoLines
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.location import Location
from noteviewer.notes.model import Problem, ProblemKind

GRAVE = frozenset({ProblemKind.UNREADABLE, ProblemKind.BINARY, ProblemKind.BROKEN_ENCODING})


def describe(row: Row) -> TwoLines:
    """What a row shows."""
    if isinstance(row, Header):
        return TwoLines(kind_title(row.kind), side=grouped(row.count))
    found = row.found
    line = found.problem.line
    side = "" if line is None else str(line + 1)
    role = "danger" if found.problem.kind in GRAVE else "warning"
    title = found.note_title or found.path
    return TwoLines(title, sentence(found.problem), side, icon="warning", icon_role=role)


def row_label(row: Row) -> str:
    """What a screen reader says."""
    lines = describe(row)
    if isinstance(row, ProblemRow) and lines.side:
        line = QCoreApplication.translate("ProblemsPane", "line {}").format(lines.side)
        return f"{lines.title}, {lines.second}, {line}"
    return ", ".join(word for word in (lines.title, lines.second, lines.side) if word)


def row_tooltip(row: Row) -> str:
    """The file, and the problem in full."""
    if isinstance(row, Header):
        return ""
    return tooltip([row.found.path, sentence(row.found.problem)])


def kind_title(kind: ProblemKind) -> str:
    """Heading above the problems of a kind."""
    tr = QCoreApplication.translate
    return {
        ProblemKind.BROKEN_ENCODING: tr("ProblemsPane", "Damaged characters"),
        ProblemKind.BINARY: tr("ProblemsPane", "Files that are no text"),
        ProblemKind.TOO_LARGE: tr("ProblemsPane", "Files that are too large"),
        ProblemKind.UNREADABLE: tr("ProblemsPane", "Files that cannot be read"),
        ProblemKind.BAD_FRONT_MATTER: tr("ProblemsPane", "Front matter with errors"),
        ProblemKind.BAD_FORMAT: tr("ProblemsPane", "Files that are not what their names say"),
        ProblemKind.BAD_CONFIG: tr("ProblemsPane", "Configuration files with errors"),
        ProblemKind.UNCLOSED_FENCE: tr("ProblemsPane", "Code blocks that do not end"),
        ProblemKind.TIMED_OUT: tr("ProblemsPane", "Notes that took too long"),
        ProblemKind.BROKEN_LINK: tr("ProblemsPane", "Links that lead nowhere"),
        ProblemKind.BROKEN_ANCHOR: tr("ProblemsPane", "Links to missing headings"),
        ProblemKind.MISSING_IMAGE: tr("ProblemsPane", "Missing images"),
        ProblemKind.SERIES_GAP: tr("ProblemsPane", "Gaps in series"),
        ProblemKind.SERIES_DUPLICATE: tr("ProblemsPane", "Numbers used twice in a series"),
        ProblemKind.BAD_FORMULA: tr("ProblemsPane", "Formulas that cannot be drawn"),
        ProblemKind.NOT_RENDERED: tr("ProblemsPane", "Notes shown as plain text"),
        ProblemKind.LINK_OUTSIDE: tr("ProblemsPane", "Links that leave the folder"),
        ProblemKind.NOT_READ: tr("ProblemsPane", "Files that are not read"),
    }[kind]


def sentence(problem: Problem) -> str:
    """What is wrong, with the thing itself."""
    detail = problem.detail
    match problem.kind:
        case ProblemKind.BROKEN_ENCODING:
            text = QCoreApplication.translate("ProblemsPane", "Some characters are damaged {}")
        case ProblemKind.TOO_LARGE:
            text = QCoreApplication.translate("ProblemsPane", "Only its beginning is shown {}")
        case ProblemKind.UNCLOSED_FENCE:
            text = QCoreApplication.translate("ProblemsPane", "The code block is not closed {}")
        case ProblemKind.BROKEN_LINK:
            text = QCoreApplication.translate("ProblemsPane", "No note is found for {}")
        case ProblemKind.BROKEN_ANCHOR:
            text = QCoreApplication.translate("ProblemsPane", "No heading is found for {}")
        case ProblemKind.MISSING_IMAGE:
            text = QCoreApplication.translate("ProblemsPane", "No image is found for {}")
        case ProblemKind.SERIES_GAP:
            text = QCoreApplication.translate("ProblemsPane", "No note is {}")
        case ProblemKind.SERIES_DUPLICATE:
            text = QCoreApplication.translate("ProblemsPane", "More than one note is {}")
        case ProblemKind.NOT_RENDERED:
            text = QCoreApplication.translate("ProblemsPane", "It could not be rendered {}")
        case ProblemKind.LINK_OUTSIDE:
            text = QCoreApplication.translate("ProblemsPane", "It leads out of the folder: {}")
        case ProblemKind.NOT_READ:
            text = QCoreApplication.translate("ProblemsPane", "Not read: {}")
        case _:
            text = "{}"
    return text.format(detail).strip()


logger = logging.getLogger(__name__)


class ProblemsPane(Pane):
    """Everything a user should know about the files of the folder."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    count_changed = Signal(int)
    """How many problems there are."""

    def __init__(self, services: WindowServices, parent: QWidget | None = None) -> None:
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

        disposition = Disposition.BEHIND if chosen.in_new_tab else Disposition.HERE

        def find(catalog: IndexReader) -> OpenRequest:
            anchor = section_at(catalog.sections(found.path), found.problem.line)
            return OpenRequest(Location(folder, found.path, anchor), disposition)

        self._queries.ask(find, self.open_requested.emit, self._not_read)

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
