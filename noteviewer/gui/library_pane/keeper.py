"""Keeps how the library is arranged with the folder, a moment after it changed."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.gui.failures import log_failure
from noteviewer.gui.library_pane.arrangement import Arrangement, NodePath
from noteviewer.gui.library_pane.trees import Mode
from noteviewer.gui.pause import Pause
from noteviewer.gui.tasks import Tasks, say_nothing
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)

OPTION = "library"
"""Name under which the arrangement is kept with the folder."""
PAUSE_MS = 800


class ArrangementKeeper(QObject):
    """The arrangement in force, and its way to the reader's state."""

    def __init__(
        self, state: ReaderState, tasks: Tasks, look: Callable[[], None], parent: QObject
    ) -> None:
        """Keep for a pane.

        Args:
            state: Where it is kept.
            tasks: Threads to write on.
            look: Called before writing, to take in what stands open (`set_expanded`).
            parent: The pane.
        """
        super().__init__(parent)
        self.arrangement = Arrangement()
        self.is_known = False
        """Whether it was read for the present folder."""
        self._state = state
        self._tasks = tasks
        self._look = look
        self._folder = ""
        self._pause = Pause(PAUSE_MS, self._keep, self)

    def set_folder(self, folder: str) -> None:
        """Another folder: its arrangement is to be read (`read`) and taken (`take`)."""
        self._pause.stop()
        self._folder = folder
        self.arrangement, self.is_known = Arrangement(), False

    def read(self) -> str | None:
        """What was kept for the folder; for a worker thread."""
        return self._state.folders.option(self._folder, OPTION)

    def take(self, text: str | None) -> None:
        """Use what was kept, unless the reader chose a mode meanwhile."""
        if not self.is_known:
            left = Arrangement.from_text(text)
            self.arrangement = replace(left, mode=self.arrangement.mode or left.mode)
            self.is_known = True

    def set_mode(self, mode: Mode) -> None:
        """The reader chose a mode."""
        self.arrangement = replace(self.arrangement, mode=mode)
        self._pause.start()

    def set_expanded(self, mode: Mode, paths: Iterable[NodePath]) -> None:
        """What stands open in a mode."""
        expanded = {**self.arrangement.expanded, mode: frozenset(paths)}
        self.arrangement = replace(self.arrangement, expanded=expanded)

    def keep_soon(self) -> None:
        """Something was opened or closed."""
        self._pause.start()

    def _keep(self) -> None:
        self._look()
        text = self.arrangement.to_text()
        keep = partial(self._state.folders.set_option, self._folder, OPTION, text)
        self._tasks.run(keep, say_nothing, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot keep how the library is arranged", error)
