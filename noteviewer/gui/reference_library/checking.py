"""The link check as the window sees it: asked for, shown, and ended."""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from noteviewer.library.link_check import CheckRules, check_links
from noteviewer.library.state import LinkVerdict


class LinkChecker(QObject):
    """Runs one check at a time on threads that never hold up the end of the program."""

    verdict_reached = Signal(object)
    """A `LinkVerdict`."""
    finished = Signal()
    _reached = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, rules: CheckRules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._cancel: threading.Event | None = None
        self._reached.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return self._cancel is not None

    def start(self, urls: Sequence[str]) -> None:
        """Check addresses; a check that is under way is given up."""
        self.cancel()
        cancel = threading.Event()
        self._cancel = cancel
        wanted = tuple(urls)

        def work() -> None:
            check_links(wanted, lambda one: self._reached.emit(cancel, one), cancel, self._rules)
            if not cancel.is_set():
                self._ended.emit(cancel)

        threading.Thread(target=work, daemon=True, name="link-check").start()

    def cancel(self) -> None:
        """End the check; what it found stays."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None
            self.finished.emit()

    def _take(self, cancel: threading.Event, verdict: LinkVerdict) -> None:
        if cancel is self._cancel:
            self.verdict_reached.emit(verdict)

    def _end(self, cancel: threading.Event) -> None:
        if cancel is self._cancel:
            self._cancel = None
            self.finished.emit()
