"""The window: arranges its parts and holds no logic."""

from base64 import b64decode, b64encode
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.navigation.session import Layout
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.window.pane_widths import LEAST_PAGE, Side, fit_panes, has_room_for_both
from noteviewer.gui.window.side_pane import SidePane

USUAL_SIZE = (1400, 880)
FRAME = (8, 40)
"""What the desktop puts around the window, at a guess: it is not known before it is shown."""
LEAST_PANE = 180
LEAST_PANE_LINES = 10
"""Least width of a side pane: pixels, and a multiple of the height of a line."""


class Cover(Enum):
    """What stands in the place of page and panes."""

    NONE = auto()
    START = auto()
    """The start page."""
    REFERENCES = auto()
    """All references of the folder."""


class _Pages(QStackedWidget):
    """As narrow as the page that is shown can be, whatever the others need."""

    def minimumSizeHint(self) -> QSize:
        """Of the present page alone."""
        present = self.currentWidget()
        return present.minimumSizeHint() if present is not None else QSize()


class MainWindow(QMainWindow):
    """Library at the left, page under its tabs in the middle, side pane at the right."""

    place_dropped = Signal(str)
    """Path of a folder or file that was dropped on the window."""
    layout_changed = Signal(object)
    """The `Layout`, after the user changed it or a session brought another."""
    cover_changed = Signal(object)
    """A `Cover`: something took the place of page and panes, or makes way for them again."""
    panes_shown = Signal(bool, bool)
    """Which panes have their place now: the library, the pane at the right."""
    closing = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.icons = icons
        self.setObjectName("main-window")
        self._page_title = "noteviewer"
        self.setWindowTitle(self._page_title)
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        self.resize(QSize(*USUAL_SIZE).boundedTo(room))
        self._wanted = Layout()
        self._is_reading = False
        self._front = Side.LIBRARY
        self._cover = Cover.NONE

        self._library_place = _place("pane")
        self._tabs_place = _place("chrome")
        self._page_place = _place("page")
        self._pages = _Pages()
        self._start_page = self._reference_library = QWidget()
        self.side_pane = SidePane(icons)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs_place)
        column.addWidget(self._pages, stretch=1)
        self._pages.addWidget(self._page_place)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for widget in (self._library_place, centre, self.side_pane):
            self._splitter.addWidget(widget)
        centre.setMinimumWidth(LEAST_PAGE)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._take_widths)
        self.side_pane.view_changed.connect(self._take_side_view)
        self.setCentralWidget(self._splitter)
        self.arrange(self._wanted)

    # What is put where.

    def put_library(self, widget: QWidget) -> None:
        """Fill the place at the left."""
        _fill(self._library_place, widget)

    def put_tabs(self, widget: QWidget) -> None:
        """Fill the place above the page."""
        _fill(self._tabs_place, widget)

    def put_page_view(self, widget: QWidget) -> None:
        """Fill the place of the page."""
        _fill(self._page_place, widget)
        self._page_place.setFocusProxy(widget)

    def put_start_page(self, widget: QWidget) -> None:
        """Give the widget that is shown while no folder is open."""
        self._start_page = widget
        self._pages.addWidget(widget)

    def put_reference_library(self, widget: QWidget) -> None:
        """Give the widget that takes the place of page and panes when it is shown."""
        self._reference_library = widget
        self._pages.addWidget(widget)

    def name_page(self, title: str) -> None:
        """Name the page in the title of the window, once it is what the window shows."""
        self._page_title = title
        if self._cover is Cover.NONE:
            self.setWindowTitle(title)

    def show_reference_library(self, title: str) -> None:
        """Show the reference library alone, with a title of its own."""
        self.setWindowTitle(title)
        self._show(self._reference_library, Cover.REFERENCES)

    def show_start_page(self) -> None:
        """Show the start page alone."""
        self._show(self._start_page, Cover.START)

    def show_page_view(self) -> None:
        """Show the page with its panes."""
        self.setWindowTitle(self._page_title)
        self._show(self._page_place, Cover.NONE)

    @property
    def cover(self) -> Cover:
        """What stands in the place of page and panes."""
        return self._cover

    def _show(self, page: QWidget, cover: Cover) -> None:
        is_other, self._cover = cover is not self._cover, cover
        self._pages.setCurrentWidget(page)
        self._apply()
        if is_other:
            self.cover_changed.emit(cover)

    # The arrangement.

    @property
    def arrangement(self) -> Layout:
        """How the window is arranged now, for the session."""
        geometry = b64encode(self.saveGeometry().data()).decode()
        return replace(self._wanted, geometry=geometry)

    def arrange(self, layout: Layout) -> None:
        """Take up an arrangement that was kept."""
        self._wanted = layout
        self._front = Side.LIBRARY if layout.has_library else Side.NOTE
        if layout.geometry:
            self.restoreGeometry(QByteArray(b64decode(layout.geometry)))
        self.side_pane.show_view(layout.side_view)
        self._apply()
        self.layout_changed.emit(layout)

    def show_library(self, *, is_shown: bool) -> None:
        """Show or hide the library; where there is room for one pane, the other one makes way."""
        self._front = Side.LIBRARY
        self._change(replace(self._wanted, has_library=is_shown))

    def show_side(self, *, is_shown: bool) -> None:
        """Show or hide the pane at the right, as `show_library`."""
        self._front = Side.NOTE
        self._change(replace(self._wanted, has_side=is_shown))

    @property
    def has_library(self) -> bool:
        """Whether the library is to be seen."""
        return not self._library_place.isHidden()

    @property
    def has_side(self) -> bool:
        """Whether the pane at the right is to be seen."""
        return not self.side_pane.isHidden()

    def set_reading_mode(self, *, is_on: bool) -> None:
        """Show the page alone, or everything again."""
        self._is_reading = is_on
        self._apply()

    @property
    def is_in_reading_mode(self) -> bool:
        """Whether the page is shown alone."""
        return self._is_reading

    def _change(self, layout: Layout) -> None:
        self._wanted = layout
        self._is_reading = False
        self._apply()
        self.layout_changed.emit(layout)

    def _apply(self) -> None:
        is_bare = self._is_reading or self._cover is not Cover.NONE
        # Wide enough for the longest name of a mode, however large it is written.
        least = max(self.fontMetrics().height() * LEAST_PANE_LINES, LEAST_PANE)
        if has_room_for_both(self.width(), least):
            self._front = Side.LIBRARY if self._wanted.has_library else Side.NOTE
        widths = fit_panes(self._wanted, self.width(), least, self._front)
        for pane, width in ((self._library_place, widths.library), (self.side_pane, widths.side)):
            is_shown = width > 0 and not is_bare
            if not is_shown:
                self._take_keyboard_from(pane)
            pane.setMinimumWidth(least)
            pane.setVisible(is_shown)
        self._tabs_place.setVisible(not is_bare)
        self.statusBar().setVisible(not self._is_reading)
        self._splitter.setSizes([widths.library, widths.page(self.width()), widths.side])
        self.panes_shown.emit(widths.library > 0, widths.side > 0)

    def _take_keyboard_from(self, pane: QWidget) -> None:
        """Give the keyboard to the page before a pane is hidden.

        Qt would go on as Tab does, and the page would scroll up to its first link.
        """
        focus, page = QApplication.focusWidget(), self._pages.currentWidget()
        if focus is not None and page is not None and pane.isAncestorOf(focus):
            page.setFocus()

    def _take_widths(self, _place: int, handle: int) -> None:
        """One of the two handles was dragged: the pane beside it has the width that is wanted."""
        left, _, right = self._splitter.sizes()
        if handle == 1:
            self._wanted = replace(self._wanted, library_width=left or self._wanted.library_width)
        else:
            self._wanted = replace(self._wanted, side_width=right or self._wanted.side_width)
        self.layout_changed.emit(self._wanted)

    def _take_side_view(self, name: str) -> None:
        self._wanted = replace(self._wanted, side_view=name)
        self.layout_changed.emit(self._wanted)

    # What Qt tells.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew between page and panes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._apply()

    def changeEvent(self, event: QEvent) -> None:
        """Remember the size after the window was made full or normal."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.layout_changed.emit(self._wanted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Announce it, so that the session is kept and every process ended."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, nothing else."""
        if _dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Announce what was dropped."""
        path = _dropped_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.place_dropped.emit(path)


def _place(role: str) -> QWidget:
    place = QWidget()
    place.setProperty("role", role)
    place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    return place


def _fill(place: QWidget, widget: QWidget) -> None:
    layout = place.layout()
    if layout is not None:
        layout.addWidget(widget)


def _dropped_path(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
