"""Talk between the window and our own script in the isolated world beside the page."""

import json
import logging
from collections.abc import Callable

from PySide6.QtCore import QFile, QIODevice, QObject, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from noteviewer.gui.core.documents import (
    Disposition,
    LinkActivated,
    Marks,
    PointedLink,
    Scrolled,
    SelectionBox,
)
from noteviewer.paths import resources_dir

logger = logging.getLogger(__name__)

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld


class Bridge(QObject):
    """The window's end: receives what the script reports, and sends it calls."""

    link_activated = Signal(object)
    """A `LinkActivated`."""
    scrolled = Signal(object)
    """A `Scrolled`."""
    marked = Signal(object)
    """A `Marks`."""
    copied = Signal(str)
    """A text that the user wants on the clipboard."""
    selected = Signal(object)
    """A `SelectionBox`, in CSS pixels."""
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
    rasterized = Signal(str)
    """A drawing as a PNG, as a ``data:`` address; empty where it could not be made."""
    painted = Signal(int)
    """The ticket given to the page when it was filled: it is on the screen now."""
    ready = Signal()
    """A document was loaded and listens."""

    def __init__(self, page: QWebEnginePage, scripts: tuple[str, ...]) -> None:
        super().__init__(page)
        self._page = page
        self._channel = QWebChannel(self)
        self._channel.registerObject("host", self)
        page.setWebChannel(self._channel, WORLD.value)
        sources = [_channel_script(), *(_own_script(name) for name in scripts)]
        self._source = "if (!window.noteviewerPage) {\n" + "\n".join(sources) + "\n}"
        script = QWebEngineScript()
        script.setName("noteviewer")
        script.setWorldId(WORLD.value)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setRunsOnSubFrames(False)
        script.setSourceCode(self._source)
        page.scripts().insert(script)
        page.loadFinished.connect(self._make_up)

    def call(
        self,
        function: str,
        *arguments: object,
        on_done: Callable[[object], None] | None = None,
    ) -> None:
        """Call a function of our script with plain values; its answer comes later."""
        written = ", ".join(_as_script(argument) for argument in arguments)
        code = f"{function}({written})"
        if on_done is None:
            self._page.runJavaScript(code, WORLD.value)
        else:
            self._page.runJavaScript(code, WORLD.value, on_done)

    def _make_up(self, is_loaded: bool) -> None:
        """Run the script where it was left out.

        A web process that has just replaced a dead one may finish a document before it is told of
        scripts (seen with Qt 6.11, once in fifty times under load); the document then never speaks.
        """
        if is_loaded:
            self._page.runJavaScript(self._source, WORLD.value)

    @Slot(str, bool, bool)
    def activate_link(self, url: str, aside: bool, in_front: bool) -> None:
        """Called by the script; the booleans are what was held or pressed."""
        disposition = Disposition.HERE
        if aside:
            disposition = Disposition.NEW_TAB if in_front else Disposition.BEHIND
        self.link_activated.emit(LinkActivated(url, disposition))

    @Slot(str, float, str, int)
    def report_scroll(self, note: str, scroll: float, anchor: str, line: int) -> None:
        """Called by the script."""
        self.scrolled.emit(Scrolled(note, scroll, anchor, line))

    @Slot(int, int)
    def report_marks(self, count: int, current: int) -> None:
        """Called by the script."""
        self.marked.emit(Marks(count, current))

    @Slot(float, float, float, float)
    def report_selection(self, left: float, top: float, width: float, height: float) -> None:
        """Called by the script."""
        self.selected.emit(SelectionBox(left, top, width, height))

    @Slot(bool)
    def want_highlight(self, has_comment: bool) -> None:
        """Called by the script."""
        self.highlight_wanted.emit(has_comment)

    @Slot(str)
    def choose_highlight(self, highlight_id: str) -> None:
        """Called by the script."""
        self.highlight_chosen.emit(highlight_id)

    @Slot(str, float, float, float, float)
    def point_at_link(self, url: str, left: float, top: float, width: float, height: float) -> None:
        """Called by the script."""
        self.link_pointed.emit(PointedLink(url, (left, top, width, height)))

    @Slot()
    def point_at_card(self) -> None:
        """Called by the script."""
        self.card_pointed.emit()

    @Slot(str, float, float, float, float)
    def want_card(self, url: str, left: float, top: float, width: float, height: float) -> None:
        """Called by the script."""
        self.card_wanted.emit(PointedLink(url, (left, top, width, height)))

    @Slot(str)
    def copy_text(self, text: str) -> None:
        """Called by the script."""
        self.copied.emit(text)

    @Slot(str)
    def report_rasterized(self, address: str) -> None:
        """Called by the script."""
        self.rasterized.emit(address)

    @Slot(int)
    def report_painted(self, ticket: int) -> None:
        """Called by the script."""
        self.painted.emit(ticket)

    @Slot()
    def report_ready(self) -> None:
        """Called by the script."""
        self.ready.emit()


def _as_script(value: object) -> str:
    # The two separators are line ends to a script but not to JSON.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _own_script(name: str) -> str:
    return (resources_dir() / "scripts" / name).read_text(encoding="utf-8")


def _channel_script() -> str:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data()).decode()
