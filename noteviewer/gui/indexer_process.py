"""The child process that indexes and follows a folder: its commands and its events.

``noteviewer index FOLDER --follow --json`` prints one event a line (`library.index_events`) and
ends by itself when its standard input closes, so that it never outlives the window.
"""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from noteviewer.gui.child_process import prepare_child
from noteviewer.library.index_events import IndexFailure, read_event

logger = logging.getLogger(__name__)

PATIENCE_MS = 2000
"""How long a process may take to end before it is killed."""


class IndexerProcess(QObject):
    """Runs the indexer of one folder."""

    event_received = Signal(object)
    """An `IndexEvent`."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._unread = b""
        self._is_stopping = False
        self._process = QProcess(self)
        prepare_child(self._process, "index", str(folder.absolute()), "--follow", "--json")
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail_to_start)

    def start(self) -> None:
        """Start indexing."""
        self._process.start()

    def send(self, command: str) -> None:
        """Give a command: ``rescan``, ``cancel``, ``first PATH``."""
        if len(command.splitlines()) != 1:
            return  # a file's name may hold line ends, and would be read as more commands
        if self._process.state() is QProcess.ProcessState.Running:
            self._process.write(command.encode() + b"\n")

    def stop(self) -> None:
        """End the process; waits only as long as it takes to end in good order."""
        self._is_stopping = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.write(b"quit\n")
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)

    def _read(self) -> None:
        self._unread += bytes(self._process.readAllStandardOutput().data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            event = read_event(line) if line.strip() else None
            if event is not None:
                self.event_received.emit(event)

    def _log(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        for line in text.splitlines():
            logger.info("indexer: %s", line)

    def _end(self, exit_code: int, _status: QProcess.ExitStatus) -> None:
        if not self._is_stopping:
            self.event_received.emit(IndexFailure(f"exit code {exit_code}", code="ended"))

    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.event_received.emit(IndexFailure(self._process.errorString(), code="ended"))
