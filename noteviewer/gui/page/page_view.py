"""The page view: the web view, the find bar, and what happens between them.

The web engine needs as long to begin as the first page to be made. So it is told to load the page's
address at once, and whoever answers for that address waits until the page is there.
"""

import logging
from base64 import b64decode
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import (
    PageDocument,
    ReadResource,
    Resource,
    Scrolled,
    SelectionBox,
)
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page.find import FindBar, Matches
from noteviewer.gui.page.page_state import AwaitedPage, NextStep, PageState, message_page
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Theme, ThemeSwitch
from noteviewer.render.urls import diagram_url

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from noteviewer.gui.page.watchdog import ProcessWatch
    from noteviewer.gui.page.web_engine import Engine
    from noteviewer.render.document.page import Drawings

logger = logging.getLogger(__name__)

_DIAGRAMS = diagram_url("")


class PageView(QWidget):
    """One web view for every note of every tab; empty until `start_engine`."""

    link_activated = Signal(object)
    """A `LinkActivated`: where it leads is for others to say."""
    link_hovered = Signal(str)
    """Address under the mouse, or nothing."""
    scrolled = Signal(object)
    """A `Scrolled`."""
    page_shown = Signal(object)
    """The `PageDocument` that is on the screen now."""
    copied = Signal(str)
    """A text that the user wants on the clipboard."""
    image_requested = Signal(str)
    """Address of a picture that is to be saved."""
    search_requested = Signal(str)
    """A selected text that is to be searched in all notes."""
    drawing_requested = Signal(object)
    """A `DrawingRequested`."""
    rasterized = Signal(str)
    """What `rasterize` made, as a ``data:`` address; empty where it could not be made."""
    selected = Signal(object)
    """A `SelectionBox`, in pixels of this widget."""
    highlight_wanted = Signal(bool)
    """The selection is to be highlighted; True for with a comment."""
    highlight_chosen = Signal(str)
    """Id of a highlight that was clicked."""
    link_pointed = Signal(object)
    """A `PointedLink`: the mouse is on it now."""
    card_pointed = Signal()
    """The mouse is on a card."""
    card_wanted = Signal(object)
    """A `PointedLink` for which a card is wanted by key."""
    request_refused = Signal(str)
    """Address of something outside that a page wanted; nothing was sent."""
    request_made = Signal(str)
    """Address of a picture from a host that the user allowed."""
    engine_restarted = Signal()
    """The web process had died, and the note is shown again."""
    page_failed = Signal(object)
    """The `PageDocument` that the web process cannot show: it hangs, or dies again and again."""

    def __init__(
        self,
        tasks: Tasks,
        themes: ThemeSwitch,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._themes = themes
        self._read_resource: ReadResource = _nothing
        self._awaited: AwaitedPage | None = None
        self._engine: Engine | None = None
        self._state = PageState()
        self.menu_actions: list[QAction] = []
        """Commands that the menu of the page offers beside its own."""
        self.card_drawings: Drawings = {}
        """Diagrams of the card that is shown over the page."""
        self._zoom = 1.0
        self._served: PageDocument | None = None
        self._watch: ProcessWatch | None = None
        self._appearance: dict[str, object] = {}
        self._is_still = False
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Note"))
        self._notice = QLabel()
        self._notice.setObjectName("page-notice")
        self._notice.setProperty("role", "notice")
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.hide()
        self._find_bar = FindBar(icons, self)
        self.matches = Matches(self._find_bar, self.call, tasks)
        self._find_bar.closed.connect(self.setFocus)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._notice, alignment=Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._find_bar, alignment=Qt.AlignmentFlag.AlignBottom)
        themes.theme_changed.connect(self._apply_theme)

    def start_engine(self) -> None:
        """Load the web engine; what was to be shown is shown then."""
        # Imported here, so that the window is on the screen before the web engine is loaded.
        from noteviewer.gui.page.context_menu import ContextMenu
        from noteviewer.gui.page.watchdog import ProcessWatch
        from noteviewer.gui.page.web_engine import Engine

        if self._engine is not None:
            return
        engine = Engine(self._tasks, self._serve, self)
        self._engine = engine
        engine.set_still(is_still=self._is_still)
        engine.view.setAccessibleName(self.tr("Note"))
        engine.gate.request_refused.connect(self.request_refused)
        engine.gate.request_made.connect(self.request_made)
        engine.page.link_activated.connect(self.link_activated)
        engine.page.linkHovered.connect(self.link_hovered)
        engine.bridge.link_activated.connect(self.link_activated)
        engine.bridge.scrolled.connect(self._report_scroll)
        engine.bridge.ready.connect(self._take_document)
        engine.bridge.marked.connect(self.matches.take)
        engine.bridge.copied.connect(self.copied)
        engine.bridge.painted.connect(self._announce)
        engine.bridge.link_pointed.connect(self.link_pointed)
        engine.bridge.card_pointed.connect(self.card_pointed)
        engine.bridge.card_wanted.connect(self.card_wanted)
        engine.bridge.selected.connect(self._report_selection)
        engine.bridge.highlight_wanted.connect(self.highlight_wanted)
        engine.bridge.highlight_chosen.connect(self.highlight_chosen)
        menu = ContextMenu(engine, lambda: self.menu_actions)
        menu.link_activated.connect(self.link_activated)
        menu.copy_requested.connect(self.copied)
        menu.image_requested.connect(self.image_requested)
        menu.search_requested.connect(self.search_requested)
        menu.drawing_requested.connect(self.drawing_requested)
        engine.bridge.rasterized.connect(self.rasterized)
        self._layout.insertWidget(1, engine.view, stretch=1)
        for bar in (self._notice, self._find_bar):
            self._layout.setAlignment(bar, Qt.AlignmentFlag(0))
        self.setFocusProxy(engine.view)
        self._apply_theme(self._themes.theme)
        engine.page.setZoomFactor(self._zoom)
        self._watch = ProcessWatch(
            engine.page,
            lambda: self._state.is_ready,
            lambda: self._state.shown is not None,
            engine.page,
        )
        self._watch.hung.connect(self._give_up)
        self._watch.died.connect(self._restart)
        if self._state.shown is not None:
            self._load(self._state.shown)
        elif self._awaited is not None:
            self._state = self._state.loading()
            engine.page.admit(self._awaited.url)

    def serve_from(self, read: ReadResource) -> None:
        """Take what a page loads beside itself from here; read on worker threads."""
        self._read_resource = read

    def read_image(self, url: str) -> bytes | None:
        """The bytes of a picture of the page; on a worker thread."""
        # Loaded when somebody saves a picture, which is seldom.
        from noteviewer.render.files.data_image import is_data, read_data_image

        if is_data(url):
            image = read_data_image(url)
            return b64decode(image.url.partition(",")[2]) if image is not None else None
        resource = self._read_resource(url)
        return resource.body if resource is not None else None

    def expect(self, url: str) -> None:
        """Name the first page while it is still being made: the web engine begins with it.

        What it begins with takes as long as a page does; a page of another address that comes
        instead is shown as usual.
        """
        self._awaited = AwaitedPage(url)

    @property
    def engine(self) -> "Engine | None":
        """The web engine, once it is loaded: for printing."""
        return self._engine

    @property
    def shown(self) -> PageDocument | None:
        """What is shown, or is being loaded."""
        return self._state.shown

    @property
    def selected_text(self) -> str:
        """The text that the user selected in the page."""
        return self._engine.page.selectedText().strip() if self._engine else ""

    def show_document(self, document: PageDocument) -> None:
        """Show a page at the place it names, by the quickest way there is."""
        self.show_notice("")
        self._make_way_for(document.words)
        awaited, self._awaited = self._awaited, None
        self._state, step = self._state.with_page(document, awaited)
        if awaited is not None:
            awaited.arrive()
        if self._engine is None or self._watch is None:
            return
        self._watch.forget_deaths()
        self._engine.gate.image_hosts = document.image_hosts
        if step is NextStep.SWAP:
            self._aim(is_swap=True)
        elif step is NextStep.LOAD:
            self._load(document)

    def show_message(self, title: str, text: str, detail: str = "") -> None:
        """Show a page of our own in place of a note that cannot be shown."""
        self.show_document(message_page(title, text, detail))

    def show_notice(self, text: str) -> None:
        """Say something of the page that is shown, above it, until another one comes."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def stop_engine(self) -> None:
        """Let the web engine go, page before profile, before the window is closed."""
        if self._awaited is not None:
            self._awaited.arrive()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self._engine is not None:
            engine, self._engine = self._engine, None
            engine.close()

    def go_to(self, anchor: str, scroll: float = 0.0, words: tuple[str, ...] = ()) -> None:
        """Go to another place of the note that is shown."""
        self._make_way_for(words)
        self._state = self._state.moved(anchor, scroll, words)
        if self._engine is not None and self._state.is_ready:
            self._aim()

    def set_appearance(self, appearance: dict[str, object]) -> None:
        """Change theme, width, font or the look of references without another layout."""
        self._appearance = appearance
        self.call("noteviewerHost.setAppearance", appearance)

    def show_image(self, url: str, data: str) -> None:
        """Put a picture that was fetched when the user asks for it in place of its box."""
        self.call("noteviewerPage.showImage", url, data)

    def ask_line(self, on_done: Callable[[int], None]) -> None:
        """Find out the line of the file that the eye is on, counted from zero."""
        if self._engine is None or not self._state.is_ready:
            on_done(0)
            return
        self._engine.bridge.call(
            "noteviewerPage.lineAtEye",
            on_done=lambda line: on_done(int(line) if isinstance(line, int | float) else 0),
        )

    def set_zoom(self, percent: int) -> None:
        """Show everything in the page larger or smaller."""
        self._zoom = percent / 100
        if self._engine is not None:
            self._engine.page.setZoomFactor(self._zoom)

    def set_still(self, *, is_still: bool) -> None:
        """Let nothing move by itself in the page, or everything."""
        self._is_still = is_still
        if self._engine is not None:
            self._engine.set_still(is_still=is_still)

    def rasterize(self, source: str) -> None:
        """Make a PNG of a drawing, on white; `rasterized` tells when it is there.

        Args:
            source: The drawing as a ``data:`` address.
        """
        self.call("noteviewerHost.rasterize", source)

    def open_find_bar(self) -> None:
        """Find in the page, beginning with what is selected."""
        self._find_bar.open_bar(self.selected_text[:200])

    def _serve(self, url: str) -> Resource | None:
        awaited = self._awaited
        if awaited is not None and url == awaited.url:
            awaited.wait()
        shown = self._state.shown
        if shown is not None and url == shown.url:
            self._served = shown
            return Resource("text/html;charset=utf-8", shown.html.encode())
        if shown is not None and url.startswith(_DIAGRAMS):
            name = url.removeprefix(_DIAGRAMS)
            drawing = shown.drawings.get(name) or self.card_drawings.get(name)
            return Resource("image/svg+xml", drawing.svg) if drawing else None
        return self._read_resource(url)

    def _load(self, document: PageDocument) -> None:
        if self._engine is not None and self._watch is not None:
            self._state = self._state.loading()
            self._watch.forget_waiting()
            self._engine.page.admit(document.url)

    def _take_document(self) -> None:
        """The document that was loaded listens; a later version of it may have come meanwhile."""
        self._state = self._state.loaded()
        served, self._served = self._served, None
        self.call("noteviewerPage.setWords", {"copied": self.tr("Copied ✓")})
        if self._appearance:
            self.call("noteviewerHost.setAppearance", self._appearance)
        shown = self._state.shown
        self._aim(is_swap=bool(served and shown and served.body != shown.body))

    def _make_way_for(self, words: tuple[str, ...]) -> None:
        """What another search found is to be seen, not what was looked for in an earlier page."""
        if words and (self._state.shown is None or words != self._state.shown.words):
            self._find_bar.hide()

    def _aim(self, *, is_swap: bool = False) -> None:
        """Go to the place that is wanted, after the note was swapped in if it has to be."""
        shown, content = self._state.shown, None
        if self._engine is None or shown is None:
            return
        place = {
            "note": shown.note,
            "anchor": shown.anchor,
            "scroll": shown.scroll,
            "words": list(shown.words),
            "isFromEnd": self.matches.is_entered_from_end,
        }
        if is_swap:
            content = {"html": shown.body, "title": shown.title, "url": shown.url}
            self._engine.page.admit_swap(shown.url)
        # One call, so that no frame shows the new note where the old one was scrolled to.
        self._engine.bridge.call("noteviewerHost.show", content, place, self._state.ticket)
        self.matches.find_again()

    def _announce(self, ticket: int) -> None:
        if self._state.shown is not None and self._state.ticket == ticket:
            self.matches.is_entered_from_end = False
            self.page_shown.emit(self._state.shown)
            if self._engine is not None and self._state.is_cleaning_due:
                self._engine.bridge.call("gc")

    def _report_scroll(self, scrolled: Scrolled) -> None:
        if self._state.shown is not None and scrolled.note == self._state.shown.note:
            self.scrolled.emit(scrolled)

    def call(
        self,
        function: str,
        *arguments: object,
        on_done: Callable[[object], None] | None = None,
    ) -> None:
        """Call a function of our script (`Bridge.call`), if a page listens."""
        if self._engine is not None and self._state.is_ready:
            self._engine.bridge.call(function, *arguments, on_done=on_done)

    def _report_selection(self, box: SelectionBox) -> None:
        zoom = self._engine.page.zoomFactor() if self._engine is not None else 1.0
        self.selected.emit(
            SelectionBox(box.left * zoom, box.top * zoom, box.width * zoom, box.height * zoom)
        )

    def _give_up(self) -> None:
        """The page keeps the web process busy without end: another process, another page."""
        failed, self._state = self._state.shown, self._state.without_page()
        if self._engine is not None:
            self._engine.end_process()
        if failed is not None:
            logger.info("the web process hangs over %s", failed.url)
            self.page_failed.emit(failed)

    def _restart(self, is_to_blame: bool) -> None:
        """The process is gone, perhaps because of the page."""
        failed = self._state.shown if is_to_blame else None
        self._state = self._state.lost() if failed is None else self._state.without_page()
        if failed is not None:
            self.page_failed.emit(failed)
        # Not from within the signal: the page is still busy with the end of its process.
        QTimer.singleShot(0, self, self._show_again)
        self.engine_restarted.emit()

    def _show_again(self) -> None:
        if self._state.shown is not None:
            self._load(self._state.shown)

    def _apply_theme(self, theme: Theme) -> None:
        if self._engine is not None:
            self._engine.page.setBackgroundColor(theme.color("page"))


def _nothing(_url: str) -> Resource | None:
    return None
