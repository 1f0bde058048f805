"""The tabs above the page."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import menu_text
from noteviewer.gui.window.tab_titles import TabName
from noteviewer.library.location import Location, is_generated

WIDEST = 240
NARROWEST = 152
"""Pixels of a tab; where more do not fit, the strip scrolls."""
LONGEST_LISTED = 80
"""Characters of a name in the list of all tabs."""
CLOSE_SIDE = QTabBar.ButtonPosition.RightSide


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
    tab_duplicated = Signal(int)
    pin_toggled = Signal(int)
    path_requested = Signal(int)
    """The path of the note in a tab is wanted on the clipboard."""
    new_tab_requested = Signal()

    def __init__(
        self, icons: Icons, name_of: Callable[[Location], TabName], parent: QWidget | None = None
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
        self._bar.tabMoved.connect(self._move)
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
        self._list_button = QToolButton()
        icons.put(self._list_button, "chevron-down")
        self._list_button.setToolTip(self.tr("All tabs"))
        self._list_button.setAccessibleName(self.tr("All tabs"))
        self._list_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._list_button.setProperty("role", "list")
        self._list = QMenu(self._list_button)
        self._list.aboutToShow.connect(self._fill_list)
        self._list_button.setMenu(self._list)
        layout.addWidget(self._list_button)

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
                pin = self._icons.icon("pin", "text_muted") if history.is_pinned else QIcon()
                self._bar.setTabText(index, self._shortened(name.short))
                self._bar.setTabIcon(index, pin)
                self._bar.setTabToolTip(index, f"{name.full}\n{history.current.note}".strip())
                self._bar.setAccessibleTabName(index, name.full)
                self._bar.tabButton(index, CLOSE_SIDE).setVisible(not history.is_pinned)
            self._bar.setCurrentIndex(tabs.current)

    def refresh(self) -> None:
        """Take the names anew, after notes were indexed or renamed."""
        if self._tabs is not None:
            self.show_tabs(self._tabs)

    def _open_menu(self, point: QPoint) -> None:
        index = self._bar.tabAt(point)
        if index < 0:
            return
        if self._tabs is None:
            return
        count, history = self._bar.count(), self._tabs.histories[index]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        others = [other for other in range(count) if other != index]
        for text, tabs in (
            (self.tr("Close"), [index]),
            (self.tr("Close the others"), others),
            (self.tr("Close those to the right"), others[index:]),
        ):
            loose = [tab for tab in tabs if not self._tabs.histories[tab].is_pinned]
            menu.addAction(text, partial(self._close_all, loose)).setEnabled(bool(loose))
        menu.addSeparator()
        pin = self.tr("Unpin") if history.is_pinned else self.tr("Pin at the left")
        menu.addAction(pin, partial(self.pin_toggled.emit, index))
        menu.addAction(self.tr("Duplicate"), partial(self.tab_duplicated.emit, index))
        path = menu.addAction(self.tr("Copy path"), partial(self.path_requested.emit, index))
        path.setEnabled(bool(history.current.note) and not is_generated(history.current.note))
        menu.popup(self._bar.mapToGlobal(point))

    def _fill_list(self) -> None:
        """Every tab by its whole name, that in front with a mark."""
        self._list.clear()
        if self._tabs is None:
            return
        for index, history in enumerate(self._tabs.histories):
            name = menu_text(self._name_of(history.current).full, LONGEST_LISTED)
            action = self._list.addAction(name, partial(self.tab_selected.emit, index))
            action.setCheckable(True)
            action.setChecked(index == self._tabs.current)

    def _move(self, start: int, end: int) -> None:
        self.tab_moved.emit(start, end)
        # Pinned tabs stay among themselves, wherever one was dragged.
        self.refresh()

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
        self._bar.setTabButton(index, CLOSE_SIDE, button)

    def _index_of(self, button: QToolButton) -> int:
        count = self._bar.count()
        return next((i for i in range(count) if self._bar.tabButton(i, CLOSE_SIDE) is button), -1)

    def _close(self, index: int) -> None:
        if index >= 0:
            self.tab_closed.emit(index)
