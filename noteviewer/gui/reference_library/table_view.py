"""The table widget: wide columns, one line a row, everything by keyboard."""

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from noteviewer.gui.reference_library.model import COLUMNS, Index, ReferenceModel
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.library.references import Column, Line, Order

_MARK, _MARKS = 16, 3
"""Size of a mark in pixels at the usual size of text, and marks side by side."""
_LETTERS = {
    Column.HOST: 18,
    Column.NOTE: 21,
    Column.SECTION: 17,
    Column.DATE: 11,
    Column.NOTES: 7,
}
"""Widths in digits of the font in force; the title takes what is left."""
_LEAST_TITLE = 36
_FIRST_TO_GO = (Column.SECTION, Column.NOTES, Column.HOST, Column.NOTE)
"""Hidden one by one where the title would get less than its least width."""
_FIRST_DESCENDING = frozenset({Column.DATE, Column.NOTES})


class _StateDelegate(QStyledItemDelegate):
    """A dot while unread, else a ring; a star and a pencil where the user gave them."""

    def __init__(self, model: ReferenceModel, icons: Icons, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self._icons = icons

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as elsewhere, then the marks."""
        super().paint(painter, option, index)
        line = self._model.line(index)
        if line is None:
            return
        state = line.state
        size = mark_size(option.fontMetrics)
        box = QRect(
            option.rect.left() + Spacing.XS, option.rect.center().y() - size // 2, size, size
        )
        marks = [("ring", "border_strong") if state.is_read else ("dot", "accent")]
        marks += [("star-filled", "star")] if state.is_starred else []
        marks += [("edit", "text_muted")] if state.comment else []
        for name, role in marks:
            self._icons.icon(name, role).paint(painter, box)
            box.translate(size, 0)


def mark_size(metrics: QFontMetrics) -> int:
    """Side of a mark in pixels: it grows with the text."""
    return max(_MARK, metrics.height() - Spacing.XS)


class ReferenceTableView(QTableView):
    """Lines of the model; headings ask for another order."""

    current_changed = Signal(object)
    """The `Line` that the keyboard is on, or None."""
    order_changed = Signal(object)
    """An `Order`."""
    left_upwards = Signal()
    """Up was pressed in the first row."""

    def __init__(self, model: ReferenceModel, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._order = Order()
        self.setModel(model)
        self.setAccessibleName(self.tr("References of the folder"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        state = COLUMNS.index(Column.STATE)
        self.setItemDelegateForColumn(state, _StateDelegate(model, icons, self))
        self._set_up_header()
        self._fit_font()

    def current_line(self) -> Line | None:
        """The line that the keyboard is on."""
        return self._lines.line(self.currentIndex())

    def selected_lines(self) -> list[Line]:
        """All selected lines, in the order of the table."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [line for line in map(self._lines.line, indexes) if line is not None]

    def go_to(self, index: QModelIndex) -> None:
        """Stand on a row, or on none."""
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def choose(self, keys: Collection[str]) -> None:
        """Select the lines of these keys beside the one that the keyboard is on."""
        selection = QItemSelection()
        for number, line in enumerate(self._lines.lines):
            if line.entry.key in keys:
                index = self._lines.index(number, 0)
                selection.select(index, index)
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, how.Select | how.Rows)

    def go_to_first(self) -> None:
        """Stand on the first row."""
        self.go_to(self._lines.index(0, COLUMNS.index(Column.TITLE)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Announce where the keyboard is."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self._lines.line(current))

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to a new size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title enough room."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up in the first row leaves the table; letters are no search in it."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; one searches in the field above."""

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_MARK)
        header.setSectionResizeMode(COLUMNS.index(Column.TITLE), QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._sort_by)
        self._show_order()

    def _fit_font(self) -> None:
        metrics = QFontMetrics(self.font())
        row = max(metrics.height() + Spacing.S, Spacing.ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        digit = metrics.horizontalAdvance("0")
        self.horizontalHeader().resizeSection(COLUMNS.index(Column.STATE), self._marks_width())
        for number, column in enumerate(COLUMNS):
            if column in _LETTERS:
                width = _LETTERS[column] * digit + Spacing.M
                self.horizontalHeader().resizeSection(number, width)
        self._make_room()

    def _make_room(self) -> None:
        digit = QFontMetrics(self.font()).horizontalAdvance("0")
        widths = {column: letters * digit + Spacing.M for column, letters in _LETTERS.items()}
        left = self.viewport().width() - self._marks_width() - sum(widths.values())
        for column in _FIRST_TO_GO:
            is_hidden = left < _LEAST_TITLE * digit
            self.setColumnHidden(COLUMNS.index(column), is_hidden)
            left += widths[column] if is_hidden else 0

    def _marks_width(self) -> int:
        return _MARKS * mark_size(QFontMetrics(self.font())) + Spacing.S

    def _sort_by(self, section: int) -> None:
        column = COLUMNS[section]
        is_descending = (
            not self._order.is_descending
            if column is self._order.column
            else column in _FIRST_DESCENDING
        )
        self._order = Order(column, is_descending)
        self._show_order()
        self.order_changed.emit(self._order)

    def _show_order(self) -> None:
        # The style points down for what it calls ascending; everybody else points up.
        direction = (
            Qt.SortOrder.AscendingOrder
            if self._order.is_descending
            else Qt.SortOrder.DescendingOrder
        )
        self.horizontalHeader().setSortIndicator(COLUMNS.index(self._order.column), direction)
