"""Link checks of the library: agreed to, counted, and kept."""

import threading
from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from noteviewer.gui.core.reference_actions import ReferenceMarks
from noteviewer.gui.reference_library.top_bar import CheckProgress
from noteviewer.library.references import Line
from noteviewer.library.references.link_check import CheckRules, check_links
from noteviewer.library.state import LinkVerdict
from noteviewer.library.state.references import LinkVerdicts


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


LONG = 1.5
"""Minutes from which a check is told in minutes."""
SECONDS_A_LINK = 1.2
"""What a link check takes at least for each link of one host."""


class LinkChecks(QObject):
    """Checks links, if the user wants that: the only thing here that uses the network."""

    check_changed = Signal(object)
    """A `CheckProgress`."""
    verdict_reached = Signal(object)
    """A `LinkVerdict`, on its way to be kept."""

    def __init__(
        self, rules: CheckRules, marks: ReferenceMarks, verdicts: LinkVerdicts, parent: QWidget
    ) -> None:
        """Build it.

        Args:
            rules: How to ask.
            marks: Keeps verdicts on a thread, in order.
            verdicts: Where they are kept.
            parent: The widget above which questions are asked.
        """
        super().__init__(parent)
        self._marks = marks
        self._verdicts = verdicts
        self._window = parent
        self._checked = self._to_check = 0
        self.checker = LinkChecker(rules, self)
        self.checker.verdict_reached.connect(self._take_verdict)
        self.checker.finished.connect(self._show_check)

    def start_or_cancel(self, lines: Sequence[Line]) -> None:
        """Check the links of these lines, or give up the check that is under way."""
        if self.checker.is_running:
            self.checker.cancel()
        else:
            self._ask(lines)

    def _ask(self, lines: Sequence[Line]) -> None:
        urls = [line.entry.url for line in lines if (line.entry.url or "").startswith("http")]
        hosts = Counter(line.entry.host for line in lines if line.entry.url)
        if not urls:
            return
        longest = max(hosts.values()) * SECONDS_A_LINK / 60
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Check links"))
        question.setText(self.tr("Ask the servers of %Ln link(s)?", None, len(urls)))
        question.setInformativeText(
            self.tr(
                "This uses the network: each server learns that somebody asks for these pages. "
                "Servers: {servers}. Each is asked slowly; this takes {minutes} minutes or more, "
                "and can be stopped at any time."
            ).format(servers=len(hosts), minutes=round(longest))
            if longest >= LONG
            else self.tr(
                "This uses the network: each server learns that somebody asks for these pages. "
                "Servers: {servers}. Each is asked slowly; this takes about a minute, and can be "
                "stopped at any time."
            ).format(servers=len(hosts))
        )
        question.setStandardButtons(
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel
        )
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.button(QMessageBox.StandardButton.Ok).setText(self.tr("Check"))
        if question.exec() == QMessageBox.StandardButton.Ok:
            self._checked, self._to_check = 0, len(urls)
            self.checker.start([url for url in urls if url])
            self._show_check()

    def _take_verdict(self, verdict: LinkVerdict) -> None:
        self._checked += 1
        self._show_check()
        self._marks.keep(partial(self._verdicts.keep, [verdict]))
        self.verdict_reached.emit(verdict)

    def _show_check(self) -> None:
        self.check_changed.emit(
            CheckProgress(self._checked, self._to_check, is_running=self.checker.is_running)
        )
