"""The window: arranges its parts and holds no logic."""

from base64 import b64decode, b64encode
from dataclasses import replace

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from noteviewer.gui.navigation.session import Layout
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.window.side_pane import SidePane

USUAL_SIZE = (1400, 880)
FRAME = (8, 40)
"""What the desktop puts around the window, at a guess: it is not known before it is shown."""
LEAST_PAGE = 320
READABLE_PAGE = 560
LEAST_PANE_LINES = 10
"""Least width of a side pane, as a multiple of the height of a line."""


class MainWindow(QMainWindow):
    """Library at the left, page under its tabs in the middle, side pane at the right."""

    place_dropped = Signal(str)
    """Path of a folder or file that was dropped on the window."""
    layout_changed = Signal(object)
    """The `Layout`, after the user changed it or a session brought another."""
    closing = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.icons = icons
        self.setObjectName("main-window")
        self.setWindowTitle("noteviewer")
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        self.resize(QSize(*USUAL_SIZE).boundedTo(room))
        self._wanted = Layout()
        self._is_reading = False

        self._library_place = _place("pane")
        self._tabs_place = _place("chrome")
        self._page_place = _place("page")
        self._pages = QStackedWidget()
        self._reference_library = QWidget()
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

    def put_start_page(self, widget: QWidget) -> None:
        """Give the widget that is shown while no folder is open."""
        self._pages.addWidget(widget)

    def put_reference_library(self, widget: QWidget) -> None:
        """Give the widget that takes the place of page and panes when it is shown."""
        self._reference_library = widget
        self._pages.addWidget(widget)

    def show_reference_library(self) -> None:
        """Show the reference library alone."""
        self._pages.setCurrentWidget(self._reference_library)
        self._apply()

    def show_start_page(self) -> None:
        """Show the start page alone."""
        self._pages.setCurrentIndex(1)
        self._apply()

    def show_page_view(self) -> None:
        """Show the page with its panes."""
        self._pages.setCurrentIndex(0)
        self._apply()

    # The arrangement.

    @property
    def arrangement(self) -> Layout:
        """How the window is arranged now, for the session."""
        geometry = b64encode(self.saveGeometry().data()).decode()
        return replace(self._wanted, geometry=geometry)

    def arrange(self, layout: Layout) -> None:
        """Take up an arrangement that was kept."""
        self._wanted = layout
        if layout.geometry:
            self.restoreGeometry(QByteArray(b64decode(layout.geometry)))
        self.side_pane.show_view(layout.side_view)
        self._apply()
        self.layout_changed.emit(layout)

    def show_library(self, *, is_shown: bool) -> None:
        """Show or hide the library."""
        self._change(replace(self._wanted, has_library=is_shown))

    def show_side(self, *, is_shown: bool) -> None:
        """Show or hide the pane at the right."""
        self._change(replace(self._wanted, has_side=is_shown))

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
        is_bare = self._is_reading or self._pages.currentIndex() > 0
        self._library_place.setVisible(self._wanted.has_library and not is_bare)
        self.side_pane.setVisible(self._wanted.has_side and not is_bare)
        self._tabs_place.setVisible(not is_bare)
        self.statusBar().setVisible(not self._is_reading)
        # Wide enough for the longest name of a mode, however large it is written.
        least = self.fontMetrics().height() * LEAST_PANE_LINES
        left, right = (
            max(round(width * self._squeeze()), least)
            for width in (self._wanted.library_width, self._wanted.side_width)
        )
        for pane in (self._library_place, self.side_pane):
            pane.setMinimumWidth(least)
        self._splitter.setSizes([left, max(self.width() - left - right, LEAST_PAGE), right])

    def _squeeze(self) -> float:
        """How much narrower the panes are in a narrow window, so that the page stays readable.

        Widths that the user chose are left alone.
        """
        wanted, usual = self._wanted, Layout()
        widths = (wanted.library_width, wanted.side_width)
        sides = wanted.has_library * widths[0] + wanted.has_side * widths[1]
        if not sides or widths != (usual.library_width, usual.side_width):
            return 1.0
        return min(max(self.width() - READABLE_PAGE, 0) / sides, 1.0)

    def _take_widths(self) -> None:
        left, _, right = self._splitter.sizes()
        self._wanted = replace(
            self._wanted,
            library_width=left or self._wanted.library_width,
            side_width=right or self._wanted.side_width,
        )
        self.layout_changed.emit(self._wanted)

    def _take_side_view(self, name: str) -> None:
        self._wanted = replace(self._wanted, side_view=name)
        self.layout_changed.emit(self._wanted)

    # What Qt tells.

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
