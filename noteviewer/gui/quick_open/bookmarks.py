"""The bookmarks of the folder, to go to or to drop."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import OpenRequest
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.overlay import Overlay
from noteviewer.library.location import Location
from noteviewer.library.state import Bookmark

PLACE_ROLE = Qt.ItemDataRole.UserRole
WIDTH = 560
HEIGHT = 420


class BookmarkList(Overlay):
    """A list over the window; Enter goes there, Delete drops a bookmark."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    remove_requested = Signal(object)
    """The `Location` of a bookmark."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("Bookmarks"))
        title = QLabel(self.tr("Bookmarks"), self.panel)
        title.setProperty("role", "title")
        title.setContentsMargins(Spacing.L, Spacing.M, Spacing.L, Spacing.S)
        self._hint = QLabel(self.tr("Nothing is bookmarked in this folder yet."), self.panel)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._list = _List(self.panel)
        self._list.setProperty("role", "raised")
        self._list.setAccessibleName(self.tr("Bookmarks"))
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        self._list.removed.connect(self._remove)
        keys = QLabel(self.tr("↑↓ choose   ⏎ open   Del remove   Esc back"), self.panel)
        keys.setProperty("role", "faint")
        keys.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for widget in (title, self._hint, self._list, keys):
            layout.addWidget(widget)

    def show_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """List these bookmarks, and take the keyboard."""
        self._list.clear()
        for bookmark in bookmarks:
            item = QListWidgetItem(bookmark.title or bookmark.location.note)
            item.setToolTip(f"{bookmark.location.note}#{bookmark.location.anchor}".rstrip("#"))
            item.setData(PLACE_ROLE, bookmark.location)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._hint.setVisible(not bookmarks)
        self.open()

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self._list.setFocus()

    def _open(self, item: QListWidgetItem) -> None:
        place = item.data(PLACE_ROLE)
        self.close_panel()
        if isinstance(place, Location):
            self.open_requested.emit(OpenRequest(place))

    def _remove(self) -> None:
        row = self._list.currentRow()
        item = self._list.takeItem(row)
        if item is not None:
            self.remove_requested.emit(item.data(PLACE_ROLE))
        self._hint.setVisible(self._list.count() == 0)


class _List(QListWidget):
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes what is chosen."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
