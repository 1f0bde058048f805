"""The bookmarks of the folder, to go to or to drop."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import FilterField
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.overlay import Overlay
from noteviewer.library.names.fuzzy import find_among
from noteviewer.library.state import Bookmark

PLACE_ROLE = Qt.ItemDataRole.UserRole
WIDTH = 560
HEIGHT = 420


class BookmarkList(Overlay):
    """A filter and a list over the window; Enter goes there, Delete drops a bookmark."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    changed = Signal()
    """A bookmark was dropped."""

    def __init__(self, services: WindowServices, parent: QWidget) -> None:
        super().__init__(services.themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("Bookmarks"))
        self._bookmarks: list[Bookmark] = []
        self._kept = services.state.bookmarks
        title = QLabel(self.tr("Bookmarks"), self.panel)
        title.setProperty("role", "title")
        title.setContentsMargins(Spacing.L, Spacing.M, Spacing.L, Spacing.S)
        self._filter = FilterField(
            self.tr("Filter (pinyin works too)"),
            self.tr("Filter the bookmarks"),
            services.icons,
            self.panel,
        )
        self._filter.typed.connect(self._list_them)
        self._filter.left.connect(self._enter_list)
        self._hint = QLabel(self.panel)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._list = QListWidget(self.panel)
        self._list.setProperty("role", "raised")
        self._list.setAccessibleName(self.tr("Bookmarks"))
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        LocalKeys(self._list, {"Del": self._remove, "Ctrl+Return": self._open_in_tab})
        keys = QLabel(
            self.tr("↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Del remove   Esc back"), self.panel
        )
        keys.setProperty("role", "faint")
        keys.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        field = QVBoxLayout()
        field.setContentsMargins(Spacing.M, 0, Spacing.M, Spacing.S)
        field.addWidget(self._filter)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addLayout(field)
        for widget in (self._hint, self._list, keys):
            layout.addWidget(widget)

    def show_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """List these bookmarks, and take the keyboard."""
        self._bookmarks = list(bookmarks)
        self._filter.clear()
        self._list_them("")
        self.open()

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self._list.setFocus()

    def _list_them(self, typed: str) -> None:
        self._list.clear()
        names = [bookmark.title or bookmark.location.note for bookmark in self._bookmarks]
        for found in find_among(names, typed):
            place = self._bookmarks[found.index].location
            item = QListWidgetItem(names[found.index])
            item.setToolTip(f"{place.note}#{place.anchor}".rstrip("#"))
            item.setData(PLACE_ROLE, self._bookmarks[found.index])
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._hint.setText(
            self.tr("No bookmark is called that.")
            if self._bookmarks
            else self.tr("Nothing is bookmarked in this folder yet.")
        )
        self._hint.setVisible(not self._list.count())

    def _enter_list(self) -> None:
        if self._list.count() == 1:
            self._open(self._list.item(0))
        else:
            self._list.setFocus()

    def _open(self, item: QListWidgetItem, disposition: Disposition = Disposition.HERE) -> None:
        bookmark = item.data(PLACE_ROLE)
        self.close_panel()
        if isinstance(bookmark, Bookmark):
            self.open_requested.emit(OpenRequest(bookmark.location, disposition))

    def _open_in_tab(self) -> None:
        if self._list.currentRow() >= 0:
            self._open(self._list.currentItem(), Disposition.NEW_TAB)

    def _remove(self) -> None:
        row = self._list.currentRow()
        bookmark = self._list.takeItem(row).data(PLACE_ROLE) if row >= 0 else None
        if isinstance(bookmark, Bookmark):
            self._bookmarks.remove(bookmark)
            self._kept.remove(bookmark.location)
            self._hint.setVisible(not self._list.count())
            self.changed.emit()
