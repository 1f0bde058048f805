"""What every delegate of rows does around the painting of one."""

from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from noteviewer.gui.lists.model import ListRow, RowModel
from noteviewer.gui.painting import draw_row_frame
from noteviewer.gui.theme import ThemeSwitch

Row = TypeVar("Row", bound=ListRow)
AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Draws the ground of rows that can be chosen, and all rows anew in another theme."""

    def __init__(self, model: RowModel[Row], themes: ThemeSwitch, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._themes = themes
        self._view = view
        themes.theme_changed.connect(self._repaint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        row = self._model.row(index)
        if row is None:
            return
        painter.save()
        if not row.is_header:
            draw_row_frame(painter, option, self._themes.theme, self._view)
        self.paint_row(painter, option, row)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint what a row says; the painter's state is restored afterwards."""
        raise NotImplementedError

    def _repaint(self) -> None:
        self._view.viewport().update()
