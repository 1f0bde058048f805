"""The tabs above the page."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.library.location import Location

WIDEST = 240
NARROWEST = 120
"""Pixels of a tab; where more do not fit, the strip scrolls."""


class _TabBar(QTabBar):
    middle_clicked = Signal(int)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Wide enough for a name to be told from others."""
        size = self.tabSizeHint(index)
        return QSize(min(size.width(), NARROWEST), size.height())

    def minimumSizeHint(self) -> QSize:
        """Never more than the tabs take, so that the button for another stands beside them."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A middle click closes a tab, as in every browser."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self.middle_clicked.emit(self.tabAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)


class TabStrip(QWidget):
    """Shows the tabs and asks for changes; holds none itself."""

    tab_selected = Signal(int)
    tab_closed = Signal(int)
    tab_moved = Signal(int, int)
    new_tab_requested = Signal()

    def __init__(
        self, icons: Icons, name_of: Callable[[Location], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name_of = name_of
        self._tabs: Tabs | None = None
        self.setProperty("role", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = _TabBar()
        self._bar.setAccessibleName(self.tr("Open notes"))
        self._bar.setDocumentMode(True)
        self._bar.setDrawBase(False)
        self._bar.setMovable(True)
        self._bar.setExpanding(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setUsesScrollButtons(True)
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._bar.currentChanged.connect(self.tab_selected)
        self._bar.tabMoved.connect(self.tab_moved)
        self._bar.middle_clicked.connect(self._close)
        self._bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._bar.customContextMenuRequested.connect(self._open_menu)
        add = QToolButton()
        icons.put(add, "plus")
        add.setToolTip(self.tr("New tab"))
        add.setAccessibleName(self.tr("New tab"))
        add.clicked.connect(self.new_tab_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.S, 0, Spacing.S, 0)
        layout.setSpacing(Spacing.XS)
        layout.addWidget(self._bar)
        layout.addWidget(add)
        layout.addStretch(1)

    def show_tabs(self, tabs: Tabs) -> None:
        """Show these tabs as they are."""
        self._tabs = tabs
        with QSignalBlocker(self._bar):
            while self._bar.count() > len(tabs.histories):
                self._bar.removeTab(self._bar.count() - 1)
            while self._bar.count() < len(tabs.histories):
                self._bar.addTab("")
                self._add_close_button(self._bar.count() - 1)
            for index, history in enumerate(tabs.histories):
                name = self._name_of(history.current)
                self._bar.setTabText(index, self._shortened(name))
                self._bar.setTabToolTip(index, f"{name}\n{history.current.note}".strip())
                self._bar.setAccessibleTabName(index, name)
            self._bar.setCurrentIndex(tabs.current)

    def refresh(self) -> None:
        """Take the names anew, after notes were indexed or renamed."""
        if self._tabs is not None:
            self.show_tabs(self._tabs)

    def _open_menu(self, point: QPoint) -> None:
        index = self._bar.tabAt(point)
        if index < 0:
            return
        count = self._bar.count()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        others = [other for other in range(count) if other != index]
        for text, tabs in (
            (self.tr("Close"), [index]),
            (self.tr("Close the others"), others),
            (self.tr("Close those to the right"), others[index:]),
        ):
            menu.addAction(text, partial(self._close_all, tabs)).setEnabled(bool(tabs))
        menu.popup(self._bar.mapToGlobal(point))

    def _close_all(self, tabs: Sequence[int]) -> None:
        # From the right, so that those still to be closed keep their numbers.
        for index in sorted(tabs, reverse=True):
            self._close(index)

    def _shortened(self, name: str) -> str:
        metrics = self._bar.fontMetrics()
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, WIDEST)
        return text.replace("&", "&&")

    def _add_close_button(self, index: int) -> None:
        button = QToolButton()
        self._icons.put(button, "close", "text_faint")
        button.setAutoRaise(True)
        button.setIconSize(button.iconSize() * 0.75)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(self.tr("Close tab"))
        button.setToolTip(self.tr("Close tab"))
        button.setProperty("role", "close")
        button.clicked.connect(lambda: self._close(self._index_of(button)))
        self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def _index_of(self, button: QToolButton) -> int:
        side = QTabBar.ButtonPosition.RightSide
        count = self._bar.count()
        return next((i for i in range(count) if self._bar.tabButton(i, side) is button), -1)

    def _close(self, index: int) -> None:
        if index >= 0:
            self.tab_closed.emit(index)


logger = logging.getLogger(__name__)


class TabTitles(QObject):
    """Knows notes by their titles once the index told them; by their file names until then."""

    titles_changed = Signal()

    def __init__(self, queries: Queries[IndexReader], navigator: Navigator) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._lane = queries.lane(self)
        self._titles: dict[tuple[str, str], str] = {}
        navigator.tabs_restored.connect(self.refresh)

    def name_of(self, location: Location) -> str:
        """What a tab at this place is called."""
        if not location.note:
            return Path(location.folder).name
        known = self._titles.get((location.folder, location.note))
        return known or Path(location.note).stem

    def learn(self, page: PageDocument) -> None:
        """A page was made, and so its title is known."""
        key = page.folder, page.note
        if page.note and self._titles.get(key) != page.title:
            self._titles[key] = page.title
            self.titles_changed.emit()

    def refresh(self) -> None:
        """Ask the index for the titles of all notes in front of their tabs."""
        places = [history.current for history in self._navigator.tabs.histories]
        wanted = {(place.folder, place.note) for place in places if place.note}

        def read(catalog: IndexReader) -> dict[tuple[str, str], str]:
            rows = {key: catalog.note(key[1]) for key in wanted}
            return {key: row.title for key, row in rows.items() if row is not None}

        self._lane.ask(read, self._take, self._not_read)

    def _take(self, titles: dict[tuple[str, str], str]) -> None:
        if any(self._titles.get(key) != title for key, title in titles.items()):
            self._titles.update(titles)
            self.titles_changed.emit()

    def _not_read(self, error: Exception) -> None:
        logger.debug("tabs keep their file names for now: %s", error)
