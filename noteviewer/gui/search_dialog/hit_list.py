"""The list of the search dialog: hits under their notes, or searches made before."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from noteviewer.gui.icons import Icons
from noteviewer.gui.lists.model import RowModel
from noteviewer.gui.lists.view import RowView
from noteviewer.gui.search_dialog.delegate import HitDelegate
from noteviewer.gui.search_dialog.labels import row_label, row_tooltip
from noteviewer.gui.search_dialog.rows import HitRow, Row
from noteviewer.gui.theme import ThemeSwitch
from noteviewer.library.rows import Hit


class HitList(RowView[Row]):
    """Rows of which one is always chosen, while the keyboard is in the query."""

    current_changed = Signal()
    """Another row is chosen, or the same row is of another answer."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget) -> None:
        self.model_of_rows: RowModel[Row] = RowModel(row_label, row_tooltip)
        super().__init__(self.model_of_rows, parent)
        self.model_of_rows.setParent(self)
        self._has_stepped = False
        """Whether the reader has gone to a row, and not only been given the first one."""
        self.setProperty("role", "raised")
        self.setAccessibleName(self.tr("Hits"))
        self.setItemDelegate(HitDelegate(self.model_of_rows, themes, icons, self))
        self.selectionModel().currentChanged.connect(self._take_current)

    @property
    def hit(self) -> Hit | None:
        """The hit that is chosen."""
        row = self.current_row()
        return row.hit if isinstance(row, HitRow) else None

    def show_rows(self, rows: Sequence[Row], *, is_same: bool = False) -> None:
        """Show other rows; `is_same` keeps the place in the list."""
        if is_same:
            self.model_of_rows.update(rows)
        else:
            self.model_of_rows.replace(rows)
            self._has_stepped = False
        # Better hits may have come above the first one; a hit that was gone to is not left.
        if rows and not (self._has_stepped and self.currentIndex().isValid()):
            self.select_first()
        else:
            self.scrollTo(self.currentIndex())

    def step(self, steps: int) -> None:
        """Go some rows up or down, over headings."""
        self._has_stepped = True
        super().step(steps)

    def stand_on(self, row: Row) -> None:
        """Choose a row, if it is still listed."""
        self._has_stepped = True
        index = self.model_of_rows.find(row.key)
        if index.isValid():
            self.setCurrentIndex(index)

    def _take_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        # What stands above the first hit and below the last cannot be gone to.
        rows = self.model_of_rows.rows
        if current.isValid() and all(row.is_header for row in rows[: current.row()]):
            self.scrollToTop()
        elif current.isValid() and all(row.is_header for row in rows[current.row() + 1 :]):
            self.scrollToBottom()
        self.current_changed.emit()
