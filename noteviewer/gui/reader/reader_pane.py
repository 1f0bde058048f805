"""The pane in which notes are read: the web view, the find bar, and what happens between them."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from noteviewer.gui.icons import Icons
from noteviewer.gui.reader.documents import PageDocument, ReadResource, Resource, Scrolled
from noteviewer.gui.reader.find_bar import FindBar, FindRequest
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import Theme, ThemeSwitch

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEnginePage

    from noteviewer.gui.reader.engine import Engine

logger = logging.getLogger(__name__)


class ReaderPane(QWidget):
    """One web view for every note of every tab; empty until `start_engine`."""

    link_activated = Signal(object)
    """A `LinkActivated`: where it leads is for others to say."""
    link_hovered = Signal(str)
    """Address under the mouse, or nothing."""
    scrolled = Signal(object)
    """A `Scrolled`."""
    page_shown = Signal(object)
    """The `PageDocument` that is on the screen now."""
    request_refused = Signal(str)
    """Address of something outside that a page wanted; nothing was sent."""
    engine_restarted = Signal()
    """The web process had died, and the note is shown again."""

    def __init__(
        self,
        tasks: Tasks,
        themes: ThemeSwitch,
        icons: Icons,
        read_resource: ReadResource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._themes = themes
        self._read_resource = read_resource
        self._engine: Engine | None = None
        self._shown: PageDocument | None = None
        self._ticket = 0
        self._zoom = 1.0
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Note"))
        self._find_bar = FindBar(icons, self)
        self._find_bar.search_requested.connect(self._find)
        self._find_bar.closed.connect(self.setFocus)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._find_bar, alignment=Qt.AlignmentFlag.AlignBottom)
        themes.theme_changed.connect(self._apply_theme)

    def start_engine(self) -> None:
        """Load the web engine; what was to be shown is shown then."""
        # Imported here, so that the window is on the screen before the web engine is loaded.
        from noteviewer.gui.reader.engine import Engine

        if self._engine is not None:
            return
        engine = Engine(self._tasks, self._serve, self)
        self._engine = engine
        engine.view.setAccessibleName(self.tr("Note"))
        engine.gate.request_refused.connect(self.request_refused)
        engine.page.link_activated.connect(self.link_activated)
        engine.page.linkHovered.connect(self.link_hovered)
        engine.page.renderProcessTerminated.connect(self._restart)
        engine.page.findTextFinished.connect(self._show_find_result)
        engine.bridge.link_activated.connect(self.link_activated)
        engine.bridge.scrolled.connect(self._report_scroll)
        engine.bridge.ready.connect(self._aim)
        engine.bridge.painted.connect(self._announce)
        self._layout.insertWidget(0, engine.view, stretch=1)
        self._layout.setAlignment(self._find_bar, Qt.AlignmentFlag(0))
        self.setFocusProxy(engine.view)
        self._apply_theme(self._themes.theme)
        engine.page.setZoomFactor(self._zoom)
        if self._shown is not None:
            self.show_document(self._shown)

    @property
    def engine(self) -> "Engine | None":
        """The web engine, once it is loaded: for printing."""
        return self._engine

    @property
    def shown(self) -> PageDocument | None:
        """What is shown, or is being loaded."""
        return self._shown

    @property
    def selected_text(self) -> str:
        """The text that the reader selected in the page."""
        return self._engine.page.selectedText().strip() if self._engine else ""

    def show_document(self, document: PageDocument) -> None:
        """Show a page at the place it names."""
        self._shown = document
        self._ticket += 1
        if self._engine is not None:
            self._engine.page.admit(document.url)

    def go_to(self, anchor: str, scroll: float = 0.0) -> None:
        """Go to another place of the note that is shown."""
        if self._engine is not None and self._shown is not None:
            self._engine.bridge.call("noteviewerAim", self._shown.note, anchor, scroll)

    def set_zoom(self, percent: int) -> None:
        """Show everything in the page larger or smaller."""
        self._zoom = percent / 100
        if self._engine is not None:
            self._engine.page.setZoomFactor(self._zoom)

    def open_find_bar(self) -> None:
        """Find in the page, beginning with what is selected."""
        self._find_bar.open_bar(self.selected_text[:200])

    def find_next(self) -> None:
        """Go to the next match."""
        self._find_bar.next()

    def find_previous(self) -> None:
        """Go to the match before."""
        self._find_bar.previous()

    def _serve(self, url: str) -> Resource | None:
        shown = self._shown
        if shown is not None and url == shown.url:
            return Resource("text/html;charset=utf-8", shown.html.encode())
        return self._read_resource(url)

    def _aim(self) -> None:
        if self._engine is None or self._shown is None:
            return
        shown, call = self._shown, self._engine.bridge.call
        call("noteviewerAim", shown.note, shown.anchor, shown.scroll)
        call("noteviewerPainted", self._ticket)

    def _announce(self, ticket: int) -> None:
        if self._shown is not None and self._ticket == ticket:
            self.page_shown.emit(self._shown)

    def _report_scroll(self, scrolled: Scrolled) -> None:
        if self._shown is not None and scrolled.note == self._shown.note:
            self.scrolled.emit(scrolled)

    def _find(self, request: FindRequest) -> None:
        if self._engine is None:
            return
        flag = self._engine.page.FindFlag
        direction = flag.FindBackward if request.is_backward else flag(0)
        self._engine.page.findText(request.text, direction)

    def _show_find_result(self, result: "QWebEngineFindTextResult") -> None:
        self._find_bar.show_count(result.activeMatch(), result.numberOfMatches())

    def _restart(
        self, status: "QWebEnginePage.RenderProcessTerminationStatus", exit_code: int
    ) -> None:
        if status.name == "NormalTerminationStatus":
            return
        logger.info("the web process ended (%s, %s); starting another", status.name, exit_code)
        # Not from within the signal: the page is still busy with the end of its process.
        QTimer.singleShot(0, self, self._show_again)
        self.engine_restarted.emit()

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_document(self._shown)

    def _apply_theme(self, theme: Theme) -> None:
        if self._engine is not None:
            self._engine.page.setBackgroundColor(theme.color("page"))
