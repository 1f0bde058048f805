"""Notices when the web process no longer answers.

Some texts keep a web engine busy for minutes: sixty thousand opening brackets in one line are
enough. The window goes on meanwhile, but the reader looks at a page that never comes.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

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
