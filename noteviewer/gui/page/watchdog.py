"""Watches the web process over the page that it shows: it may hang, or die again and again.

Some texts keep a web engine busy for minutes: sixty thousand opening brackets in one line are
enough. The window goes on meanwhile, but the user looks at a page that never comes.
"""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

EVERY_MS = 1000
MOST_MISSED = 5
"""Beats of this timer, not seconds of the clock: while the window itself is held up, or the
machine sleeps, no answer can arrive and none is missed."""

Ping = Callable[[Callable[[], None]], None]
"""Asks for an answer, which calls back."""


class Heartbeat(QObject):
    """Asks again and again, and tells when no answer came for long."""

    missed = Signal()
    """Nobody answered."""

    def __init__(self, ping: Ping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ping = ping
        self._question = 0
        self._answered = 0
        self._missed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to ask."""
        self._answered = self._question
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Ask, or count that the last question has no answer yet."""
        if self._answered == self._question:
            self._missed = 0
            self._question += 1
            self._ping(partial(self._take_answer, self._question))
            return
        self._missed += 1
        if self._missed >= MOST_MISSED:
            self._answered = self._question
            self.missed.emit()

    def _take_answer(self, question: int) -> None:
        self._answered = max(self._answered, question)


logger = logging.getLogger(__name__)

MOST_DEATHS = 2
"""How often the process may die over one page before that page is held to be the cause."""
MOST_UNREADY = 10
"""Beats (`heartbeat`) that a document may be on its way before the process counts as silent."""


class ProcessWatch(QObject):
    """Asks one page's process for signs of life, and counts its deaths."""

    hung = Signal()
    """No answer for long: the process has to be ended."""
    died = Signal(bool)
    """It is gone; True where it died so often that its page is to blame."""

    def __init__(
        self,
        page: QWebEnginePage,
        is_listening: Callable[[], bool],
        is_wanted: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """Begin to watch.

        Args:
            page: The one page there is.
            is_listening: Whether a document was loaded into it and can answer.
            is_wanted: Whether there is a document that should be shown.
            parent: Lives as long as the page.
        """
        super().__init__(parent)
        self._page = page
        self._is_listening = is_listening
        self._is_wanted = is_wanted
        self._deaths = 0
        self._beats_unready = 0
        self._heartbeat = Heartbeat(self._ping, self)
        self._heartbeat.missed.connect(self.hung)
        self._heartbeat.start()
        page.renderProcessTerminated.connect(self._count_death)

    def stop(self) -> None:
        """Ask no more."""
        self._heartbeat.stop()

    def forget_deaths(self) -> None:
        """Another document is to be shown: what happened before is not its fault."""
        self._deaths = 0

    def forget_waiting(self) -> None:
        """A document begins to load: its time is counted from now."""
        self._beats_unready = 0

    def _ping(self, on_answer: Callable[[], None]) -> None:
        if self._is_listening():
            self._beats_unready = 0
            self._page.runJavaScript("1", 0, lambda _one: on_answer())
            return
        # A document is on its way, and where the process itself has to start that takes a while.
        self._beats_unready += self._is_wanted()
        if self._beats_unready < MOST_UNREADY:
            on_answer()

    def _count_death(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, exit_code: int
    ) -> None:
        if status.name == "NormalTerminationStatus":
            return
        logger.info("the web process ended (%s, %s); starting another", status.name, exit_code)
        self._deaths += 1
        self.died.emit(self._deaths > MOST_DEATHS)
